using System.Text;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Feedback;
using BusinessFocus.Testing;
using Marten;
using Shouldly;
using Xunit;

namespace BusinessFocus.ServiceDefaults.Tests.Bus;

/// <summary>
/// A connection that breaks while queues are declared is made again, at whatever step it breaks: RabbitMQ hangs up on everybody of a connection where
/// it is too slow to form a quorum queue.
/// </summary>
public sealed class HungUpOn : IAsyncLifetime
{
    private const string Queue = "echo-on-survey-opened";

    private static readonly byte[] ExchangeDeclare = [0, 40, 0, 10];
    private static readonly byte[] QueueDeclare = [0, 50, 0, 10];
    private static readonly byte[] Consume = [0, 60, 0, 20];

    private readonly Line line = new(Servers.Current.RabbitMq.Host, Servers.Current.RabbitMq.Port);
    private RunningService service = null!;

    /// <summary>The steps of an endpoint's start, as AMQP 0-9-1 says them; one that waits for its turn behind the declaration of an exchange was never tried again.</summary>
    public static TheoryData<string, string> Steps => new()
    {
        { "the first of its quorum queues is declared", Said(QueueDeclare, "echo-forget-in-dead-letters") },
        { "the last of them is declared", Said(QueueDeclare, Queue) },
        { "its exchange is declared", Said(ExchangeDeclare, Queue) },
        { "it is consumed", Said(Consume, Queue) },
    };

    private Dictionary<string, string?> OverTheLine => new()
    {
        ["ConnectionStrings:Bus"] =
            $"{new UriBuilder(Servers.Current.Bus(service.VirtualHost)) { Host = $"{line.Here.Address}", Port = line.Here.Port }.Uri}",
    };

    public async ValueTask InitializeAsync()
    {
        // It makes the surroundings; the queues that it leaves are declared again by the next start, as any start does.
        service = await RunningService.StartAsync<Program>("hungup");
        await service.StopAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await service.DisposeAsync();
        await line.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task A_service_that_the_broker_hangs_up_on_at_its_start_becomes_ready_and_consumes(string step, string said)
    {
        var hungUp = line.HangUpAsync(said);

        await using var running = await service.StartAnotherAsync<Program>(OverTheLine);

        hungUp.IsCompleted.ShouldBeTrue(step);
        await ConsumesAsync(running);
    }

    [Fact]
    public async Task A_running_service_that_the_broker_hangs_up_on_while_it_comes_back_consumes_again()
    {
        await using var running = await service.StartAnotherAsync<Program>(OverTheLine);
        var hungUp = line.HangUpAsync(Said(ExchangeDeclare, Queue));

        line.Cut();
        line.Mend();

        await hungUp.WaitAsync(Eventually.Patience);
        await ConsumesAsync(running);
    }

    /// <summary>Class and method, two bytes that are reserved, and the name of what it is about.</summary>
    private static string Said(byte[] method, string name) => Encoding.Latin1.GetString([.. method, 0, 0, (byte)name.Length, .. Encoding.Latin1.GetBytes(name)]);

    private async Task ConsumesAsync(RunningService running)
    {
        var id = Guid.NewGuid();
        await service.Bus.PublishAsync(new SurveyOpened(SurveyId.New(), ActivityId.New(), EditionId.New(), DateTimeOffset.UtcNow), id);
        await Eventually.TrueAsync(async () =>
        {
            await using var reads = running.Store.QuerySession();
            return (await reads.Events.QueryRawEventDataOnly<EchoService.Echoed>().ToListAsync()).Any(echoed => echoed.MessageId == $"{id}");
        });
    }
}
