using BusinessFocus.Notifications.Jobs;
using BusinessFocus.ServiceDefaults.Store;
using Marten;

namespace BusinessFocus.Notifications.Summaries;

public static class SummariesSetup
{
    public static void AddSummaries(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(SummarySettings.From(builder.Configuration));
        builder.Services.AddScoped<DayCount>();
        builder.Services.AddStartupTask<FirstSummaries>();
        foreach (var summary in Summary.All)
        {
            builder.Services.AddScoped<IScheduledJob>(services => ActivatorUtilities.CreateInstance<DailySummary>(services, summary));
        }
    }
}

/// <summary>
/// Sets the first date of each summary that somebody is to get, where none is set: the next morning, and nothing of the past. One
/// that is set moves to the time of the settings.
/// </summary>
public sealed class FirstSummaries(IDocumentStore store, SummarySettings settings, TimeProvider clock) : IStartupTask
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var summaries = Summary.All.Where(summary => summary.Addresses(settings).Count > 0).ToList();
        var kinds = summaries.Select(summary => summary.DueKind).ToList();
        await using var session = store.LightweightSession();
        await session.HoldDatesAsync(kinds, [Summary.Subject], cancellationToken);
        var dates = await session.ReadJobsAsync(kinds, cancellationToken);
        foreach (var kind in kinds)
        {
            if (dates.FirstOrDefault(date => date.Kind == kind) is { } date)
            {
                session.ContinueJob(date with { DueAt = SummaryTimes.Moved(date.DueAt, settings.At) });
            }
            else
            {
                session.ScheduleFirstJob(kind, Summary.Subject, SummaryTimes.Of(clock.GetUtcNow(), settings.At).Next);
            }
        }

        await session.SaveChangesAsync(cancellationToken);
    }
}
