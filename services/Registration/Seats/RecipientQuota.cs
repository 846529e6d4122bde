using System.Collections.Concurrent;
using System.Globalization;
using BusinessFocus.Contracts;
using BusinessFocus.Hosting.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Registration.Seats;

/// <summary>
/// How often somebody without a token makes us write to one person: whoever types another's address could fill their mailbox. Counted by
/// instance and kept in memory: it is a brake, no rule.
/// </summary>
public sealed class RecipientQuota(IConfiguration configuration, TimeProvider clock)
{
    private const int Kept = 10_000;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    private readonly int most = configuration.GetValue("Quotas:LettersPerRecipient", 30);
    private readonly ConcurrentDictionary<ContactId, Count> counts = [];
    private long prunedAt;

    /// <summary>429 with the time to wait; null where it may be, and for staff and machine clients.</summary>
    /// <param name="letters">How many it comes to.</param>
    public ProblemHttpResult? RefusalOf(HttpContext context, ContactId recipient, int letters = 1)
    {
        if (context.User.Identity?.IsAuthenticated == true || Take(recipient, letters) is not { } wait)
        {
            return null;
        }

        context.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return HttpProblems.TooMany.ToAnswer();
    }

    /// <summary>How long to wait; null where it may be.</summary>
    public TimeSpan? Take(ContactId recipient, int letters)
    {
        var now = clock.GetUtcNow();
        Prune(now);
        var count = counts.AddOrUpdate(
            recipient,
            _ => new Count(now, letters),
            (_, known) => IsOver(known, now) ? new Count(now, letters) : known with { Letters = known.Letters + letters });
        return count.Letters <= most ? null : count.Since + Window - now;
    }

    private static bool IsOver(Count count, DateTimeOffset now) => now - count.Since >= Window;

    /// <summary>At most once a minute, and only where there is much to look through.</summary>
    private void Prune(DateTimeOffset now)
    {
        var before = Interlocked.Read(ref prunedAt);
        if (counts.Count < Kept
            || now.UtcTicks - before < TimeSpan.TicksPerMinute
            || Interlocked.CompareExchange(ref prunedAt, now.UtcTicks, before) != before)
        {
            return;
        }

        foreach (var over in counts.Where(each => IsOver(each.Value, now)))
        {
            counts.TryRemove(over);
        }
    }

    private sealed record Count(DateTimeOffset Since, int Letters);
}
