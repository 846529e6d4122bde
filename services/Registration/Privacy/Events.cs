using BusinessFocus.Contracts;
using UUIDNext;

namespace BusinessFocus.Registration.Privacy;

/// <summary>A person asked to be forgotten. It stays as the proof that it was done; the id no longer leads to anybody.</summary>
/// <param name="Registrations">All that the person had.</param>
/// <param name="At">UTC.</param>
public sealed record ContactForgotten(ContactId ContactId, IReadOnlyList<RegistrationId> Registrations, DateTimeOffset At)
{
    private static readonly Guid Contacts = new("2f5f0a57-6f0e-4d46-9f0b-6b8f7f1f3c58");

    public static Guid StreamOf(ContactId contact) => Uuid.NewNameBased(Contacts, contact.ToString());
}
