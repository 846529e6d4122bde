using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Domain.People;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Registration.Keys;
using BusinessFocus.Registration.Members;
using BusinessFocus.Registration.Participation;
using BusinessFocus.Registration.People;
using BusinessFocus.Testing;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace BusinessFocus.Registration.Tests.Participation;

/// <summary>What one company did over the editions, on a real PostgreSQL and RabbitMQ.</summary>
public sealed class FollowingACompany : IAsyncLifetime
{
    private const string Path = "/api/v1/municipalities/lerum/companies";
    private const string SoleTrader = "811218-9876";

    private RunningService service = null!;
    private HttpClient organiser = null!;

    public async ValueTask InitializeAsync()
    {
        service = await RunningService.StartAsync<Program>("registration", new Dictionary<string, string?> { ["Municipality"] = "lerum" });
        organiser = service.As(Roles.Organiser);
    }

    public ValueTask DisposeAsync() => service.DisposeAsync();

    [Fact]
    public async Task Its_page_has_what_it_did_in_each_edition_and_a_sole_traders_number_masked()
    {
        var (first, second) = (EditionId.New(), EditionId.New());
        var seminar = await ReleaseAsync(first, activity => activity with { StartsAt = activity.StartsAt.AddDays(-1), EndsAt = activity.EndsAt.AddDays(-1) }, opened: false);
        var slot = await ReleaseAsync(second, activity => activity with { Kind = ActivityKind.OpenHouse });
        var ticket = await RegisterAsync(slot, SoleTrader, conversation: true);
        await RegisterAsync(slot, "556012-5790");
        (await organiser.PostAsJsonAsync("/api/v1/check-ins", new { ticket = (string)ticket["ticket"]!, activityId = slot.Value })).EnsureSuccessStatusCode();

        OrganisationNumber.TryParse(SoleTrader, out var number).ShouldBeTrue();
        var id = CompanyKey.Of(number, service.Services.GetRequiredService<RegistrationKeys>());
        var answer = await organiser.GetStringAsync($"{Path}/{id}");
        answer.ShouldNotContain("9876");
        answer.ShouldNotContain("Hemligt");
        var page = JsonNode.Parse(answer)!;
        ((string?)page["organisationNumber"]).ShouldBe("8112**-****");
        var edition = page["editions"]!.AsArray().ShouldHaveSingleItem()!;
        ((string?)edition["editionId"]).ShouldBe(second.ToString());
        Numbers(edition, "registrations", "seats", "came", "conversations", "visits", "visitsReceived").ShouldBe([1, 1, 1, 1, 0, 0]);
        edition["registrationIds"]!.AsArray().Select(each => (string?)each).ShouldBe([(string?)ticket["id"]]);

        (await organiser.GetAsync($"{Path}/5561777631")).StatusCode.ShouldBe(HttpStatusCode.NotFound, "it has done nothing here");
        (await organiser.GetAsync($"/api/v1/municipalities/ale/companies/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        seminar.ShouldNotBe(slot);
    }

    [Fact]
    public async Task A_company_that_was_visited_was_met_without_a_check_in_in_whatever_order_it_was_told()
    {
        var edition = EditionId.New();
        var visit = ActivityId.New();
        await service.Bus.PublishAsync(Decided(edition, visit, "Fabriken AB", version: 3));
        await service.Bus.PublishAsync(Decided(edition, visit, "Fel namn AB", version: 2));
        await service.Bus.PublishAsync(Decided(edition, visit, "Fabriken AB", version: 3));
        await ReleaseAsync(edition, activity => activity with { Id = visit, Kind = ActivityKind.CompanyVisit, Capacity = 0 });
        await Eventually.TrueAsync(async () => await NameAsync(visit) == "Fabriken AB");

        var id = CompanyKey.IdOf(CompanyKey.OfName("Fabriken AB"), service.Services.GetRequiredService<RegistrationKeys>());
        (await organiser.GetAsync($"{Path}/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound, "it has not taken place");

        var completed = Given.Soon(Given.Released(visit, 0, version: 9)) with
        {
            EditionId = edition,
            Municipality = "lerum",
            Kind = ActivityKind.CompanyVisit,
            Status = ActivityStatus.Completed,
        };
        await service.Bus.PublishAsync(new ActivityCompleted(completed));
        await Eventually.TrueAsync(async () => (await organiser.GetAsync($"{Path}/{id}")).IsSuccessStatusCode);
        var page = (await organiser.GetFromJsonAsync<JsonNode>($"{Path}/{id}"))!;
        ((string?)page["name"]).ShouldBe("Fabriken AB");
        Numbers(page["editions"]![0]!, "registrations", "visitsReceived").ShouldBe([0, 1]);
    }

    [Fact]
    public async Task An_organiser_says_which_company_a_visit_is_to_and_what_is_told_later_does_not_change_it()
    {
        var edition = EditionId.New();
        var visit = await ReleaseAsync(edition, activity => activity with { Kind = ActivityKind.CompanyVisit, EndsAt = DateTimeOffset.UtcNow, StartsAt = DateTimeOffset.UtcNow.AddHours(-1) }, opened: false);
        var seminar = await ReleaseAsync(edition);

        (await SayAsync(visit, new { organisationNumber = "556177-7632" })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await SayAsync(visit, new { })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await SayAsync(seminar, new { name = "Fabriken AB" })).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await SayAsync(ActivityId.New(), new { name = "Fabriken AB" })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await SayAsync(visit, new { name = "Fabriken AB", organisationNumber = "556177-7631" })).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await SayAsync(visit, new { name = "Fabriken AB", organisationNumber = "556177-7631" })).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await service.Bus.PublishAsync(Decided(edition, visit, "Någon annan AB", version: 99));

        await Eventually.TrueAsync(async () => (await organiser.GetAsync($"{Path}/5561777631")).IsSuccessStatusCode);
        Numbers((await organiser.GetFromJsonAsync<JsonNode>($"{Path}/5561777631"))!["editions"]![0]!, "visitsReceived").ShouldBe([1]);

        Task<HttpResponseMessage> SayAsync(ActivityId activity, object company) => organiser.PutAsJsonAsync($"/api/v1/activities/{activity}/visited-company", company);
    }

    [Fact]
    public void What_was_not_accepted_is_no_visit()
    {
        var decided = Decided(EditionId.New(), ActivityId.New(), "Fabriken AB", 3);
        VisitedCompany.Learn(null, decided with { Decision = VisitDecision.Withdrawn }, _ => null).ShouldBeNull();
        VisitedCompany.Learn(null, decided, address => address == "eva@fabriken.example" ? "5561777631" : null)!.Company.Key.ShouldBe("5561777631");
        VisitedCompany.Learn(null, decided, _ => null)!.Company.Key.ShouldBe("nfabriken ab");
    }

    private async Task<string?> NameAsync(ActivityId visit)
    {
        await using var reads = service.Store.QuerySession();
        return (await reads.LoadAsync<VisitedCompany>(visit))?.Company.Name;
    }

    private static VisitDecided Decided(EditionId edition, ActivityId activity, string name, long version) => new(
        new VisitState(
            VisitRequestId.New(), edition, new LocalizedText("Fokus"), name, new Contact(ContactIds.Of("eva@fabriken.example"), "Eva", "eva@fabriken.example", null, "sv"),
            "token", "Storgatan 1, Lerum", DateTimeOffset.UtcNow, DateTimeOffset.UtcNow.AddHours(1), [], activity, version),
        VisitDecision.Accepted,
        null);

    private async Task<ActivityId> ReleaseAsync(EditionId of, Func<ActivityState, ActivityState>? like = null, bool opened = true)
    {
        var activity = Given.Soon(Given.Released(ActivityId.New(), capacity: 20)) with { EditionId = of, Municipality = "lerum" };
        activity = like?.Invoke(activity) ?? activity;
        await service.Bus.PublishAsync(new ActivityReleased(activity));
        await Eventually.TrueAsync(async () => (await service.Http.GetAsync($"/api/v1/activities/{activity.Id}/availability")).IsSuccessStatusCode || (!opened && await KnownAsync(activity.Id)));
        return activity.Id;
    }

    private async Task<bool> KnownAsync(ActivityId activity)
    {
        await using var reads = service.Store.QuerySession();
        return await reads.LoadAsync<Registration.Seats.ActivityEntry>(activity) is not null;
    }

    private async Task<JsonNode> RegisterAsync(ActivityId activity, string organisationNumber, bool conversation = false)
    {
        using var answer = await service.Http.PostAsJsonAsync(
            $"/api/v1/activities/{activity}/registrations",
            new
            {
                contact = new { name = "Anna", email = $"a{organisationNumber}@example.se" },
                company = new { organisationNumber },
                consent = true,
                conversation = conversation ? new { topic = "Hemligt" } : null,
            });
        return (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonNode>())!;
    }

    private static int[] Numbers(JsonNode figures, params string[] names) => [.. names.Select(name => figures[name]!.GetValue<int>())];
}
