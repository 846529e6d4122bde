using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Registration.Seats;
using BusinessFocus.Testing;
using CsCheck;
using Marten;
using Shouldly;
using Xunit;
using static BusinessFocus.Registration.Tests.Given;

namespace BusinessFocus.Registration.Tests.Seats;

/// <summary>What is said of an officer's time is what a booking comes to.</summary>
public sealed class OfficersAvailability(RunningRegistration running) : IClassFixture<RunningRegistration>
{
    private static readonly DateTimeOffset Starts = new(2099, 10, 5, 7, 30, 0, TimeSpan.Zero);

    private readonly RunningService service = running.Service;
    private readonly EditionId edition = EditionId.New();
    private readonly HostId host = HostId.New();

    [Fact]
    public void Whatever_officers_have_the_next_one_gets_what_was_said()
    {
        HostId[] officers = [HostId.New(), HostId.New()];
        Gen.Select(Gen.Int[0, 1], Gen.Int[0, 6], Gen.Int[1, 2], Gen.Bool, Gen.Int[0, 2]).Array[1, 7].Sample(planned =>
        {
            var all = planned.Select(each => Activity(Facts(each.Item3) with
            {
                Kind = each.Item4 ? ActivityKind.OpenHouse : ActivityKind.Seminar,
                Hosts = [officers[each.Item1]],
                StartsAt = Now.AddDays(30).AddMinutes(10 * each.Item2),
                EndsAt = Now.AddDays(30).AddMinutes((10 * each.Item2) + 20),
            })).ToArray();
            for (var i = 0; i < all.Length; i++)
            {
                for (var guest = 0; guest < planned[i].Item5; guest++)
                {
                    all[i] = Book(all[i], $"G{i}-{guest}") ?? all[i];
                }
            }

            foreach (var seats in all)
            {
                var said = AvailabilityView.Of(seats, Now, 1, all).Next;
                var comes = Book(seats, "Nasta");
                (said.Status == NextStatus.Refused).ShouldBe(comes is null);
                (said.Status == NextStatus.Confirmed).ShouldBe(comes?.Tally.Confirmed > seats.Tally.Confirmed);
            }

            // As the processor of commands decides it.
            ActivitySeats? Book(ActivitySeats seats, string name)
            {
                var after = seats.Then(Register.Decide(seats, Booking(name), Now));
                return OfficersTime.RefusalOf(OfficersTime.TakenBy([seats], [after]), all) is null ? after : null;
            }
        });
    }

    [Fact]
    public async Task An_officer_who_has_something_else_is_not_said_to_be_free_by_any_answer_and_is_when_that_is_over()
    {
        await using var another = await service.StartAnotherAsync<Program>();
        var (slot, overlapping, later, seminar) = (Slot(0), Slot(10), Slot(20), Slot(60) with { Kind = ActivityKind.Seminar, Capacity = 40 });
        var atTheSeminar = Slot(70);
        await ReleaseAsync(slot, overlapping, later, seminar, atTheSeminar);
        await AgreeAsync(overlapping, "confirmed", "seatsLeft");
        await AgreeAsync(atTheSeminar, "refused", "officerTaken");
        await AgreeAsync(seminar, "confirmed", "seatsLeft");

        var booked = await BookAsync(another.Http, slot);
        await AgreeAsync(overlapping, "refused", "officerTaken");
        await AgreeAsync(later, "confirmed", "seatsLeft");
        await AgreeAsync(slot, "waitlisted", "full");
        (await service.Http.PostAsJsonAsync($"/api/v1/activities/{overlapping.Id}/registrations", Body("bo@example.se"))).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await service.Http.PostAsJsonAsync($"/api/v1/activities/{atTheSeminar.Id}/registrations", Body("bo@example.se"))).StatusCode.ShouldBe(HttpStatusCode.Conflict);

        (await another.Http.DeleteAsync($"/api/v1/registrations/{booked["id"]}?token={Uri.EscapeDataString((string)booked["manageToken"]!)}")).EnsureSuccessStatusCode();
        await service.Bus.PublishAsync(new ActivityCancelled(seminar with { Status = ActivityStatus.Cancelled, Version = 3 }, null, null));
        await Eventually.TrueAsync(async () => (string?)(await AloneAsync(service.Http, seminar))["next"]!["reason"] == "cancelled");
        await AgreeAsync(overlapping, "confirmed", "seatsLeft");
        await AgreeAsync(atTheSeminar, "confirmed", "seatsLeft");
        await BookAsync(service.Http, overlapping);
        await BookAsync(service.Http, atTheSeminar);

        async Task AgreeAsync(ActivityState activity, string status, string reason)
        {
            foreach (var asked in (HttpClient[])[service.Http, another.Http])
            {
                var alone = await AloneAsync(asked, activity);
                ((string)alone["next"]!["status"]!, (string)alone["next"]!["reason"]!).ShouldBe((status, reason));
                var together = (await AllAsync(asked)).Single(each => (Guid)each!["activityId"]! == activity.Id.Value);
                JsonNode.DeepEquals(together, alone).ShouldBeTrue($"{together} and {alone}");
            }
        }
    }

    [Fact]
    public async Task A_time_that_could_not_be_booked_is_offered_to_who_waits_when_its_officer_is_free()
    {
        var (early, overlapping, late) = (Slot(0) with { Topics = ["alkohol"] }, Slot(10), Slot(60) with { HostIds = [HostId.New()] });
        await ReleaseAsync(early, overlapping, late);
        var (anna, bo) = (await BookAsync(service.Http, early), await BookAsync(service.Http, late, "bo@example.se"));
        var wish = $"/api/v1/registrations/{bo["id"]}/earlier-wish?token={Uri.EscapeDataString((string)bo["manageToken"]!)}";
        (await service.Http.PutAsync(wish, null)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await Eventually.TrueAsync(async () =>
        {
            await using var reads = service.Store.QuerySession();
            return !await reads.Query<FreedSlot>().AnyAsync(slot => slot.Edition == edition.Value);
        });
        service.Bus.Heards<RegistrationOffered>().ShouldNotContain(message => message.Registration.ActivityId == late.Id);

        (await service.Http.DeleteAsync($"/api/v1/registrations/{anna["id"]}?token={Uri.EscapeDataString((string)anna["manageToken"]!)}")).EnsureSuccessStatusCode();

        var offered = await service.Bus.NextAsync<RegistrationOffered>(message => message.Registration.ActivityId == late.Id);
        offered.Earlier!.ActivityId.ShouldBe(overlapping.Id, "it is about the same, and nobody has its officer any more");
    }

    private static object Body(string email) => new { contact = new { name = "Anna", email }, consent = true };

    private static async Task<JsonNode> BookAsync(HttpClient asker, ActivityState activity, string email = "anna@example.se")
    {
        using var answer = await asker.PostAsJsonAsync($"/api/v1/activities/{activity.Id}/registrations", Body(email));
        answer.StatusCode.ShouldBe(HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
    }

    private static async Task<JsonNode> AloneAsync(HttpClient asker, ActivityState activity) =>
        (await asker.GetFromJsonAsync<JsonNode>($"/api/v1/activities/{activity.Id}/availability"))!;

    private async Task<JsonArray> AllAsync(HttpClient asker)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/editions/{edition}/availability");
        request.Headers.CacheControl = new CacheControlHeaderValue { NoCache = true };
        using var answer = await asker.SendAsync(request);
        return (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonNode>())!["activities"]!.AsArray();
    }

    private async Task ReleaseAsync(params ActivityState[] activities)
    {
        foreach (var activity in activities)
        {
            await service.Bus.PublishAsync(new ActivityReleased(activity));
            await Eventually.TrueAsync(async () => (await service.Http.GetAsync($"/api/v1/activities/{activity.Id}/availability")).IsSuccessStatusCode);
        }
    }

    private ActivityState Slot(int minutes) => Released(ActivityId.New(), capacity: 1) with
    {
        EditionId = edition,
        IsListed = true,
        Kind = ActivityKind.OpenHouse,
        HostIds = [host],
        Topics = ["bygglov"],
        StartsAt = Starts.AddMinutes(minutes),
        EndsAt = Starts.AddMinutes(minutes + 20),
    };
}
