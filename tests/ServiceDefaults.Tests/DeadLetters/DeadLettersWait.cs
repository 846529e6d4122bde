using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Identity;
using BusinessFocus.Contracts.Operations;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Domain.People;
using BusinessFocus.EchoService;
using BusinessFocus.Hosting.DeadLetters;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.ServiceDefaults.Consumers;
using BusinessFocus.ServiceDefaults.DeadLetters;
using BusinessFocus.Testing;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using RabbitMQ.Client;
using Shouldly;
using Xunit;

namespace BusinessFocus.ServiceDefaults.Tests.DeadLetters;

/// <summary>A service of its own: how many wait is counted.</summary>
public sealed class ServiceThatFails : IAsyncLifetime
{
    public RunningService Service { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Service = await RunningService.StartAsync<Program>("echo");

    public ValueTask DisposeAsync() => Service.DisposeAsync();
}

/// <summary>Messages that the service fails of.</summary>
public sealed class DeadLettersWait(ServiceThatFails failing) : IClassFixture<ServiceThatFails>, IAsyncLifetime
{
    private const string Queue = "echo-on-registration-confirmed";

    private readonly RunningService service = failing.Service;
    private readonly HttpClient @operator = failing.Service.As(Roles.Operator, "olle");
    private readonly DateTimeOffset begun = DateTimeOffset.UtcNow;

    private Mood Mood => service.Services.GetRequiredService<Mood>();

    public async ValueTask InitializeAsync()
    {
        Mood.IsBad = true;
        await service.Store.Advanced.Clean.DeleteDocumentsByTypeAsync(typeof(DeadLetter));
        await service.Store.Advanced.Clean.DeleteDocumentsByTypeAsync(typeof(ForgottenSubject));
    }

    public ValueTask DisposeAsync()
    {
        @operator.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task An_operator_sees_what_failed_and_why_and_nothing_of_whom()
    {
        var anna = Registration("Anna Andersson", "anna@foretag.example", "+46701234567");

        await service.Bus.PublishAsync(anna);

        var letter = await WaitingAsync(Queue);
        letter.Text("messageType").ShouldBe(nameof(RegistrationConfirmed));
        letter.Text("exception").ShouldBe("System.InvalidOperationException");
        letter.Text("reason").ShouldBe("… <…> (…) cannot be welcomed as ….");
        letter["ageSeconds"]!.GetValue<long>().ShouldBeInRange(0, 60);
        var message = letter["message"]!["registration"]!;
        message.Text("id").ShouldBe(anna.Registration.Id.ToString());
        message.Text("status").ShouldBe("Confirmed");
        message.Text("manageToken").ShouldBe("…");
        message["contact"]!.ToJsonString().ShouldBe(
            JsonNode.Parse("""{"id":"…","name":"…","email":"…","phone":"…","locale":"…"}""")!.ToJsonString());
        var answer = letter.ToJsonString();
        foreach (var personal in new[] { "anna", "andersson", "foretag.example", "701234567", anna.Registration.Contact.Id.ToString(), "the-token", "the-ticket" })
        {
            answer.ShouldNotContain(personal, Case.Insensitive);
        }
    }

    [Fact]
    public async Task What_was_mended_is_dealt_with_when_it_is_retried()
    {
        var id = Guid.NewGuid();
        await service.Bus.PublishAsync(Registration(), id);
        var letter = await WaitingAsync(Queue);
        Mood.IsBad = false;

        var retried = await (await @operator.PostAsync($"/operations/dead-letters/{letter.Text("id")}/retry", null))
            .EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonNode>();

        retried.ShouldNotBeNull().Text("state").ShouldBe("retried");
        retried.Text("settledBy").ShouldBe("olle");
        retried["message"].ShouldBeNull("what was put back in its queue is kept there only");
        await Eventually.TrueAsync(() => IsEchoedAsync(id));
        (await service.DeadLettersAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_fails_again_waits_again_as_the_same_dead_letter()
    {
        await service.Bus.PublishAsync(Registration());
        var letter = await WaitingAsync(Queue);

        (await @operator.PostAsync($"/operations/dead-letters/{letter.Text("id")}/retry", null)).EnsureSuccessStatusCode();

        var again = await Eventually.ValueAsync(async () => (await service.DeadLettersAsync()).SingleOrDefault(each => each.Failures == 2));
        again.Id.ToString().ShouldBe(letter.Text("id"));
    }

    [Fact]
    public async Task All_of_a_queue_are_retried_together()
    {
        for (var i = 0; i < 3; i++)
        {
            await service.Bus.PublishAsync(Registration());
        }

        await service.Bus.PublishAsync(new Contracts.Feedback.SurveyOpened(SurveyId.New(), ActivityId.New(), default, DateTimeOffset.UtcNow));
        await Eventually.TrueAsync(async () => (await service.DeadLettersAsync()).Count == 4);
        Mood.IsBad = false;
        var before = await EchoesAsync();

        var answer = await (await @operator.PostAsJsonAsync("/operations/dead-letters/retry", new { queue = Queue }))
            .EnsureSuccessStatusCode().Content.ReadFromJsonAsync<RetriedDeadLetters>();

        answer.ShouldBe(new RetriedDeadLetters(3, 0));
        await Eventually.TrueAsync(async () => await EchoesAsync() == before + 3);
        (await service.DeadLettersAsync()).ShouldHaveSingleItem().Queue.ShouldBe("echo-on-survey-opened");
    }

    [Fact]
    public async Task What_is_discarded_needs_a_reason_and_is_kept_without_what_it_said()
    {
        await service.Bus.PublishAsync(Registration());
        var discard = $"/operations/dead-letters/{(await WaitingAsync(Queue)).Text("id")}/discard";

        (await @operator.PostAsJsonAsync(discard, new { })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await @operator.PostAsJsonAsync(discard, new { reason = " " })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await @operator.PostAsJsonAsync(discard, new { reason = "Test data" })).EnsureSuccessStatusCode();
        (await @operator.PostAsJsonAsync(discard, new { reason = "Again" })).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await @operator.PostAsync(discard.Replace("discard", "retry", StringComparison.Ordinal), null)).StatusCode.ShouldBe(HttpStatusCode.Conflict);

        var kept = (await @operator.GetFromJsonAsync<JsonNode>("/operations/dead-letters?state=discarded"))!["items"]!.AsArray().Single()!;
        kept.Text("why").ShouldBe("Test data");
        kept.Text("settledBy").ShouldBe("olle");
        kept["settledAt"].ShouldNotBeNull();
        (await RawAsync()).ShouldNotContain("\"body\"");
    }

    [Fact]
    public async Task A_service_with_dead_letters_is_degraded_and_says_how_many_and_others_are_told()
    {
        (await HealthAsync()).Text("status").ShouldBe("Healthy");

        await service.Bus.PublishAsync(Registration());
        var letter = await WaitingAsync(Queue);

        var health = await HealthAsync();
        health.Text("status").ShouldBe("Degraded");
        health["checks"]!["dead-letters"]!["data"]!["waiting"]!.GetValue<int>().ShouldBe(1);
        var told = await service.Bus.NextAsync<DeadLettersCounted>(count => count.Waiting == 1 && count.At >= begun);
        told.Service.ShouldBe("echo");
        told.OldestAt.ShouldNotBeNull();
        await Eventually.TrueAsync(async () => (await @operator.GetStringAsync("/metrics"))
            .Split('\n').Any(line => line.StartsWith("dead_letters_waiting{", StringComparison.Ordinal) && line.Contains($"queue=\"{Queue}\"", StringComparison.Ordinal) && line.Contains(" 1", StringComparison.Ordinal)));

        (await @operator.PostAsJsonAsync($"/operations/dead-letters/{letter.Text("id")}/discard", new { reason = "Test data" })).EnsureSuccessStatusCode();
        (await HealthAsync()).Text("status").ShouldBe("Healthy");
        (await service.Bus.NextAsync<DeadLettersCounted>(count => count.Waiting == 0 && count.At >= told.At)).Version.ShouldBeGreaterThan(told.Version);
    }

    [Fact]
    public async Task Only_an_operator_sees_and_decides()
    {
        foreach (var (call, path) in new[]
        {
            (HttpMethod.Get, "/operations/dead-letters"),
            (HttpMethod.Post, "/operations/dead-letters/retry"),
            (HttpMethod.Post, $"/operations/dead-letters/{Guid.NewGuid()}/retry"),
            (HttpMethod.Post, $"/operations/dead-letters/{Guid.NewGuid()}/discard"),
        })
        {
            (await AnswerAsync(service.Http)).ShouldBe(HttpStatusCode.Unauthorized, path);
            foreach (var role in new[] { Roles.Organiser, Roles.Association, Roles.Host })
            {
                (await AnswerAsync(service.As(role))).ShouldBe(HttpStatusCode.Forbidden, $"{role} {path}");
            }

            async Task<HttpStatusCode> AnswerAsync(HttpClient caller)
            {
                using var request = new HttpRequestMessage(call, path) { Content = call == HttpMethod.Get ? null : JsonContent.Create(new { reason = "x" }) };
                return (await caller.SendAsync(request)).StatusCode;
            }
        }
    }

    [Fact]
    public async Task Who_is_forgotten_is_forgotten_in_dead_letters_too()
    {
        var (anna, bert, cecilia) = (Registration("Anna", "anna@foretag.example"), Registration("Bert", "bert@foretag.example"), Registration("Cecilia", "cecilia@foretag.example"));
        foreach (var each in new[] { anna, bert, cecilia })
        {
            await service.Bus.PublishAsync(each);
        }

        await Eventually.TrueAsync(async () => (await service.DeadLettersAsync()).Count == 3);

        await service.Bus.PublishAsync(new ContactErased(anna.Registration.Contact.Id, [], DateTimeOffset.UtcNow));
        await service.Bus.PublishAsync(new RegistrationsErased(bert.Registration.ActivityId, EditionId.New(), [bert.Registration.Id], DateTimeOffset.UtcNow));

        await Eventually.TrueAsync(async () => (await service.DeadLettersAsync()).Count == 1);
        (await service.DeadLettersAsync()).Single().Subjects.ShouldContain(cecilia.Registration.Contact.Id.Value);
        var forgotten = (await @operator.GetFromJsonAsync<JsonNode>("/operations/dead-letters?state=forgotten"))!["items"]!.AsArray();
        forgotten.Count.ShouldBe(2);
        await using var reads = service.Store.QuerySession();
        (await reads.Query<DeadLetter>().Where(letter => letter.State == DeadLetterState.Forgotten).ToListAsync())
            .ShouldAllBe(letter => letter.Original == null && letter.Subjects.Count == 0);
    }

    [Fact]
    public async Task Who_of_the_staff_has_left_is_in_none_and_what_they_did_stays()
    {
        var anna = new AccountId(Guid.NewGuid());
        await using (var session = service.Store.LightweightSession())
        {
            session.Store(LetterOf(nameof(AccountInvited)), LetterOf(nameof(ActAudited)));
            await session.SaveChangesAsync();
        }

        await service.Bus.PublishAsync(new AccountNamed(anna, null, 2, DateTimeOffset.UtcNow));

        await Eventually.TrueAsync(async () => (await service.DeadLettersAsync()).Count == 1);
        (await service.DeadLettersAsync()).Single().MessageType.ShouldBe(nameof(ActAudited));

        DeadLetter LetterOf(string messageType) => new()
        {
            Id = Guid.NewGuid(),
            Queue = Queue,
            MessageType = messageType,
            Reason = "The mail server is away.",
            FailedAt = DateTimeOffset.UtcNow,
            Original = new OriginalMessage([], null, null, null, new Dictionary<string, string>()),
            Subjects = [anna.Value],
        };
    }

    [Fact]
    public async Task A_message_that_fails_after_its_person_was_forgotten_leaves_nothing_of_them()
    {
        var anna = Registration("Anna", "anna@foretag.example");
        await service.Bus.PublishAsync(new ContactErased(anna.Registration.Contact.Id, [], DateTimeOffset.UtcNow));
        await Eventually.TrueAsync(async () =>
        {
            await using var reads = service.Store.QuerySession();
            return await reads.LoadAsync<ForgottenSubject>(anna.Registration.Contact.Id.Value) is not null;
        });

        await service.Bus.PublishAsync(anna);

        await Eventually.TrueAsync(async () =>
            (await @operator.GetFromJsonAsync<JsonNode>("/operations/dead-letters?state=forgotten"))!["items"]!.AsArray().Count == 1);
        (await service.DeadLettersAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task It_is_taken_from_its_queue_when_it_is_stored_and_not_before()
    {
        await using var connection = new NpgsqlConnection(service.ConnectionString);
        await connection.OpenAsync();
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            await using var hold = new NpgsqlCommand("select pg_advisory_xact_lock(hashtextextended('dead-letters', 0))", connection, transaction);
            await hold.ExecuteNonQueryAsync();
            await service.Bus.PublishAsync(Registration());
            await Eventually.TrueAsync(async () =>
            {
                await using var waiting = new NpgsqlCommand(
                    """
                    select exists (
                        select from pg_locks join pg_database on pg_database.oid = database
                        where datname = current_database() and locktype = 'advisory' and not granted)
                    """,
                    connection,
                    transaction);
                return await waiting.ExecuteScalarAsync() is true;
            });
            await Eventually.TrueAsync(async () => (await Servers.Current.QueuesAsync(service.VirtualHost))["echo-dead-letters"] == 1);
        }

        await WaitingAsync(Queue);
        await Eventually.TrueAsync(async () => (await Servers.Current.QueuesAsync(service.VirtualHost))["echo-dead-letters"] == 0);
    }

    [Fact]
    public async Task One_whose_queue_is_gone_waits_on_and_holds_up_no_other()
    {
        var id = Guid.NewGuid();
        await TakeInAsync("echo-on-nothing", DateTimeOffset.UtcNow.AddMinutes(-1));
        await service.Bus.PublishAsync(Registration(), id);
        await Eventually.TrueAsync(async () => (await service.DeadLettersAsync()).Count == 2);
        Mood.IsBad = false;

        var answer = await (await @operator.PostAsJsonAsync("/operations/dead-letters/retry", new { })).EnsureSuccessStatusCode().Content.ReadFromJsonAsync<RetriedDeadLetters>();

        answer.ShouldBe(new RetriedDeadLetters(1, 1));
        await Eventually.TrueAsync(() => IsEchoedAsync(id));
        var letter = (await service.DeadLettersAsync()).ShouldHaveSingleItem();
        using var refused = await @operator.PostAsync($"/operations/dead-letters/{letter.Id}/retry", null);
        refused.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await refused.Content.ReadFromJsonAsync<JsonNode>()).ShouldNotBeNull().Text("type").ShouldBe(DeadLetterProblems.QueueIsGone.Type);
    }

    [Fact]
    public async Task What_nobody_decides_on_is_destroyed_as_late_as_a_repeat_of_it_would_be_known()
    {
        await TakeInAsync(Queue, DateTimeOffset.UtcNow - ConsumedMessage.Kept + TimeSpan.FromDays(1));
        await TakeInAsync(Queue, DateTimeOffset.UtcNow - ConsumedMessage.Kept - TimeSpan.FromDays(1));

        await service.Services.GetServices<IHostedService>().OfType<DeadLetterRetention>().Single().ExpireAsync(CancellationToken.None);

        (await service.DeadLettersAsync()).Count.ShouldBe(1);
        var expired = (await @operator.GetFromJsonAsync<JsonNode>("/operations/dead-letters?state=expired"))!["items"]!.AsArray().ShouldHaveSingleItem()!;
        expired["message"].ShouldBeNull();
    }

    [Fact]
    public async Task Pages_follow_each_other()
    {
        for (var i = 0; i < 5; i++)
        {
            await TakeInAsync(Queue, DateTimeOffset.UtcNow.AddMinutes(-i));
        }

        var (seen, after) = (new List<string>(), "");
        do
        {
            var page = await @operator.GetFromJsonAsync<JsonNode>($"/operations/dead-letters?limit=2{after}");
            seen.AddRange(page!["items"]!.AsArray().Select(item => item!.Text("failedAt")));
            after = page["next"] is { } next ? $"&after={next.GetValue<string>()}" : null;
        }
        while (after is not null);

        seen.Count.ShouldBe(5);
        seen.ShouldBe(seen.OrderDescending());
    }

    [Fact]
    public async Task What_stood_in_the_old_error_queues_is_taken_in_at_a_start()
    {
        const string old = $"{Queue}_error";
        var broker = new ConnectionFactory { Uri = Servers.Current.Bus(service.VirtualHost) };
        await using var connection = await broker.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        await channel.QueueDeclareAsync(old, durable: true, exclusive: false, autoDelete: false, new Dictionary<string, object?> { ["x-queue-type"] = "quorum" });
        await channel.BasicPublishAsync("", old, mandatory: true, new BasicProperties
        {
            MessageId = Guid.NewGuid().ToString(),
            Headers = new Dictionary<string, object?>
            {
                ["MT-Fault-Message"] = "Sequence contains no elements",
                ["MT-Fault-ExceptionType"] = "System.InvalidOperationException",
                ["MT-Fault-Timestamp"] = "2026-10-05T07:00:00.0000000Z",
            },
        }, JsonSerializer.SerializeToUtf8Bytes(
            new { messageType = new[] { "urn:message:BusinessFocus.Contracts.Registration:RegistrationConfirmed" }, message = Registration() }, JsonSerializerOptions.Web));

        await using var another = await service.StartAnotherAsync<Program>();

        var letter = await WaitingAsync(Queue);
        letter.Text("reason").ShouldBe("Sequence contains no elements");
        letter["failedAt"]!.GetValue<DateTimeOffset>().ShouldBe(new DateTimeOffset(2026, 10, 5, 7, 0, 0, TimeSpan.Zero));
    }

    [Fact]
    public async Task What_nobody_consumes_and_what_nobody_can_read_are_dead_letters_of_their_queue()
    {
        var broker = new ConnectionFactory { Uri = Servers.Current.Bus(service.VirtualHost) };
        await using var connection = await broker.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        await SendAsync("""{"messageId":"0199a000-0000-7000-8000-000000000001","messageType":["urn:message:BusinessFocus.Contracts:Unheard"],"message":{"name":"Anna"}}""");
        await SendAsync("{ anna@foretag.example \0");

        await Eventually.TrueAsync(async () => (await service.DeadLettersAsync()).Count == 2);
        var letters = (await service.DeadLettersAsync()).ToDictionary(letter => letter.MessageType);
        letters.Values.ShouldAllBe(letter => letter.Queue == Queue);
        letters["Unheard"].Exception.ShouldBeNull();
        letters["unknown"].Exception.ShouldNotBeNull();
        letters["unknown"].Reason.ShouldNotContain("anna");

        ValueTask SendAsync(string body) => channel.BasicPublishAsync(
            "",
            Queue,
            mandatory: true,
            new BasicProperties { ContentType = "application/vnd.masstransit+json", MessageId = Guid.NewGuid().ToString() },
            Encoding.UTF8.GetBytes(body));
    }

    private async Task<JsonNode> WaitingAsync(string queue) => await Eventually.ValueAsync(async () =>
        (await @operator.GetFromJsonAsync<JsonNode>($"/operations/dead-letters?queue={queue}"))!["items"]!.AsArray().SingleOrDefault());

    private Task TakeInAsync(string queue, DateTimeOffset failedAt) => service.Services.GetRequiredService<ErrorQueueReader>().TakeInAsync(
        new Failure(
            queue, nameof(RegistrationConfirmed), "why", "System.Exception", null, failedAt, new OriginalMessage([1], Guid.NewGuid().ToString(), null, null, new Dictionary<string, string>())),
        CancellationToken.None);

    private async Task<JsonNode> HealthAsync() => (await service.Http.GetFromJsonAsync<JsonNode>("/health/ready"))!;

    private async Task<bool> IsEchoedAsync(Guid message)
    {
        var id = message.ToString();
        await using var session = service.Store.QuerySession();
        return await session.Events.QueryRawEventDataOnly<Echoed>().AnyAsync(echoed => echoed.MessageId == id);
    }

    private async Task<int> EchoesAsync()
    {
        await using var session = service.Store.QuerySession();
        return await session.Events.QueryRawEventDataOnly<Echoed>().CountAsync();
    }

    /// <summary>All that is stored of dead letters, as it stands in the table.</summary>
    private async Task<string> RawAsync()
    {
        await using var connection = new NpgsqlConnection(service.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("select coalesce(string_agg(data::text, ' '), '') from mt_doc_dead_letter", connection);
        return (string)(await command.ExecuteScalarAsync())!;
    }

    private static RegistrationConfirmed Registration(string name = "Anna", string email = "anna@foretag.example", string phone = "+46701234567")
    {
        EmailAddress.TryNormalise(email, out var normalised).ShouldBeTrue();
        return new(new RegistrationState(
            RegistrationId.New(), ActivityId.New(), EditionId.New(), RegistrationStatus.Confirmed, 1, null,
            new Contact(ContactIds.Of(normalised), name, email, phone, "sv"), null, "the-ticket", "the-token", DateTimeOffset.UtcNow, 1));
    }
}

internal static class JsonNodes
{
    public static string Text(this JsonNode node, string name) => node[name]!.GetValue<string>();
}
