using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Identity.Accounts;
using Marten;

namespace BusinessFocus.Identity.Hosts;

/// <summary>A host of an edition, as Scheduling tells it: the account with that address is theirs.</summary>
public sealed record KnownHost
{
    /// <summary>The HostId.</summary>
    public required Guid Id { get; init; }

    /// <summary>The account that the address has, or would have; the address itself is not kept. Null for none.</summary>
    public Guid? AccountId { get; init; }

    public long Version { get; init; }

    /// <returns>Null where it is known better already.</returns>
    public static KnownHost? Learn(KnownHost? before, HostAddressed told) => before is not null && before.Version >= told.Version
        ? null
        : new KnownHost { Id = told.HostId.Value, AccountId = told.Email is { } email ? AccountIds.Of(email).Value : null, Version = told.Version };
}

public static class KnownHosts
{
    /// <summary>
    /// Who the account is where hosts are meant, the newest first: the one that the grant names, or all with the account's address.
    /// </summary>
    public static async Task<IReadOnlyList<HostId>> HostsOfAsync(
        this IQuerySession reads, Account account, IReadOnlyList<Grant> grants, CancellationToken cancellationToken)
    {
        if (grants.FirstOrDefault(grant => grant.Role == Role.Host) is not { } host)
        {
            return [];
        }

        if (host.HostId is { } named)
        {
            return [named];
        }

        var known = await reads.Query<KnownHost>().Where(each => each.AccountId == account.Id).ToListAsync(cancellationToken);
        return [.. known.OrderByDescending(each => each.Id).Select(each => new HostId(each.Id))];
    }
}
