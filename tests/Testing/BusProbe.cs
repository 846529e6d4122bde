using System.Collections.Concurrent;
using BusinessFocus.Contracts;
using MassTransit;

namespace BusinessFocus.Testing;

/// <summary>The other services, as one service sees them: publishes what they would and hears all that it publishes.</summary>
public sealed class BusProbe : IAsyncDisposable
{
    private readonly IBusControl bus;
    private readonly ConcurrentDictionary<Guid, Heard> seen = [];
    private readonly ConcurrentQueue<Heard> heard = [];

    private BusProbe(Uri address) => bus = MassTransit.Bus.Factory.CreateUsingRabbitMq(rabbit =>
    {
        rabbit.Host(address);
        rabbit.ReceiveEndpoint("probe", queue =>
        {
            // One at a time, so that the order in which messages came can be seen.
            queue.ConcurrentMessageLimit = 1;

            // Of several that are fetched at once none is sure to be the first.
            queue.PrefetchCount = 1;
            foreach (var message in MessageTypes)
            {
                var listen = typeof(BusProbe).GetMethod(nameof(Listen), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Instance)!;
                listen.MakeGenericMethod(message).Invoke(this, [queue]);
            }
        });
    });

    /// <summary>Every integration event.</summary>
    public static IReadOnlyList<Type> MessageTypes { get; } = typeof(LocalizedText).Assembly.GetExportedTypes()
        .Where(type => type is { IsClass: true, IsAbstract: false } && type.Name is not ("ActivityState" or "RegistrationState"))
        .Where(type => type.Namespace is { } space && space.StartsWith("BusinessFocus.Contracts.", StringComparison.Ordinal))
        .ToList();

    /// <summary>A message that went over the bus.</summary>
    public sealed record Heard(Guid MessageId, object Message, string? TraceParent);

    /// <summary>All that was heard, in order; a repeat under the same id counts once.</summary>
    public IReadOnlyList<Heard> All => [.. heard];

    /// <summary>How often the same message came again.</summary>
    public int Repeats { get; private set; }

    public static async Task<BusProbe> StartAsync(Uri address)
    {
        var probe = new BusProbe(address);
        await probe.bus.StartAsync();
        return probe;
    }

    public Task PublishAsync<T>(T message, Guid? messageId = null) where T : class =>
        bus.Publish(message, context => context.MessageId = messageId ?? Guid.NewGuid());

    public Task<T> NextAsync<T>(Func<T, bool>? matching = null, TimeSpan? within = null) where T : class =>
        Eventually.ValueAsync(
            () => Task.FromResult(Heards<T>().FirstOrDefault(message => matching is null || matching(message))),
            within,
            $"a {typeof(T).Name}; heard: {string.Join(", ", heard.Select(each => each.Message.GetType().Name))}");

    public IReadOnlyList<T> Heards<T>() => heard.Select(each => each.Message).OfType<T>().ToList();

    public async ValueTask DisposeAsync() => await bus.StopAsync(TimeSpan.FromSeconds(5));

    private void Listen<T>(IRabbitMqReceiveEndpointConfigurator queue) where T : class =>
        queue.Handler<T>(context =>
        {
            var message = new Heard(context.MessageId!.Value, context.Message, context.Headers.Get<string>("traceparent"));
            if (seen.TryAdd(message.MessageId, message))
            {
                heard.Enqueue(message);
            }
            else
            {
                Repeats++;
            }

            return Task.CompletedTask;
        });
}
