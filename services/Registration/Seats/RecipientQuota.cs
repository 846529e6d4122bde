using System.Globalization;
using BusinessFocus.Contracts;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Registration.Abuse;
using BusinessFocus.ServiceDefaults.Store;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Registration.Seats;

/// <summary>
/// How often somebody makes us write to one person, and how often anybody from one address, and from one network, does: whoever types
/// others' addresses could fill mailboxes. Only what comes to a letter counts, and what a person does by a link counts apart: else anybody
/// could shut an address out. Counted by instance and kept in memory: it is a brake, no rule.
/// </summary>
public sealed class RecipientQuota(IConfiguration configuration, TimeProvider clock)
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    private readonly int perRecipient = configuration.GetValue("Quotas:LettersPerRecipient", 30);
    private readonly int perAddress = configuration.GetValue("Quotas:LettersPerAddress", 200);
    private readonly int perNetwork = configuration.GetValue("Quotas:LettersPerNetwork", 1_000);
    private readonly int heldPerAddress = configuration.GetValue("Quotas:HeldSeatsPerAddress", 200);
    private readonly WindowedCounts<ContactId> recipients = new(Window);
    private readonly WindowedCounts<ContactId> holders = new(Window);
    private readonly WindowedCounts<string> addresses = new(Window);
    private readonly WindowedCounts<string> networks = new(Window);
    private readonly WindowedCounts<string> held = new(Window);

    /// <summary>429 with the time to wait; null where it may be, and for staff and programs.</summary>
    /// <param name="letters">How many it may come to.</param>
    /// <param name="byLink">By the link of a registration.</param>
    public ProblemHttpResult? RefusalOf(HttpContext context, ContactId recipient, int letters = 1, bool byLink = false) =>
        !Asker.IsTrusted(context.User) && WaitFor(recipient, letters, Caller.Of(context.Request), byLink) is { } wait ? TooMany(context, wait) : null;

    /// <summary>Counts what has come of it.</summary>
    /// <param name="decided">Nothing happened where there are no events: then nobody is written to.</param>
    public void Count(HttpContext context, ContactId recipient, IEnumerable<DecisionResult<ActivitySeats>> decided, bool byLink = false)
    {
        if (decided.Count(each => each.Refusal is null && each.Events.Count > 0) is > 0 and var letters && !Asker.IsTrusted(context.User))
        {
            Add(recipient, letters, Caller.Of(context.Request), byLink);
        }
    }

    /// <summary>Seats that are kept for addresses nobody has confirmed are seats that nobody else gets: only so many from one address.</summary>
    public ProblemHttpResult? RefusalOfHold(HttpContext context, ContactId recipient, int seats)
    {
        var now = clock.GetUtcNow();
        return Caller.Of(context.Request) is { } caller && Wait(held.Add(caller.Address, recipient, seats, now), heldPerAddress, now) is { } wait
            ? TooMany(context, wait)
            : null;
    }

    /// <summary>By who asks alone, where nobody may learn whether it comes to a letter: each time counts.</summary>
    public ProblemHttpResult? RefusalOfAsking(HttpContext context, ContactId recipient)
    {
        if (Asker.IsTrusted(context.User) || Caller.Of(context.Request) is not { } caller)
        {
            return null;
        }

        var now = clock.GetUtcNow();
        TimeSpan?[] waits =
        [
            Wait(addresses.Add(caller.Address, recipient, 1, now), perAddress, now),
            Wait(networks.Add(caller.Network, recipient, 1, now), perNetwork, now),
        ];
        return waits.Max() is { } wait ? TooMany(context, wait) : null;
    }

    /// <summary>How long to wait; null where it may be.</summary>
    /// <param name="caller">Null where it is not known.</param>
    public TimeSpan? WaitFor(ContactId recipient, int letters, Caller? caller = null, bool byLink = false)
    {
        var now = clock.GetUtcNow();
        var waits = new List<TimeSpan?> { Wait((byLink ? holders : recipients).Read(recipient, letters, now), perRecipient, now) };
        if (caller is not null)
        {
            waits.Add(Wait(addresses.Read(caller.Address, letters, now), perAddress, now));
            waits.Add(Wait(networks.Read(caller.Network, letters, now), perNetwork, now));
        }

        return waits.Max();
    }

    /// <param name="caller">Null where it is not known.</param>
    public void Add(ContactId recipient, int letters, Caller? caller = null, bool byLink = false)
    {
        var now = clock.GetUtcNow();
        (byLink ? holders : recipients).Add(recipient, recipient, letters, now);
        if (caller is not null)
        {
            addresses.Add(caller.Address, recipient, letters, now);
            networks.Add(caller.Network, recipient, letters, now);
        }
    }

    private static ProblemHttpResult TooMany(HttpContext context, TimeSpan wait)
    {
        context.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return HttpProblems.TooMany.ToAnswer();
    }

    private static TimeSpan? Wait(WindowedCount count, int most, DateTimeOffset now) => count.Amount <= most ? null : count.Since + Window - now;
}
