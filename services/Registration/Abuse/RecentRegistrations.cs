using BusinessFocus.Contracts;

namespace BusinessFocus.Registration.Abuse;

/// <summary>
/// Remembers for minutes from where and for whom people register, without asking the store. By instance and in memory: where there
/// are several, each sees its part, and a restart begins anew.
/// </summary>
public sealed class RecentRegistrations
{
    private readonly WindowedCounts<string> byNetwork = new(AbuseLimits.Window);
    private readonly WindowedCounts<string> byBrowser = new(AbuseLimits.Window);
    private readonly WindowedCounts<EditionId> byMinute = new(TimeSpan.FromMinutes(1), most: 1_000);

    /// <summary>A domain is no longer new when its first window is over; it is known for as long as there is room.</summary>
    private readonly WindowedCounts<(EditionId, string)> byDomain = new(TimeSpan.FromDays(60));

    /// <summary>Counts a registration, and tells what there was with it.</summary>
    /// <param name="caller">Null where it is not known.</param>
    public RecentActivity Add(EditionId edition, ContactId person, string domain, int seats, Caller? caller, DateTimeOffset now)
    {
        var network = caller is null ? default : byNetwork.Add(caller.Address, person, seats, now);
        var browser = caller is null ? default : byBrowser.Add(caller.Browser, person, seats, now);
        var minute = byMinute.Add(edition, person, 1, now);
        var isCommon = caller is null || MailDomains.IsCommon(domain);
        var ofDomain = isCommon ? default : byDomain.Add((edition, domain), person, 1, now);
        return new RecentActivity(
            network.People,
            browser.People,
            network.Amount,
            isCommon || now - ofDomain.Since >= AbuseLimits.Window ? 0 : ofDomain.People,
            minute.Amount);
    }
}
