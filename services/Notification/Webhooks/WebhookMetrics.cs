using System.Diagnostics.Metrics;
using BusinessFocus.Hosting.Telemetry;

namespace BusinessFocus.Notifications.Webhooks;

/// <summary>What an operator sees of deliveries to webhooks, by what came of them; never by receiver.</summary>
public sealed class WebhookMetrics
{
    private static readonly double[] Durations = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 15];

    private readonly Histogram<double> duration;

    public WebhookMetrics(IMeterFactory meters) => duration = meters.Create(ServiceTelemetry.SourceName).CreateHistogram<double>(
        "webhooks.attempt.duration",
        "s",
        "How long receivers take to answer an attempt",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = Durations });

    public void Count(WebhookAttempt attempt) =>
        duration.Record(attempt.Took.TotalSeconds, KeyValuePair.Create<string, object?>("outcome", attempt.State == WebhookDeliveryState.Pending ? "deferred" : attempt.State.ToString().ToLowerInvariant()));
}
