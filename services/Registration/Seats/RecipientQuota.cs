using System.Globalization;
using BusinessFocus.Contracts;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Registration.Abuse;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Registration.Seats;

/// <summary>
/// How often somebody without a token makes us write to one person, and how often anybody from one address, and from one network, does:
/// whoever types others' addresses could fill mailboxes. Counted by instance and kept in memory: it is a brake, no rule.
/// </summary>
public sealed class RecipientQuota(IConfiguration configuration, TimeProvider clock)
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    private readonly int perRecipient = configuration.GetValue("Quotas:LettersPerRecipient", 30);
    private readonly int perAddress = configuration.GetValue("Quotas:LettersPerAddress", 200);
    private readonly int perNetwork = configuration.GetValue("Quotas:LettersPerNetwork", 1_000);
    private readonly int heldPerAddress = configuration.GetValue("Quotas:HeldSeatsPerAddress", 200);
    private readonly WindowedCounts<ContactId> recipients = new(Window);
    private readonly WindowedCounts<string> addresses = new(Window);
    private readonly WindowedCounts<string> networks = new(Window);
    private readonly WindowedCounts<string> held = new(Window);

    /// <summary>429 with the time to wait; null where it may be, and for staff and machine clients.</summary>
    /// <param name="letters">How many it comes to.</param>
    public ProblemHttpResult? RefusalOf(HttpContext context, ContactId recipient, int letters = 1)
    {
        return context.User.Identity?.IsAuthenticated != true && Take(recipient, letters, Caller.Of(context.Request)) is { } wait
            ? TooMany(context, wait)
            : null;
    }

    /// <summary>Seats that are kept for addresses nobody has confirmed are seats that nobody else gets: only so many from one address.</summary>
    public ProblemHttpResult? RefusalOfHold(HttpContext context, ContactId recipient, int seats)
    {
        var now = clock.GetUtcNow();
        return Caller.Of(context.Request) is { } caller && Wait(held.Add(caller.Address, recipient, seats, now), heldPerAddress, now) is { } wait
            ? TooMany(context, wait)
            : null;
    }

    /// <summary>How long to wait; null where it may be.</summary>
    /// <param name="caller">Null where it is not known.</param>
    public TimeSpan? Take(ContactId recipient, int letters, Caller? caller = null)
    {
        var now = clock.GetUtcNow();
        var waits = caller is null
            ? [Wait(recipients.Add(recipient, recipient, letters, now), perRecipient, now)]
            : new[]
            {
                Wait(recipients.Add(recipient, recipient, letters, now), perRecipient, now),
                Wait(addresses.Add(caller.Address, recipient, letters, now), perAddress, now),
                Wait(networks.Add(caller.Network, recipient, letters, now), perNetwork, now),
            };
        return waits.Max();
    }

    private static ProblemHttpResult TooMany(HttpContext context, TimeSpan wait)
    {
        context.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return HttpProblems.TooMany.ToAnswer();
    }

    private static TimeSpan? Wait(WindowedCount count, int most, DateTimeOffset now) => count.Amount <= most ? null : count.Since + Window - now;
}
