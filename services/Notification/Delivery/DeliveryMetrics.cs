using System.Diagnostics;
using System.Diagnostics.Metrics;
using BusinessFocus.Hosting.Telemetry;
using BusinessFocus.Notifications.Lifecycle;

namespace BusinessFocus.Notifications.Delivery;

/// <summary>What an operator sees of deliveries, by channel and kind; never by person.</summary>
public sealed class DeliveryMetrics
{
    /// <summary>In seconds: most letters go in less than one, those that a server puts off in minutes or hours, and after days they are given up.</summary>
    private static readonly double[] Durations = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3600, 6 * 3600, 24 * 3600, 72 * 3600];

    private readonly Counter<long> sent;
    private readonly Counter<long> deferred;
    private readonly Counter<long> failed;
    private readonly Counter<long> repeated;
    private readonly Histogram<double> duration;

    public DeliveryMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(ServiceTelemetry.SourceName);
        sent = meter.CreateCounter<long>("notifications.sent", description: "Taken by the recipient's server");
        deferred = meter.CreateCounter<long>("notifications.deferred", description: "Attempts that are tried again");
        failed = meter.CreateCounter<long>("notifications.failed", description: "Refused for good, not to be composed, given up or come back");
        repeated = meter.CreateCounter<long>("notifications.repeated", description: "Handed over again without a recorded answer to the attempt before");
        duration = meter.CreateHistogram<double>(
            "notifications.duration",
            "s",
            "From the decision's arrival to the server's acceptance",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = Durations });
    }

    public void Count(Notification notification, object happened)
    {
        var tags = new TagList { { "channel", notification.Channel }, { "kind", notification.Kind.ToString() } };
        switch (happened)
        {
            case HandedOver { IsRepeat: true }:
                repeated.Add(1, tags);
                break;
            case Accepted accepted:
                sent.Add(1, tags);
                duration.Record((accepted.At - notification.RequestedAt).TotalSeconds, tags);
                break;
            case Deferred _:
                deferred.Add(1, tags);
                break;
            case Failed or GivenUp or Bounced:
                failed.Add(1, tags);
                break;
        }
    }
}
