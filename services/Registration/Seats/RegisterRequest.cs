namespace BusinessFocus.Registration.Seats;

/// <summary>What somebody sends who registers.</summary>
public static partial class Register
{
    /// <param name="Phone">As people write it; Swedish unless it says otherwise.</param>
    /// <param name="Locale">"sv" or "en"; the request's language unless told.</param>
    /// <param name="Name">On one line, at most 120 characters, without an address of the web.</param>
    /// <param name="Email">Where the confirmation is sent.</param>
    public sealed record ContactRequest(string Name, string Email, string? Phone, string? Locale);

    /// <param name="Name">As it is shown to organisers.</param>
    /// <param name="OrganisationNumber">Ten digits, with or without hyphen and century.</param>
    public sealed record CompanyRequest(string? Name, string? OrganisationNumber);

    /// <summary>What they want to talk about: only for a slot of an open house. The officer reads it, and nobody else.</summary>
    /// <param name="Topic">The key of one of the slot's topics.</param>
    /// <param name="Note">What to talk about; only the officer reads it.</param>
    public sealed record ConversationRequest(string Topic, string? Note);

    /// <param name="Reason">Why these get seats whatever the line, the capacity and the times of registration say.</param>
    public sealed record OverrideRequest(string Reason);

    /// <param name="Seats">1 unless told; a group is never split.</param>
    /// <param name="Answers">To the activity's own questions, by their keys.</param>
    /// <param name="Consent">To the handling of their personal data; must be given.</param>
    /// <param name="Override">An organiser gives an extra seat.</param>
    /// <param name="OnlyIfRoom">Refused instead of waiting in line; left out, it waits.</param>
    /// <param name="Membership">What <c>POST /memberships</c> answered; not needed where the contact's own address stands in an association's list.</param>
    /// <param name="Contact">Who registers.</param>
    /// <param name="Company">For whom; left out for a resident.</param>
    public sealed record Request(
        ContactRequest Contact,
        CompanyRequest? Company,
        int? Seats,
        IReadOnlyDictionary<string, string>? Answers,
        bool Consent,
        ConversationRequest? Conversation = null,
        OverrideRequest? Override = null,
        bool? OnlyIfRoom = null,
        string? Membership = null);
}
