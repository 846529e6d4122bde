using BusinessFocus.Notification.Dates;
using Marten;

namespace BusinessFocus.Notification.Summaries;

public static class SummariesSetup
{
    public static void AddSummaries(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(SummarySettings.From(builder.Configuration));
        builder.Services.AddScoped<DayCount>();
        builder.Services.AddHostedService<FirstSummaries>();
        foreach (var summary in Summary.All)
        {
            builder.Services.AddScoped<IComesDue>(services => ActivatorUtilities.CreateInstance<DailySummary>(services, summary));
        }
    }
}

/// <summary>Sets the first date of each summary that somebody is to get, where none is set: the next morning, and nothing of the past.</summary>
public sealed class FirstSummaries(IDocumentStore store, SummarySettings settings, TimeProvider clock) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var session = store.LightweightSession();
        foreach (var summary in Summary.All.Where(summary => summary.Addresses(settings).Count > 0))
        {
            session.SetFirstDate(summary.DueKind, Summary.Subject, SummaryTimes.Of(clock.GetUtcNow(), settings.At).Next);
        }

        await session.SaveChangesAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
