using System.Net.Http.Json;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Feedback;
using BusinessFocus.EchoService;
using BusinessFocus.Hosting.Relay;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.ServiceDefaults.Audit;
using BusinessFocus.ServiceDefaults.Relay;
using BusinessFocus.Testing;
using Marten;
using Shouldly;
using Xunit;

namespace BusinessFocus.ServiceDefaults.Tests.Relay;

public sealed class RelayAndConsumers(Echo echo)
{
    private RunningService Service => echo.Service;

    [Fact]
    public async Task What_was_committed_goes_out_under_an_id_that_is_the_same_at_every_repeat()
    {
        var stream = await SayAsync("hej");

        var message = await Service.Bus.NextAsync<SurveyOpened>(opened => opened.SurveyId.Value == stream);
        var heard = Service.Bus.All.Single(each => ReferenceEquals(each.Message, message));
        heard.MessageId.ShouldBe(Publications.MessageIdFor(message.ActivityId.Value, typeof(SurveyOpened)));
    }

    [Fact]
    public async Task The_events_of_a_stream_go_out_in_their_order()
    {
        var stream = await SayAsync("många", times: 40);

        await Eventually.TrueAsync(() => Task.FromResult(Opened().Count == 40));
        await using var session = Service.Store.QuerySession();
        var committed = (await session.Events.FetchStreamAsync(stream)).Select(each => each.Id);
        Opened().Select(opened => opened.ActivityId.Value).ShouldBe(committed);

        List<SurveyOpened> Opened() => Service.Bus.Heards<SurveyOpened>().Where(opened => opened.SurveyId.Value == stream).ToList();
    }

    [Fact]
    public async Task Of_a_burst_of_figures_only_the_latest_is_told()
    {
        var stream = await SayAsync("siffror", times: 20);

        await using var session = Service.Store.QuerySession();
        var last = (await session.Events.FetchStreamAsync(stream))[^1].Id;
        await Service.Bus.NextAsync<ResponseGiven>(given => given.ActivityId.Value == last);
        Service.Bus.Heards<ResponseGiven>().Count(given => given.SurveyId.Value == stream).ShouldBeLessThan(20);
    }

    [Fact]
    public async Task A_replay_repeats_messages_under_their_ids_and_receivers_drop_them()
    {
        var stream = await SayAsync("en gång");
        var message = await Service.Bus.NextAsync<SurveyOpened>(opened => opened.SurveyId.Value == stream);
        var messageId = Publications.MessageIdFor(message.ActivityId.Value, typeof(SurveyOpened));
        await Eventually.TrueAsync(async () => await EchoesAsync(messageId) == 1);

        var before = Service.Bus.Repeats;
        var answer = await Service.As(Roles.Operator).PostAsJsonAsync("/operations/replay", new { from = 0 });
        answer.EnsureSuccessStatusCode();
        await using (var reads = Service.Store.QuerySession())
        {
            (await reads.Events.QueryRawEventDataOnly<ActWasAudited>().ToListAsync()).ShouldContain(act => act.Act == "replay" && act.Actor == Roles.Operator);
        }

        await Eventually.TrueAsync(() => Task.FromResult(Service.Bus.Repeats > before));
        await DrainedAsync();
        (await EchoesAsync(messageId)).ShouldBe(1);
        (await Service.DeadLettersAsync()).ShouldNotContain(letter => letter.Exception == null, "a repeat that is dropped is not skipped");
    }

    [Fact]
    public async Task A_message_that_comes_twice_at_once_is_taken_in_once()
    {
        var messageId = Guid.NewGuid();
        var message = new SurveyOpened(SurveyId.New(), ActivityId.New(), EditionId.New(), DateTimeOffset.UtcNow);

        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Service.Bus.PublishAsync(message, messageId)));

        await Eventually.TrueAsync(async () => await EchoesAsync(messageId) == 1);
        await DrainedAsync();
        (await EchoesAsync(messageId)).ShouldBe(1);
    }

    [Fact]
    public async Task A_poison_message_becomes_a_dead_letter_and_the_consumer_goes_on()
    {
        var poison = new SurveyOpened(SurveyId.New(), ActivityId.New(), default, DateTimeOffset.UtcNow);
        var (bad, good) = (Guid.NewGuid(), Guid.NewGuid());

        await Service.Bus.PublishAsync(poison, bad);
        await Service.Bus.PublishAsync(poison with { EditionId = EditionId.New() }, good);

        await Eventually.TrueAsync(async () => await EchoesAsync(good) == 1);
        await Eventually.TrueAsync(async () => (await Service.DeadLettersAsync()).Any(letter => letter.Original!.MessageId == bad.ToString()));
    }

    [Fact]
    public async Task The_lag_is_nothing_once_all_has_gone_out()
    {
        await SayAsync("sist");
        var @operator = Service.As(Roles.Operator);
        await Eventually.TrueAsync(async () => (await @operator.GetFromJsonAsync<RelayLag>("/operations/lag"))!.Events == 0);
    }

    private async Task<Guid> SayAsync(string text, int times = 1)
    {
        var stream = Guid.CreateVersion7();
        (await Service.Http.PutAsJsonAsync($"/api/v1/words/{stream}", new { text, times })).EnsureSuccessStatusCode();
        return stream;
    }

    private async Task<int> EchoesAsync(Guid messageId)
    {
        await using var session = Service.Store.QuerySession();
        var id = messageId.ToString();
        return await session.Events.QueryRawEventDataOnly<Echoed>().CountAsync(echoed => echoed.MessageId == id);
    }

    private Task DrainedAsync() => Eventually.TrueAsync(async () =>
        (await Servers.Current.QueuesAsync(Service.VirtualHost)).All(queue => queue.Value == 0));
}
