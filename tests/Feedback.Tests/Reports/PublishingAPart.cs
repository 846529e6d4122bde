using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using BusinessFocus.Contracts;
using BusinessFocus.Feedback.Groups;
using BusinessFocus.Feedback.Reports;
using BusinessFocus.Feedback.Results;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Testing;
using Shouldly;
using Xunit;

namespace BusinessFocus.Feedback.Tests.Reports;

/// <summary>Which parts of a report everybody may read, as organisers choose them.</summary>
public sealed class PublishingAPart(PublishingAPart.Running running) : IClassFixture<PublishingAPart.Running>
{
    private static readonly DateTimeOffset Now = new(2027, 10, 20, 8, 0, 0, TimeSpan.Zero);

    private static readonly string[] Parts = ["total", "activities", "kinds", "topics", "membership", "companySizes", "knowledge", "officialFigures"];

    private HttpClient Organiser => running.Service.As(Roles.Organiser);

    [Fact]
    public void The_same_choice_in_another_order_is_no_other_choice()
    {
        var edition = EditionId.New();
        var chosen = PublicReport.Initial.Evolve(new PublicPartWasChosen(edition, [ReportSection.Total, ReportSection.Topics], "anna", Now));

        ChoosePublicPart.Decide(chosen, edition, [ReportSection.Topics, ReportSection.Total], "bo", Now).Events.ShouldBeEmpty();
        ChoosePublicPart.Decide(PublicReport.Initial, edition, [], "bo", Now).Events.ShouldBeEmpty();
        ChoosePublicPart.Decide(chosen, edition, [], "bo", Now).Events.ShouldHaveSingleItem()
            .ShouldBeOfType<PublicPartWasChosen>().Sections.ShouldBeEmpty();
    }

    [Fact]
    public async Task Everybody_reads_what_was_chosen_and_nothing_else_until_it_is_taken_back()
    {
        var address = AddressOf(running.Edition);
        PartsOf(await ReadAsync(address)).ShouldBeEmpty("nobody has chosen anything");

        using var chosen = await Organiser.PutAsJsonAsync(address, new { sections = new[] { "topics", "total" } });
        using var again = await Organiser.PutAsJsonAsync(address, new { sections = new[] { "total", "topics" } });

        (chosen.StatusCode, again.StatusCode).ShouldBe((HttpStatusCode.OK, HttpStatusCode.OK));
        again.Headers.ETag.ShouldBe(chosen.Headers.ETag, "nothing has happened");
        var read = await ReadAsync(address);
        read["sections"]!.AsArray().Select(section => section!.GetValue<string>()).ShouldBe(["total", "topics"]);
        PartsOf(read).ShouldBe(["total", "topics"]);
        read.ContainsKey("hosts").ShouldBeFalse();
        read.ContainsKey("followUps").ShouldBeFalse();
        var whole = (await Organiser.GetFromJsonAsync<JsonNode>($"/api/v1/editions/{running.Edition.Slug}/report"))!;
        JsonNode.DeepEquals(read["total"], whole["total"]).ShouldBeTrue();

        // What was read may come back as it is, by the id too.
        using var back = await Organiser.PutAsJsonAsync($"/api/v1/editions/{running.Edition.Id}/report/public", read);
        (back.StatusCode, back.Headers.ETag).ShouldBe((HttpStatusCode.OK, chosen.Headers.ETag));

        using var none = await Organiser.PutAsJsonAsync(address, new { sections = Array.Empty<string>() });
        none.StatusCode.ShouldBe(HttpStatusCode.OK);
        read = await ReadAsync(address);
        PartsOf(read).ShouldBeEmpty("it was taken back");
        read.ContainsKey("questions").ShouldBeFalse();
    }

    [Fact]
    public async Task What_few_have_answered_is_hidden_from_everybody_as_from_organisers()
    {
        var address = AddressOf(running.Other);
        using var chosen = await Organiser.PutAsJsonAsync(address, new { sections = Parts });
        chosen.StatusCode.ShouldBe(HttpStatusCode.OK);

        var read = await ReadAsync(address);

        var hidden = read["activities"]!.AsArray().Where(activity => activity!["figures"]!["suppressed"]!.GetValue<bool>()).ToList();
        hidden.Count.ShouldBe(3, "the one with three answers, another of its kind, and another of its topic");
        hidden.ShouldAllBe(activity => activity!["figures"]!["answered"] == null && activity["figures"]!["cast"] == null);
        read["knowledge"]!["official"]!.ToJsonString().ShouldBe("""{"suppressed":true}""");
    }

    [Fact]
    public async Task The_same_at_once_is_chosen_once_and_who_comes_late_is_told()
    {
        var address = AddressOf(running.Third);
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Organiser.PutAsJsonAsync(address, new { sections = new[] { "total" } })));
        answers.ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.OK);
        await using var reads = running.Service.Store.QuerySession();
        (await reads.Events.FetchStreamAsync(PublicReport.StreamOf(running.Third.Id))).Count.ShouldBe(1);

        using var other = await Organiser.PutAsJsonAsync(address, new { sections = new[] { "kinds" } });
        using var stale = new HttpRequestMessage(HttpMethod.Put, address) { Content = JsonContent.Create(new { sections = new[] { "topics" } }) };
        stale.Headers.IfMatch.Add(new EntityTagHeaderValue(answers[0].Headers.ETag!.Tag));
        (await Organiser.SendAsync(stale)).StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed);
    }

    [Theory]
    [InlineData("""{"sections":["total","total"]}""")]
    [InlineData("""{"sections":["comments"]}""")]
    [InlineData("""{}""")]
    public async Task What_cannot_be_public_is_refused(string body)
    {
        using var answer = await Organiser.PutAsync(AddressOf(running.Edition), new StringContent(body, System.Text.Encoding.UTF8, "application/json"));

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task An_edition_that_nobody_has_heard_of_has_no_public_part()
    {
        (await running.Service.Http.GetAsync("/api/v1/editions/nowhere/report/public")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await Organiser.PutAsJsonAsync("/api/v1/editions/nowhere/report/public", new { sections = Parts })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static string AddressOf(SomeEdition edition) => $"/api/v1/editions/{edition.Slug}/report/public";

    private static IEnumerable<string> PartsOf(JsonObject read) => Parts.Where(read.ContainsKey);

    /// <summary>As anybody does.</summary>
    private async Task<JsonObject> ReadAsync(string address) => (await running.Service.Http.GetFromJsonAsync<JsonNode>(address))!.AsObject();

    public sealed class Running : IAsyncLifetime
    {
        public RunningService Service { get; private set; } = null!;

        public SomeEdition Edition { get; } = SomeEdition.Of(0);

        public SomeEdition Other { get; } = SomeEdition.Of(0);

        public SomeEdition Third { get; } = SomeEdition.Of(0);

        public async ValueTask InitializeAsync()
        {
            Service = await RunningService.StartAsync<Program>("feedback", new Dictionary<string, string?> { ["Municipality"] = "lerum" });
            foreach (var edition in (SomeEdition[])[Edition, Other, Third])
            {
                await edition.StoreAsync(Service.Store);
                var answers = edition.Activities.Sum(activity => activity.Answers);
                await Eventually.TrueAsync(async () =>
                {
                    await using var reads = Service.Store.QuerySession();
                    return await reads.LoadAsync<GroupResult>(Group.WholeEdition.IdIn(edition.Id)) is { } result && result.Answered == answers && result.Cast == answers
                        && await reads.LoadAsync<GroupResult>(new Group(Dimension.Side, "company").IdIn(edition.Id)) is not null
                        && (await reads.LoadManyAsync<ReportedActivity>(edition.Activities.Select(activity => activity.Id.Value))).Count == edition.Activities.Count;
                });
            }
        }

        public ValueTask DisposeAsync() => Service.DisposeAsync();
    }
}
