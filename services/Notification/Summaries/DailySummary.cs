using BusinessFocus.Notifications.Content;
using BusinessFocus.Notifications.Jobs;
using BusinessFocus.Notifications.Requesting;
using UUIDNext;

namespace BusinessFocus.Notifications.Summaries;

/// <summary>One of the daily summaries.</summary>
/// <param name="DueKind">As in <see cref="DueJob.Kind"/>.</param>
/// <param name="Addresses">To whom.</param>
/// <param name="IsWorthIt">Whether a day is told of at all.</param>
public sealed record Summary(
    string DueKind, NotificationKind Kind, Func<SummarySettings, IReadOnlyList<string>> Addresses, Func<DayFigures, bool> IsWorthIt)
{
    /// <summary>What its due date is about: there is one of each summary.</summary>
    public static readonly Guid Subject = new("3d7a1f0e-6c52-4f0b-9a34-5f2d8f1b7c60");

    /// <summary>Organisers hear of a day that brought something; operators of each, so that silence means that something is wrong.</summary>
    public static IReadOnlyList<Summary> All { get; } =
    [
        new("summary-organiser", NotificationKind.OrganiserSummary, settings => settings.Organisers, day => day.ConcernsOrganisers()),
        new("summary-operator", NotificationKind.OperatorSummary, settings => settings.Operators, _ => true),
    ];
}

/// <summary>Which day a summary is about, and when the next one is due: by the clock on the wall, also when it is put forward or back.</summary>
public static class SummaryTimes
{
    /// <param name="at">When summaries are sent.</param>
    /// <returns>The day before the last time that the clock showed <paramref name="at"/>; and when it does next, UTC.</returns>
    public static (DateOnly Day, DateTimeOffset Next) Of(DateTimeOffset now, TimeOnly at)
    {
        var today = DateOnly.FromDateTime(LocalTimes.Local(now));
        var last = LocalTimes.At(today, at) <= now ? today : today.AddDays(-1);
        return (last.AddDays(-1), LocalTimes.At(last.AddDays(1), at));
    }

    /// <summary>A due date where summaries are sent at another time from now on: on the same day, so that none is left out or told twice.</summary>
    public static DateTimeOffset Moved(DateTimeOffset due, TimeOnly at) => LocalTimes.At(DateOnly.FromDateTime(LocalTimes.Local(due)), at);
}

/// <summary>
/// Tells of the day before, and sets the date for the next day. Of days that were missed while everything was down, only the
/// last is told. A day is told of once: its decision's id is made of it.
/// </summary>
public sealed class DailySummary(Summary summary, SummarySettings settings, DayCount count, NotificationRequests notifications, TimeProvider clock) : IScheduledJob
{
    private static readonly Guid Summaries = new("f0c2b6d4-4c1e-4f3a-8b57-2a9e6d0c3b11");

    public string Kind => summary.DueKind;

    public static IReadOnlyList<NotificationRequest> Decide(Summary summary, DayFigures figures, SummarySettings settings) => summary.IsWorthIt(figures)
        ? [.. summary.Addresses(settings).Select(address => new NotificationRequest(
            Uuid.NewNameBased(Summaries, $"{summary.DueKind}:{figures.Day:yyyy-MM-dd}"),
            settings.RecipientAt(address),
            new SummaryContent(summary.Kind, figures),
            Registration: null)).DistinctBy(request => request.Recipient.ContactId)]
        : [];

    public async Task<DueJob?> RunAsync(DueJob job, CancellationToken cancellationToken)
    {
        if (summary.Addresses(settings).Count == 0)
        {
            // There is no longer anybody to tell; the date is set anew when somebody is.
            return null;
        }

        var (day, next) = SummaryTimes.Of(clock.GetUtcNow(), settings.At);
        await notifications.RequestAsync(Decide(summary, await count.OfAsync(day, cancellationToken), settings), cancellationToken);
        return job with { DueAt = next };
    }
}
