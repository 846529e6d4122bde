using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;

namespace BusinessFocus.Identity.Accounts;

/// <summary>Scheduling knows a host by another address: whoever had the one before keeps no token that says that they are this host.</summary>
public static class LoseHost
{
    public static Decision Decide(Account account, HostId host, DateTimeOffset now) =>
        account is { Exists: true } && account.GrantOf(Role.Host) is { HostId: null } ? Decision.Of(new HostWasTakenAway(host, now)) : Decision.Nothing;
}
