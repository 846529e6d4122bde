using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Registration.Seats;
using BusinessFocus.Testing;
using Shouldly;
using Xunit;
using static BusinessFocus.Registration.Tests.Given;

namespace BusinessFocus.Registration.Tests.Seats;

/// <summary>An officer who has slots about two topics at the same time is in one conversation, whichever way it is booked.</summary>
public sealed class OfficersInOneConversation(RunningRegistration running) : IClassFixture<RunningRegistration>
{
    private static readonly DateTimeOffset Starts = new(2099, 10, 5, 7, 30, 0, TimeSpan.Zero);
    private static readonly HostId Eva = HostId.New();
    private readonly RunningService service = running.Service;

    [Fact]
    public void A_slot_is_taken_by_its_first_visitor_and_by_nobody_after()
    {
        var (free, booked) = (Slot(Eva), Slot(Eva).Registered(Booking("Anna")));

        OfficersTime.TakenBy([free], [booked]).ShouldBe([booked]);
        OfficersTime.TakenBy([booked], [booked]).ShouldBeEmpty();
        OfficersTime.TakenBy([booked], [free]).ShouldBeEmpty();
        OfficersTime.TakenBy([Activity(capacity: 1)], [Activity(capacity: 1).Registered(Booking("Anna"))]).ShouldBeEmpty("it is no conversation");
    }

    [Fact]
    public void An_officer_is_free_again_when_nobody_has_the_slot_or_what_else_they_host_is_cancelled()
    {
        var (free, booked) = (Slot(Eva), Slot(Eva).Registered(Booking("Anna")));
        var seminar = Activity(Facts(5) with { Hosts = [Eva] });
        var cancelled = Activity(seminar.Facts! with { Phase = ActivityPhase.Cancelled });

        OfficersTime.FreedBy([booked, seminar], [free, cancelled]).ShouldBe([booked, seminar]);
        OfficersTime.FreedBy([free, booked, seminar], [booked, booked, seminar]).ShouldBeEmpty();
    }

    [Fact]
    public void What_is_refused_says_which_slot_which_officer_and_what_they_have()
    {
        var (wanted, elsewhere) = (Slot(Eva).Registered(Booking("Anna")), Slot(Eva, minutes: 10).Registered(Booking("Bo")));

        var refusal = OfficersTime.RefusalOf([wanted], [Slot(Eva, minutes: 5), elsewhere]).ShouldNotBeNull();

        refusal.Problem.ShouldBe(SeatProblems.OfficerTaken);
        (refusal.Facts!["activityId"], refusal.Facts["hostId"], refusal.Facts["takenBy"]).ShouldBe((wanted.ActivityId, Eva, elsewhere.ActivityId));
    }

    [Fact]
    public void Whatever_else_an_officer_hosts_keeps_them_save_for_the_open_house_that_the_slot_is_of()
    {
        var (slot, seminar) = (Slot(Eva), Slot(Eva).Facts! with { Kind = ActivityKind.Seminar });

        OfficersTime.InTheWay(slot, [slot, Activity(seminar)])!.Facts.ShouldBe(seminar);
        OfficersTime.InTheWay(slot, [Activity(seminar with { Phase = ActivityPhase.Cancelled })]).ShouldBeNull();
        OfficersTime.InTheWay(slot, [Activity(seminar with { Hosts = [HostId.New()] })]).ShouldBeNull();
        OfficersTime.InTheWay(slot, [Activity(slot.Facts! with { Capacity = 0 })]).ShouldBeNull();
        OfficersTime.RefusalOf([slot.Registered(Booking("Anna"))], [Activity(seminar)])!.Problem.ShouldBe(SeatProblems.OfficerTaken);
    }

    [Theory]
    [InlineData(20, true, "it begins when the other ends")]
    [InlineData(10, false, "it is another officer")]
    public void Whom_nothing_keeps_is_free(int minutes, bool isSame, string why) =>
        OfficersTime.RefusalOf([Slot(Eva).Registered(Booking("Anna"))], [Slot(isSame ? Eva : HostId.New(), minutes).Registered(Booking("Bo"))]).ShouldBeNull(why);

    [Fact]
    public async Task Of_all_who_book_overlapping_slots_at_once_on_two_instances_one_gets_the_officer()
    {
        await using var another = await service.StartAnotherAsync<Program>();
        HttpClient[] instances = [service.Http, another.Http];
        for (var round = 0; round < 5; round++)
        {
            var host = HostId.New();
            var slots = await ReleasedAsync(Released(host, 0), Released(host, 10), Released(host, 15));
            foreach (var slot in slots)
            {
                await Eventually.TrueAsync(async () => (await another.Http.GetAsync($"/api/v1/activities/{slot}/availability")).IsSuccessStatusCode);
            }

            var answers = await Task.WhenAll(Enumerable.Range(0, 9).Select(i => BookAsync(instances[i % 2], slots[i % 3], $"p{i}@example.se")));

            var got = answers.Where(answer => answer.Status == HttpStatusCode.Created && (string)answer.Body["status"]! == "confirmed").ShouldHaveSingleItem();
            answers.Where(answer => (string?)answer.Body["type"] == "urn:businessfocus:problem:officer-taken")
                .ShouldAllBe(answer => (string)answer.Body["takenBy"]! == (string)got.Body["activityId"]! && (string)answer.Body["hostId"]! == host.ToString());
            answers.Count(answer => answer.Status == HttpStatusCode.Conflict).ShouldBe(6, "those of the slot itself wait in line");
        }
    }

    [Fact]
    public async Task No_way_of_booking_takes_an_officer_who_has_another_conversation()
    {
        var host = HostId.New();
        var slots = await ReleasedAsync(Released(host, 0), Released(host, 10), Released(HostId.New(), 60), Released(HostId.New(), 90));
        var (_, anna) = await BookAsync(service.Http, slots[0], "anna@example.se");
        var (_, bo) = await BookAsync(service.Http, slots[2], "bo@example.se");
        using var organiser = service.As(Roles.Organiser);

        await RefusedAsync(service.Http, $"/api/v1/activities/{slots[1]}/registrations", Body("cia@example.se"));
        await RefusedAsync(service.Http, "/api/v1/registrations", new { activityIds = new[] { slots[3], slots[1] }, contact = Contact("cia@example.se"), consent = true });
        await RefusedAsync(service.Http, $"/api/v1/registrations/{bo["id"]}/move?token={Uri.EscapeDataString((string)bo["manageToken"]!)}", new { activityId = slots[1] });
        await RefusedAsync(organiser, $"/api/v1/activities/{slots[1]}/registrations", new { contact = Contact("cia@example.se"), consent = true, @override = new { reason = "Hon ringde." } });
        await RefusedAsync(organiser, $"/api/v1/activities/{slots[1]}/walk-ins", new { name = "Cia", @override = new { reason = "Hon står här." } });

        // Who has the officer may choose the other time; and whoever cancels makes them free.
        var moved = await SendAsync(service.Http, $"/api/v1/registrations/{anna["id"]}/move?token={Uri.EscapeDataString((string)anna["manageToken"]!)}", new { activityId = slots[1] });
        moved.Status.ShouldBe(HttpStatusCode.OK, moved.Body.ToJsonString());
        (await BookAsync(service.Http, slots[0], "dan@example.se")).Status.ShouldBe(HttpStatusCode.Conflict);
        (await service.Http.DeleteAsync($"/api/v1/registrations/{moved.Body["id"]}?token={Uri.EscapeDataString((string)moved.Body["manageToken"]!)}")).EnsureSuccessStatusCode();
        (await BookAsync(service.Http, slots[0], "dan@example.se")).Status.ShouldBe(HttpStatusCode.Created);

        async Task RefusedAsync(HttpClient asker, string path, object body)
        {
            var (status, problem) = await SendAsync(asker, path, body);
            status.ShouldBe(HttpStatusCode.Conflict, $"{path}: {problem.ToJsonString()}");
            ((string)problem["type"]!, (string)problem["activityId"]!, (string)problem["takenBy"]!).ShouldBe(
                ("urn:businessfocus:problem:officer-taken", slots[1].ToString(), slots[0].ToString()), path);
        }
    }

    private async Task<Guid[]> ReleasedAsync(params ActivityState[] slots)
    {
        foreach (var slot in slots)
        {
            await service.Bus.PublishAsync(new ActivityReleased(slot));
            await Eventually.TrueAsync(async () => (await service.Http.GetAsync($"/api/v1/activities/{slot.Id}/availability")).IsSuccessStatusCode);
        }

        return [.. slots.Select(slot => slot.Id.Value)];
    }

    private static Task<(HttpStatusCode Status, JsonNode Body)> BookAsync(HttpClient asker, Guid slot, string email) =>
        SendAsync(asker, $"/api/v1/activities/{slot}/registrations", Body(email));

    private static async Task<(HttpStatusCode Status, JsonNode Body)> SendAsync(HttpClient asker, string path, object body)
    {
        using var answer = await asker.PostAsJsonAsync(path, body);
        return (answer.StatusCode, (await answer.Content.ReadFromJsonAsync<JsonNode>())!);
    }

    private static object Body(string email) => new { contact = Contact(email), consent = true };

    private static object Contact(string email) => new { name = "Anna", email };

    private static ActivityState Released(HostId host, int minutes) => Given.Released(ActivityId.New(), capacity: 1) with
    {
        Kind = ActivityKind.OpenHouse,
        HostIds = [host],
        StartsAt = Starts.AddMinutes(minutes),
        EndsAt = Starts.AddMinutes(minutes + 20),
    };

    private static ActivitySeats Slot(HostId host, int minutes = 0) => Activity(Facts(capacity: 1) with
    {
        Kind = ActivityKind.OpenHouse,
        Hosts = [host],
        StartsAt = Now.AddDays(30).AddMinutes(minutes),
        EndsAt = Now.AddDays(30).AddMinutes(minutes + 20),
    });
}
