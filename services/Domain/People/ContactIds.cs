using BusinessFocus.Contracts;
using UUIDNext;

namespace BusinessFocus.Domain.People;

public static class ContactIds
{
    private static readonly Guid People = new("6f1f0c5e-5a0a-4b7e-9d1c-0c2b8f4c7a11");

    /// <summary>The same person has the same id in every registration and every service (UUID version 5 of the address).</summary>
    public static ContactId Of(string normalisedEmail) => new(Uuid.NewNameBased(People, normalisedEmail));

    /// <summary>The same for somebody who has no address, and is reached by a phone. No address is written like it: it has no @.</summary>
    /// <param name="e164">As <see cref="PhoneNumber"/> has it.</param>
    public static ContactId OfPhone(string e164) => new(Uuid.NewNameBased(People, $"tel:{e164}"));
}
