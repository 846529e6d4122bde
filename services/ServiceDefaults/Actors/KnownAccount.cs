using BusinessFocus.Contracts.Identity;

namespace BusinessFocus.ServiceDefaults.Actors;

/// <summary>What Identity has told of an account: what the person is called.</summary>
public sealed record KnownAccount
{
    /// <summary>The account's.</summary>
    public Guid Id { get; init; }

    /// <summary>Personal data; null once they have left.</summary>
    public string? Name { get; init; }

    /// <summary>Of the account, when it was told.</summary>
    public long Version { get; init; }

    /// <returns>Null where it is no news. Who has left stays known, without a name: an older message may still come.</returns>
    public static KnownAccount? Learn(KnownAccount? known, AccountNamed message) => known is not null && known.Version >= message.Version
        ? null
        : new KnownAccount { Id = message.AccountId.Value, Name = message.Name, Version = message.Version };
}
