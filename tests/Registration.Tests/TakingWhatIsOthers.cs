using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Registration.Seats;
using BusinessFocus.ServiceDefaults.Idempotency;
using BusinessFocus.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace BusinessFocus.Registration.Tests;

/// <summary>Attacks that once gave somebody what is another's, each with its kind of the OWASP API top ten of 2023.</summary>
public sealed class TakingWhatIsOthers(RunningRegistration running) : IClassFixture<RunningRegistration>
{
    private readonly RunningService service = running.Service;

    /// <summary>Of all addresses of this test.</summary>
    private readonly string domain = $"{Guid.NewGuid():N}.example";

    /// <summary>API3:2023, broken object property level authorization.</summary>
    [Fact]
    public async Task Staff_are_not_shown_the_link_that_opens_a_registration()
    {
        var activity = await ReleaseAsync(capacity: 5);
        var anna = await BodyAsync(await RegisterAsync(activity, "anna", seats: 1));
        var organiser = service.As(Roles.Organiser);
        var path = $"/api/v1/registrations/{anna["id"]}";

        var read = (await organiser.GetFromJsonAsync<JsonNode>(path))!;
        var listed = (await organiser.GetFromJsonAsync<JsonNode>($"/api/v1/activities/{activity}/registrations"))!["items"]![0]!;
        var resized = await BodyAsync(await organiser.PutAsJsonAsync($"{path}/seats", new { seats = 2 }));
        var exported = await (await organiser.PostAsJsonAsync("/api/v1/privacy/export/registrations", new { email = $"anna@{domain}" })).Content.ReadAsStringAsync();

        read["id"]!.GetValue<string>().ShouldBe(anna["id"]!.GetValue<string>());
        foreach (var seen in (JsonNode[])[read, listed, resized])
        {
            seen["manageToken"].ShouldBeNull();
        }

        exported.ShouldNotContain(anna["manageToken"]!.GetValue<string>());
    }

    /// <summary>API5:2023, broken function level authorization: an organiser reads all members, an association changes its own; who was both changed all.</summary>
    [Fact]
    public async Task Two_roles_are_no_third_one()
    {
        var both = service.AsAssociation("foretagarna", also: Roles.Organiser);
        var members = new[] { new { organisationNumber = "556016-0680", name = "Ericsson" } };

        (await both.PatchAsJsonAsync("/api/v1/associations/naringsliv/members", members)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await both.GetAsync("/api/v1/associations/naringsliv/members")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await both.PatchAsJsonAsync("/api/v1/associations/foretagarna/members", members)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    /// <summary>API3:2023: asking for more than there is told of a registered address how it stands, and made nothing that its owner would see.</summary>
    [Fact]
    public async Task Asking_for_too_many_seats_tells_nobody_whether_an_address_is_registered()
    {
        var activity = await ReleaseAsync(capacity: 5);
        await BodyAsync(await RegisterAsync(activity, "anna", seats: 1));

        var known = await RegisterAsync(activity, "anna", seats: 20);
        var stranger = await RegisterAsync(activity, "bo", seats: 20);

        known.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        stranger.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        foreach (var member in (string[])["type", "title", "capacity"])
        {
            (await ProblemAsync(known))[member]!.ToJsonString().ShouldBe((await ProblemAsync(stranger))[member]!.ToJsonString());
        }
    }

    /// <summary>API3:2023: the same for several at once, which told <c>registered-there</c>.</summary>
    [Fact]
    public async Task Booking_several_at_once_tells_nobody_whether_an_address_is_registered()
    {
        var (first, second) = (await ReleaseAsync(capacity: 5), await ReleaseAsync(capacity: 5, hours: 2));
        await BodyAsync(await RegisterAsync(first, "anna", seats: 1));

        var known = await SeveralAsync("anna", seats: 20);
        var stranger = await SeveralAsync("bo", seats: 20);

        (await ProblemAsync(known))["type"]!.ToJsonString().ShouldBe((await ProblemAsync(stranger))["type"]!.ToJsonString());
        var both = (await BodyAsync(await SeveralAsync("anna", seats: 1)))["registrations"]!;
        both[0]!["manageToken"].ShouldBeNull();
        both[1]!["manageToken"].ShouldNotBeNull();

        Task<HttpResponseMessage> SeveralAsync(string name, int seats) => service.Http.PostAsJsonAsync(
            "/api/v1/registrations",
            new { activityIds = new[] { first.Value, second.Value }, contact = new { name, email = $"{name}@{domain}" }, seats, consent = true });
    }

    /// <summary>API6:2023, unrestricted access to sensitive business flows: 60 moves made 61 mails to whoever's address was typed.</summary>
    [Fact]
    public async Task Whoever_types_an_address_cannot_fill_its_mailbox()
    {
        var activities = (await ReleaseAsync(capacity: 5), await ReleaseAsync(capacity: 5));
        var registration = await BodyAsync(await RegisterAsync(activities.Item1, "anna", seats: 1));

        var moves = 0;
        HttpResponseMessage answer;
        while ((answer = await MoveAsync()).StatusCode == HttpStatusCode.OK && moves < 60)
        {
            moves++;
            registration = await BodyAsync(answer);
        }

        answer.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        answer.Headers.RetryAfter.ShouldNotBeNull();
        moves.ShouldBe(30);
        (await RegisterAsync(activities.Item1, "bo", seats: 1)).StatusCode.ShouldBe(HttpStatusCode.Created, "others are not in its way");
        (await service.As(Roles.Organiser).PostAsJsonAsync($"/api/v1/registrations/{registration["id"]}/move", new { activityId = Next() }))
            .StatusCode.ShouldBe(HttpStatusCode.OK, "staff are not asked");

        Guid Next() => (registration["activityId"]!.GetValue<Guid>() == activities.Item1.Value ? activities.Item2 : activities.Item1).Value;

        Task<HttpResponseMessage> MoveAsync() => service.Http.PostAsJsonAsync(
            $"/api/v1/registrations/{registration["id"]}/move?token={registration["manageToken"]}", new { activityId = Next() });
    }

    [Fact]
    public void A_mailbox_has_room_again_after_ten_minutes()
    {
        var clock = new FakeTimeProvider(Given.Now);
        var settings = new Dictionary<string, string?> { ["Quotas:LettersPerRecipient"] = "2" };
        var quota = new RecipientQuota(new ConfigurationBuilder().AddInMemoryCollection(settings).Build(), clock);
        var (anna, bo) = (ContactId.New(), ContactId.New());

        quota.WaitFor(anna, 2).ShouldBeNull();
        quota.Add(anna, 2);
        quota.WaitFor(bo, 1).ShouldBeNull();
        quota.WaitFor(anna, 1, byLink: true).ShouldBeNull("what she does by her link counts apart");
        clock.Advance(TimeSpan.FromMinutes(4));
        quota.WaitFor(anna, 1).ShouldBe(TimeSpan.FromMinutes(6));
        clock.Advance(TimeSpan.FromMinutes(6));
        quota.WaitFor(anna, 1).ShouldBeNull();
    }

    [Fact]
    public async Task Nobody_shuts_an_address_out_by_asking_for_what_makes_no_letter()
    {
        for (var i = 0; i < 40; i++)
        {
            (await RegisterAsync(ActivityId.New(), "anna", seats: 1)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }

        (await RegisterAsync(await ReleaseAsync(capacity: 5), "anna", seats: 1)).StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Whose_answer_was_lost_gets_it_by_the_same_request_though_it_is_full_by_now()
    {
        var activity = await ReleaseAsync(capacity: 1);
        var first = await BodyAsync(await KeyedAsync());

        // As a crash between the commit and the stored answer leaves it.
        await using (var session = service.Store.LightweightSession())
        {
            var begun = DateTimeOffset.UnixEpoch;
            session.DeleteWhere<StoredAnswer>(answer => answer.StartedAt > begun);
            await session.SaveChangesAsync();
        }

        var again = await KeyedAsync();

        again.StatusCode.ShouldBe(HttpStatusCode.Created);
        (await BodyAsync(again)).ToJsonString().ShouldBe(first.ToJsonString());

        async Task<HttpResponseMessage> KeyedAsync()
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/activities/{activity}/registrations")
            {
                Content = JsonContent.Create(new { contact = new { name = "anna", email = $"anna@{domain}" }, consent = true }),
                Headers = { { "Idempotency-Key", "01994f5b-7c27-7d1e-b8e7-0d0b8c7fd6a1" } },
            };
            return await service.Http.SendAsync(request);
        }
    }

    private async Task<HttpResponseMessage> RegisterAsync(ActivityId activity, string name, int seats) =>
        await service.Http.PostAsJsonAsync(
            $"/api/v1/activities/{activity}/registrations", new { contact = new { name, email = $"{name}@{domain}" }, seats, consent = true });

    private async Task<ActivityId> ReleaseAsync(int capacity, int hours = 0)
    {
        var id = ActivityId.New();
        var activity = Given.Released(id, capacity);
        await service.Bus.PublishAsync(new ActivityReleased(
            activity with { StartsAt = activity.StartsAt.AddHours(hours), EndsAt = activity.EndsAt.AddHours(hours) }));
        await Eventually.TrueAsync(async () => (await service.Http.GetAsync($"/api/v1/activities/{id}/availability")).IsSuccessStatusCode);
        return id;
    }

    private static async Task<JsonNode> ProblemAsync(HttpResponseMessage answer) => JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;

    private static async Task<JsonNode> BodyAsync(HttpResponseMessage answer)
    {
        answer.StatusCode.ShouldBeOneOf(HttpStatusCode.OK, HttpStatusCode.Created);
        return (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
    }
}
