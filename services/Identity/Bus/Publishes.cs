using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Identity;
using BusinessFocus.Identity.Accounts;
using BusinessFocus.Identity.Clients;
using BusinessFocus.Identity.Tokens;
using BusinessFocus.ServiceDefaults.Relay;

namespace BusinessFocus.Identity.Bus;

/// <summary>
/// Every domain event that others hear of, and as what. <see cref="SignInCodeRequested"/> is no event of a stream: what must not be
/// stored cannot be relayed (see <see cref="SignIn.MailCodes"/>).
/// </summary>
public static class Publishes
{
    public static Publications Map { get; } = new Publications()
        .OnMany<AccountWasInvited>(Invited)
        .OnMany<AccessWasGranted>(fact =>
        [
            new AccessGranted(new AccountId(fact.Stream), RoleClaims.NameOf(fact.Data.Role), fact.Data.From, fact.Data.Until, fact.Data.At),
            .. fact.Data.Narrows ? [TokensOf(fact.Stream, fact.Data.At)] : Array.Empty<object>(),
        ])
        .On<AccessWasRevoked>(fact => TokensOf(fact.Stream, fact.Data.At))
        .On<AccountWasLocked>(fact => TokensOf(fact.Stream, fact.Data.At))
        .OnMany<PasskeyWasAdded>(fact => Changed(fact.Stream, fact.Data.Owner, fact.Data.Passkey.Name, isAdded: true, fact.Data.At))
        .OnMany<PasskeyWasRemoved>(fact =>
        [
            .. Changed(fact.Stream, fact.Data.Owner, fact.Data.Device, isAdded: false, fact.Data.At),
            .. fact.Data.EndsSessions ? [TokensOf(fact.Stream, fact.Data.At)] : Array.Empty<object>(),
        ])
        .On<SessionWasEnded>(fact => TokensOf(fact.Stream, fact.Data.At) with { SessionId = fact.Data.SessionId })
        .On<HostWasTakenAway>(fact => TokensOf(fact.Stream, fact.Data.At))
        .OnMany<AccountLeft>(fact => [TokensOf(fact.Stream, fact.Data.At), NameOf(fact.Stream, null, fact.Version, fact.Data.At)])

        // A secret that ends at once is known to others, and so may its tokens be.
        .On<ClientSecretWasRotated>(fact => fact.Data.ClientId is { } client && fact.Data.FormerUntil <= fact.Data.At ? TokensOf(client, fact.Data.At) : null)
        .On<ClientWasDisabled>(fact => TokensOf(fact.Data.ClientId, fact.Data.At));

    private static IEnumerable<object> Invited(Fact<AccountWasInvited> fact)
    {
        // Who has left meanwhile is masked.
        if (fact.Data.Email.Length == 0)
        {
            yield break;
        }

        yield return NameOf(fact.Stream, fact.Data.Name, fact.Version, fact.Data.At);

        // Whom the directory brought is here already.
        if (fact.Data.By != Actors.Directory)
        {
            yield return new AccountInvited(new(fact.Stream), fact.Data.Email, fact.Data.Name, fact.Data.Language, fact.Data.At);
        }
    }

    private static AccountNamed NameOf(Guid account, string? name, long version, DateTimeOffset at) => new(new(account), name, version, at);

    private static AccessRevoked TokensOf(string client, DateTimeOffset at) => new(client, at + Lifetimes.Issuing, at + Lifetimes.Client + Lifetimes.Skew);

    /// <summary>Nothing where the owner was not kept, or is masked: there is nobody to be told.</summary>
    private static object[] Changed(Guid account, Owner? owner, string device, bool isAdded, DateTimeOffset at) =>
        owner is null ? [] : [new PasskeyChanged(new(account), owner.Email, owner.Name, owner.Language, device, isAdded, at)];

    private static AccessRevoked TokensOf(Guid account, DateTimeOffset at) => new(account.ToString(), at + Lifetimes.Issuing, at + Lifetimes.Person + Lifetimes.Skew);
}
