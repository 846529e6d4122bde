using BusinessFocus.Contracts;
using UUIDNext;

namespace BusinessFocus.Identity.Accounts;

public static class AccountIds
{
    private static readonly Guid Accounts = new("0c0b9a54-6d1c-4c52-9b0e-5e0a0f6d2a31");

    /// <summary>An address has one account (UUID version 5), so that two invitations at once are one.</summary>
    public static AccountId Of(string normalisedEmail) => new(Uuid.NewNameBased(Accounts, normalisedEmail));
}
