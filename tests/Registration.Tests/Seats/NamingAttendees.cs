using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Registration.CheckIns;
using BusinessFocus.Registration.Seats;
using BusinessFocus.Testing;
using Shouldly;
using Xunit;
using static BusinessFocus.Registration.Tests.Given;

namespace BusinessFocus.Registration.Tests.Seats;

/// <summary>A group says who comes, each with a ticket of their own. How many seats it has is another matter.</summary>
public sealed class NamingAttendees(RunningRegistration running) : IClassFixture<RunningRegistration>
{
    private static readonly Attendee Ada = Named("Ada");
    private static readonly Attendee Ben = Named("Ben");
    private static readonly Attendee Cia = Named("Cia");

    private readonly RunningService service = running.Service;

    [Fact]
    public void Names_change_no_seats_and_who_is_the_same_keeps_the_ticket()
    {
        var anna = Booking("Anna", seats: 3);
        var seats = Activity(capacity: 5).Registered(anna);
        var named = seats.Then(NameAttendees.Decide(seats, anna.Id, [Ada, Ben]));

        var replaced = named.Then(NameAttendees.Decide(named, anna.Id, [Named("Ada"), Cia]));

        replaced.Allocations[anna.Id].Booking.Attendees.ShouldBe([Ada, Cia]);
        (replaced.Tally, replaced.SeatsOfCompany).ShouldBe((seats.Tally, seats.SeatsOfCompany));
        NameAttendees.Decide(named, anna.Id, [Named("Ada"), Named("Ben")]).Events.ShouldBeEmpty();
        NameAttendees.Decide(named, anna.Id, [Ada, Ben, Cia, Named("Dan")]).Refusal!.Problem.ShouldBe(SeatProblems.MoreNamesThanSeats);
        NameAttendees.Decide(named, anna.Id, [Named("Ada"), Named("Ada")]).Events.ShouldHaveSingleItem()
            .ShouldBeOfType<AttendeesNamed>().Booking.Attendees!.Count(each => each == Ada).ShouldBe(1, "two may have the same name");
        new AttendeesNamed(replaced.Allocations[anna.Id].Booking).Forgotten().Booking.Attendees.ShouldBeNull();
    }

    [Fact]
    public void A_group_that_becomes_smaller_loses_the_unnamed_first_and_else_says_who_leaves()
    {
        var anna = Booking("Anna", seats: 3);
        var seats = Activity(capacity: 5).Registered(anna);
        seats = seats.Then(NameAttendees.Decide(seats, anna.Id, [Ada, Ben]));

        seats.Then(Resize.Decide(seats, anna.Id, 2, CancelledBy.Contact, Now)).Allocations[anna.Id].Booking.Attendees.ShouldBe([Ada, Ben]);
        Resize.Decide(seats, anna.Id, 1, CancelledBy.Contact, Now).Refusal!.Problem.ShouldBe(SeatProblems.SayWhoLeaves);
        seats.Then(Resize.Decide(seats, anna.Id, 1, CancelledBy.Contact, Now, [Ada.Id])).Allocations[anna.Id].Booking.Attendees.ShouldBe([Ben]);
    }

    [Fact]
    public void Each_comes_once_by_their_own_ticket_and_the_groups_lets_in_who_is_left()
    {
        var (seats, anna) = AtTheDoor();
        seats = seats.Then(Read(seats, anna, Ada));
        Read(seats, anna, Ada).Refusal!.Problem.ShouldBe(SeatProblems.AlreadyCheckedIn);

        var rest = Read(seats, anna, null);

        var came = rest.Events.ShouldHaveSingleItem().ShouldBeOfType<CheckedIn>();
        (came.Seats, came.Present).ShouldBe((2, 3));
        seats = seats.Then(rest);
        Read(seats, anna, Ben).Refusal!.Problem.ShouldBe(SeatProblems.AlreadyCheckedIn, "all seats are taken");
        Read(seats, anna, null).Refusal!.Problem.ShouldBe(SeatProblems.AlreadyCheckedIn);
    }

    [Fact]
    public void Who_was_replaced_is_told_so_and_who_has_come_cannot_be()
    {
        var (seats, anna) = AtTheDoor();
        seats = seats.Then(Read(seats, anna, Ada));

        NameAttendees.Decide(seats, anna.Id, [Ben]).Refusal!.Problem.ShouldBe(SeatProblems.CameAlready);
        seats = seats.Then(NameAttendees.Decide(seats, anna.Id, [Ada, Cia]));

        Read(seats, anna, Ben).Refusal!.Problem.ShouldBe(SeatProblems.TicketReplaced);
        Read(seats, anna, Cia).Events.ShouldHaveSingleItem();
    }

    [Fact]
    public void One_check_in_is_undone_and_the_others_stay()
    {
        var (seats, anna) = AtTheDoor();
        seats = seats.Then(Read(seats, anna, Ada));
        seats = seats.Then(Read(seats, anna, Ben));

        UndoCheckIn.Decide(seats, anna.Id, Now, Cia.Id).Refusal!.Problem.ShouldBe(SeatProblems.NotCheckedIn);
        seats = seats.Then(UndoCheckIn.Decide(seats, anna.Id, Now, Ada.Id));

        (seats.Allocations[anna.Id].Came, seats.Allocations[anna.Id].CheckedInAt is not null).ShouldBe((1, true));
        Read(seats, anna, Ada).Events.ShouldHaveSingleItem();
        seats = seats.Then(UndoCheckIn.Decide(seats, anna.Id, Now));
        (seats.Allocations[anna.Id].Came, seats.Allocations[anna.Id].CheckedInAt, seats.Allocations[anna.Id].CameByName.Count).ShouldBe((0, null, 0));
    }

    [Fact]
    public async Task Of_two_who_name_the_same_group_the_second_is_refused_whatever_happens_at_the_activity()
    {
        var activity = await ReleaseAsync();
        var anna = await RegisterAsync("anna");
        var link = $"/api/v1/registrations/{anna["id"]}/attendees?token={anna["manageToken"]}";
        var read = (await service.Http.GetAsync(link)).Headers.ETag!.ToString();
        await RegisterAsync("bo");

        var (first, second) = (await NameAsync("Ada", read), await NameAsync("Ben", read));

        (first.StatusCode, second.StatusCode).ShouldBe((HttpStatusCode.OK, HttpStatusCode.PreconditionFailed));
        (await NameAsync("Cia", first.Headers.ETag!.ToString())).StatusCode.ShouldBe(HttpStatusCode.OK);

        async Task<JsonNode> RegisterAsync(string name)
        {
            using var made = await service.Http.PostAsJsonAsync(
                $"/api/v1/activities/{activity}/registrations", new { contact = new { name, email = $"{name}@example.se" }, seats = 2, consent = true });
            return (await made.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonNode>())!;
        }

        async Task<HttpResponseMessage> NameAsync(string name, string tag)
        {
            using var request = new HttpRequestMessage(HttpMethod.Put, link) { Content = JsonContent.Create(new { attendees = new[] { new { name } } }) };
            request.Headers.TryAddWithoutValidation("If-Match", tag);
            return await service.Http.SendAsync(request);
        }
    }

    [Fact]
    public async Task The_tickets_open_the_door_by_themselves_also_after_a_move()
    {
        var organiser = service.As(Roles.Organiser);
        var (first, second) = (await ReleaseAsync(), await ReleaseAsync());
        using var made = await service.Http.PostAsJsonAsync(
            $"/api/v1/activities/{first}/registrations", new { contact = new { name = "Anna", email = "anna@example.se" }, seats = 3, consent = true });
        var anna = (await made.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonNode>())!;
        var link = $"/api/v1/registrations/{anna["id"]}/attendees?token={anna["manageToken"]}";
        var before = await NameAsync("Ada", "Ben");
        var after = await NameAsync("Ada", "Cia");
        (after["unnamed"]!.GetValue<int>(), (string)after["attendees"]![0]!["ticket"]!).ShouldBe((1, (string)before["attendees"]![0]!["ticket"]!));
        var picture = await service.Http.GetAsync($"/api/v1/registrations/{anna["id"]}/attendees/{after["attendees"]![0]!["id"]}/ticket.png?token={anna["manageToken"]}");
        picture.Content.Headers.ContentType!.MediaType.ShouldBe("image/png");
        (await service.Http.PostAsJsonAsync($"/api/v1/registrations/{anna["id"]}/move?token={anna["manageToken"]}", new { activityId = second.Value })).EnsureSuccessStatusCode();

        var ada = await ReadAsync((string)after["attendees"]![0]!["ticket"]!);

        ((string)ada["name"]!, (string)ada["activityId"]!, ada["seats"]!.GetValue<int>()).ShouldBe(("Ada", second.ToString(), 1));
        var told = await service.Bus.NextAsync<AttendanceRecorded>(each => each.ActivityId == second);
        (told.Seats, told.SeatsPresent, told.AttendeeId.ToString()).ShouldBe((1, 1, (string)after["attendees"]![0]!["id"]!));
        var refused = await organiser.PostAsJsonAsync("/api/v1/check-ins", new { ticket = (string)before["attendees"]![1]!["ticket"]! });
        (await refused.Content.ReadAsStringAsync()).ShouldContain("ticket-replaced");
        (await organiser.DeleteAsync($"/api/v1/check-ins/{after["attendees"]![0]!["id"]}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await service.Bus.NextAsync<AttendanceRecorded>(each => each.ActivityId == second && !each.Present)).SeatsPresent.ShouldBe(0);

        async Task<JsonNode> NameAsync(params string[] names) =>
            (await (await service.Http.PutAsJsonAsync(link, new { attendees = names.Select(name => new { name }) })).EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonNode>())!;

        async Task<JsonNode> ReadAsync(string ticket)
        {
            using var answer = await organiser.PostAsJsonAsync("/api/v1/check-ins", new { ticket });
            return (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonNode>())!;
        }
    }

    [Fact]
    public async Task Who_is_named_in_the_registration_itself_has_a_ticket_at_once_that_opens_the_door()
    {
        var organiser = service.As(Roles.Organiser);
        var (activity, other) = (await ReleaseAsync(), await ReleaseAsync());

        var anna = await RegisterAsync(new { contact = Contact("anna"), consent = true, attendees = Names("Ada", "Ben") }, HttpStatusCode.Created);
        (anna["seats"]!.GetValue<int>(), anna["attendees"]!.AsArray().Count).ShouldBe((2, 2), "as many seats as names");
        var bo = await RegisterAsync(new { contact = Contact("bo"), consent = true, seats = 3, attendees = Names("Cia") }, HttpStatusCode.Created);
        bo["seats"]!.GetValue<int>().ShouldBe(3);
        var waiting = await RegisterAsync(new { contact = Contact("cilla"), consent = true, attendees = Names("Dan", "Eva") }, HttpStatusCode.Created);
        ((string)waiting["status"]!, waiting["attendees"]![0]!["ticket"]).ShouldBe(("waitlisted", null));

        // Who asks again for what somebody has is shown nothing that opens anything, and changes nobody's name.
        var again = await RegisterAsync(new { contact = Contact("anna"), consent = true, attendees = Names("Mallory") }, HttpStatusCode.OK);
        again["attendees"].ShouldBeNull();
        using var named = await service.Http.GetAsync($"/api/v1/registrations/{anna["id"]}/attendees?token={anna["manageToken"]}");
        (await named.Content.ReadAsStringAsync()).ShouldNotContain("Mallory");

        using var came = await organiser.PostAsJsonAsync("/api/v1/check-ins", new { ticket = (string)anna["attendees"]![1]!["ticket"]! });
        ((string)(await came.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonNode>())!["name"]!).ShouldBe("Ben");

        using var desk = await organiser.PostAsJsonAsync(
            $"/api/v1/activities/{other}/desk-registrations", new { name = "Frida", consent = true, attendees = Names("Frida", "Gun") });
        (await desk.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonNode>())!["attendees"]!.AsArray().Count.ShouldBe(2);

        Task<JsonNode> RegisterAsync(object body, HttpStatusCode expected) => PostAsync(service.Http, $"/api/v1/activities/{activity}/registrations", body, expected);
    }

    [Fact]
    public async Task Who_is_named_in_a_registration_for_several_has_a_ticket_at_each()
    {
        var first = await ReleaseAsync();
        var second = ActivityId.New();
        var later = Released(second, capacity: 5);
        await service.Bus.PublishAsync(new ActivityReleased(later with { StartsAt = later.EndsAt.AddHours(1), EndsAt = later.EndsAt.AddHours(2) }));
        await Eventually.TrueAsync(async () => (await service.Http.GetAsync($"/api/v1/activities/{second}/availability")).IsSuccessStatusCode);

        var made = await PostAsync(
            service.Http, "/api/v1/registrations", new { activityIds = new[] { first, second }, contact = Contact("anna"), consent = true, attendees = Names("Ada", "Ben") }, HttpStatusCode.Created);

        var tickets = made["registrations"]!.AsArray().SelectMany(each => each!["attendees"]!.AsArray()).Select(each => (string)each!["ticket"]!).ToList();
        tickets.Distinct().Count().ShouldBe(4);
    }

    [Fact]
    public async Task More_names_than_seats_and_names_that_are_none_are_refused_by_field()
    {
        var activity = await ReleaseAsync();
        foreach (var (body, field) in ((object, string)[])[
            (new { contact = Contact("anna"), consent = true, seats = 1, attendees = Names("Ada", "Ben") }, "attendees"),
            (new { contact = Contact("anna"), consent = true, attendees = Names([.. Enumerable.Repeat("Ada", 21)]) }, "attendees"),
            (new { contact = Contact("anna"), consent = true, attendees = Names("Ada", " ") }, "attendees[1].name"),
        ])
        {
            var refused = await PostAsync(service.Http, $"/api/v1/activities/{activity}/registrations", body, HttpStatusCode.BadRequest);
            refused["errors"]!.AsObject().ShouldHaveSingleItem().Key.ShouldBe(field);
        }
    }

    [Fact]
    public void Who_was_named_waits_with_the_group_and_is_forgotten_with_it()
    {
        var anna = Booking("Anna", seats: 2) with { Attendees = [Ada, Ben] };
        var seats = Activity(capacity: 1).Then(Decision.Of(new SeatsWaitlisted(anna, 1)));

        seats.Allocations[anna.Id].Booking.Attendees.ShouldBe([Ada, Ben]);
        anna.Forgotten().Attendees.ShouldBeNull();
    }

    private static object Contact(string name) => new { name, email = $"{name}@example.se" };

    private static object[] Names(params string[] names) => [.. names.Select(name => new { name })];

    private static async Task<JsonNode> PostAsync(HttpClient http, string path, object body, HttpStatusCode expected)
    {
        using var answer = await http.PostAsJsonAsync(path, body);
        var text = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(expected, text);
        return JsonNode.Parse(text)!;
    }

    private async Task<ActivityId> ReleaseAsync()
    {
        var id = ActivityId.New();
        await service.Bus.PublishAsync(new ActivityReleased(Soon(Released(id, capacity: 5))));
        await Eventually.TrueAsync(async () => (await service.Http.GetAsync($"/api/v1/activities/{id}/availability")).IsSuccessStatusCode);
        return id;
    }

    private static Attendee Named(string name) => new(AttendeeId.New(), name, $"ticket of {name}");

    /// <summary>A group of three, of whom two are named, and the door is open.</summary>
    private static (ActivitySeats Seats, Booking Anna) AtTheDoor()
    {
        var anna = Booking("Anna", seats: 3);
        var seats = Today(capacity: 5).Registered(anna);
        return (seats.Then(NameAttendees.Decide(seats, anna.Id, [Ada, Ben])), anna);
    }

    private static Decision Read(ActivitySeats seats, Booking booking, Attendee? attendee) =>
        CheckIn.Decide(seats, new CheckIn.Scan(booking.Id, null, Now, "A", null, Attendee: attendee?.Id), _ => null);
}
