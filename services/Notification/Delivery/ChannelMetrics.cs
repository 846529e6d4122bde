using System.Diagnostics.Metrics;
using BusinessFocus.Hosting.Telemetry;
using BusinessFocus.ServiceDefaults.BackgroundWork;
using Marten;

namespace BusinessFocus.Notifications.Delivery;

/// <summary>What an operator sees of channels, as the store has it: every instance tells the same. A pause is no fault, and not in the service's health.</summary>
public sealed partial class ChannelMetrics : PollingService
{
    private readonly IDocumentStore store;
    private readonly string[] channels;
    private readonly ILogger<ChannelMetrics> log;
    private IReadOnlyList<(string Channel, ChannelPause Pause, int Waiting)> known = [];

    public ChannelMetrics(IDocumentStore store, IEnumerable<IChannel> channels, IMeterFactory meters, TimeProvider clock, ILogger<ChannelMetrics> log)
        : base(clock, TimeSpan.FromSeconds(15))
    {
        (this.store, this.log) = (store, log);
        this.channels = [.. channels.Select(channel => channel.Name)];
        var meter = meters.Create(ServiceTelemetry.SourceName);
        meter.CreateObservableGauge("channels.paused", () => Of(channel => channel.Pause.IsPaused ? 1 : 0), description: "1 while an operator has paused the channel");
        meter.CreateObservableGauge("notifications.waiting", () => Of(channel => channel.Waiting), description: "Written and due, and not handed over yet");
    }

    protected override async Task PollAsync(CancellationToken cancellationToken)
    {
        await using var reads = store.QuerySession();
        known = await reads.ReadChannelsAsync(channels, Clock.GetUtcNow(), cancellationToken);
    }

    protected override void LogFailure(Exception failure) => LogNotRead(log, failure);

    private IEnumerable<Measurement<int>> Of(Func<(string Channel, ChannelPause Pause, int Waiting), int> figure) =>
        known.Select(channel => new Measurement<int>(figure(channel), new KeyValuePair<string, object?>("channel", channel.Channel)));

    [LoggerMessage(LogLevel.Warning, "How channels are cannot be read just now")]
    private static partial void LogNotRead(ILogger logger, Exception failure);
}
