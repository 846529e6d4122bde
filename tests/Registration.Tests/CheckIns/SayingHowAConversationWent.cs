using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Registration.CheckIns;
using BusinessFocus.Registration.Privacy;
using BusinessFocus.Registration.Seats;
using BusinessFocus.Testing;
using Npgsql;
using Shouldly;
using Xunit;

namespace BusinessFocus.Registration.Tests.CheckIns;

/// <summary>An officer says who came, what it led to and what is left to do: given, when, then.</summary>
public sealed class SayingHowAConversationWent
{
    private static readonly HostId Eva = HostId.New();
    private static readonly MarkConversation.Request Came = new(HasCome: true, ConversationOutcome.Promised, "Ringer om skylten");
    private static readonly Booking Anna = Given.Booking("Anna", seats: 2);

    [Fact]
    public void Who_came_is_checked_in_once_and_who_did_not_after_all_is_not()
    {
        var slot = Slot();
        var decision = Mark(slot, Came);
        decision.Events.Select(each => each.GetType()).ShouldBe([typeof(CheckedIn), typeof(ConversationMarked)]);
        decision.Events.OfType<CheckedIn>().Single().Seats.ShouldBe(2);

        var marked = slot.Then(decision);
        Mark(marked, Came).Events.ShouldBeEmpty("the same again");
        Mark(marked, Came with { Note = "Ringer på måndag" }).Events.ShouldHaveSingleItem().ShouldBeOfType<ConversationMarked>();
        Mark(marked, Came with { HasCome = null }).Events.OfType<CheckInUndone>().ShouldBeEmpty("what is not said stays as it was counted");

        var absent = Mark(marked, new MarkConversation.Request(HasCome: false));
        absent.Events.Select(each => each.GetType()).ShouldBe([typeof(CheckInUndone), typeof(ConversationMarked)]);
        var seen = ConversationView.Of(marked.Then(absent), marked.Then(absent).Allocations[Anna.Id]);
        (seen.HasCome, seen.CheckedInAt, seen.Outcome, seen.OutcomeNote).ShouldBe((false, null, null, null));
    }

    [Fact]
    public void Whoever_came_through_a_door_is_not_counted_again()
    {
        var slot = Slot();
        slot = slot.Then(CheckIn.Decide(slot, new CheckIn.Scan(Anna.Id, 1, Given.Now, "Entré", null), _ => null));

        Mark(slot, Came).Events.ShouldHaveSingleItem().ShouldBeOfType<ConversationMarked>();
    }

    [Fact]
    public void It_can_be_said_days_later_but_not_before_and_by_nobody_else()
    {
        var slot = Slot();
        Mark(slot, Came, at: slot.Facts!.EndsAt.AddDays(5)).Refusal.ShouldBeNull();
        Mark(slot, Came, at: slot.Facts.StartsAt.AddHours(-2)).Refusal!.Problem.ShouldBe(SeatProblems.NotBegun);
        MarkConversation.Decide(slot, Anna.Id, HostId.New(), Came, _ => null, Given.Now).Refusal!.Problem.ShouldBe(SeatProblems.NoSuchRegistration);
        Mark(Slot(ActivityKind.Seminar), Came).Refusal!.Problem.ShouldBe(SeatProblems.NoSuchRegistration);
        MarkConversation.Decide(slot, RegistrationId.New(), Eva, Came, _ => null, Given.Now).Refusal!.Problem.ShouldBe(SeatProblems.NoSuchRegistration);

        var cancelled = slot.Then(Decision.Of(new SeatsCancelled(Anna, CancelledBy.Contact, null)));
        Mark(cancelled, Came).Refusal!.Problem.ShouldBe(SeatProblems.NotConfirmed);
    }

    [Fact]
    public void What_is_left_is_one_case_and_says_nothing_once_they_are_forgotten()
    {
        var slot = Slot();
        var (id, asked) = (FollowUpId.New(), new OpenConversationFollowUp.Request("Ring om skylten", " bygglov "));
        var opened = slot.Then(Open(slot, id, asked));
        opened.Allocations[Anna.Id].FollowUp.ShouldBe(new OpenedFollowUp(id, "bygglov", "Ring om skylten"));
        Open(opened, FollowUpId.New(), asked).Events.ShouldBeEmpty("the same again is the same case");
        var other = Open(opened, FollowUpId.New(), asked with { Message = "Ring om altanen" }).Refusal!;
        (other.Problem, other.Facts!["followUpId"]).ShouldBe((SeatProblems.FollowUpOpened, (object)id));

        var forgotten = opened.Then(Mark(opened, Came)).Then(ForgetPerson.Decide(opened, [Anna.Id], Given.Now.AddDays(9)));
        var left = forgotten.Allocations[Anna.Id];
        (left.Mark!.Note, left.FollowUp!.Message, left.FollowUp.Topic, left.Mark.Outcome).ShouldBe((null, "", null, ConversationOutcome.Promised));
        Mark(forgotten, Came).Refusal!.Problem.ShouldBe(SeatProblems.NoSuchRegistration);
    }

    private static ActivitySeats Slot(ActivityKind kind = ActivityKind.OpenHouse)
    {
        var facts = Given.Facts(2) with { Kind = kind, Hosts = [Eva], StartsAt = Given.Now.AddMinutes(30), EndsAt = Given.Now.AddMinutes(60) };
        return Given.Activity(facts).Registered(Anna);
    }

    private static Decision Mark(ActivitySeats seats, MarkConversation.Request said, DateTimeOffset? at = null) =>
        MarkConversation.Decide(seats, Anna.Id, Eva, said, _ => null, at ?? Given.Now);

    private static Decision Open(ActivitySeats seats, FollowUpId id, OpenConversationFollowUp.Request said) =>
        OpenConversationFollowUp.Decide(seats, Anna.Id, Eva, id, said, "eva", Given.Now);
}

/// <summary>The same on a real PostgreSQL and RabbitMQ.</summary>
public sealed class ServingAConversation : IAsyncLifetime
{
    private readonly HostId eva = HostId.New();
    private RunningService service = null!;

    public async ValueTask InitializeAsync() => service = await RunningService.StartAsync<Program>("registration");

    public ValueTask DisposeAsync() => service.DisposeAsync();

    [Fact]
    public async Task An_officer_marks_their_own_conversation_and_opens_one_case_that_feedback_hears_of()
    {
        var (activity, id) = await BookAsync();
        var (own, path) = (service.AsHost(eva.ToString()), $"/api/v1/hosts/{eva}/conversations/{id}");
        var marks = new { hasCome = true, outcome = "promised", note = "Ringer om skylten" };

        (await service.As(Roles.Organiser).PutAsJsonAsync(path, marks)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await service.AsHost(HostId.New().ToString()).PutAsJsonAsync(path, marks)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        var stranger = HostId.New();
        (await service.AsHost(stranger.ToString()).PutAsJsonAsync($"/api/v1/hosts/{stranger}/conversations/{id}", marks)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await own.PutAsJsonAsync(path, new { outcome = "lovade" })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);

        var marked = await own.PutAsJsonAsync(path, marks);
        marked.StatusCode.ShouldBe(HttpStatusCode.OK, await marked.Content.ReadAsStringAsync());
        var seen = (await own.GetFromJsonAsync<JsonArray>($"/api/v1/hosts/{eva}/conversations"))!.ShouldHaveSingleItem()!;
        (seen["hasCome"]!.GetValue<bool>(), seen["outcome"]!.GetValue<string>(), seen["outcomeNote"]!.GetValue<string>()).ShouldBe((true, "promised", "Ringer om skylten"));
        var attendance = await service.Bus.NextAsync<AttendanceRecorded>();
        (attendance.RegistrationId, attendance.ActivityId, attendance.Present).ShouldBe((id, activity, true));

        var asked = new { message = "Ring om skylten", topic = "bygglov" };
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => own.PostAsJsonAsync($"{path}/follow-up", asked)));
        answers.ShouldAllBe(each => each.StatusCode == HttpStatusCode.Accepted);
        var opened = await Task.WhenAll(answers.Select(async each => (await each.Content.ReadFromJsonAsync<JsonNode>())!["followUpId"]!.GetValue<string>()));
        var told = await service.Bus.NextAsync<ConversationFollowUpRequested>();
        (told.FollowUpId.ToString(), told.Message, told.Topic, told.RegistrationId).ShouldBe((opened.Distinct().Single(), "Ring om skylten", "bygglov", id));
        (await own.PostAsJsonAsync($"{path}/follow-up", new { message = "Något annat" })).StatusCode.ShouldBe(HttpStatusCode.Conflict);

        await service.As(Roles.DataProtectionOfficer).PostAsJsonAsync("/api/v1/privacy/erasure", new { email = "anna@example.se" });
        await Eventually.TrueAsync(async () => await StoredAsync("skylten") == 0);
        (await own.PutAsJsonAsync(path, marks)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private async Task<(ActivityId Activity, RegistrationId Id)> BookAsync()
    {
        var activity = ActivityId.New();
        await service.Bus.PublishAsync(new ActivityReleased(Given.Soon(Given.Released(activity, 1)) with { Kind = ActivityKind.OpenHouse, HostIds = [eva] }));
        await Eventually.TrueAsync(async () => (await service.Http.GetAsync($"/api/v1/activities/{activity}/availability")).IsSuccessStatusCode);
        var booked = await service.Http.PostAsJsonAsync(
            $"/api/v1/activities/{activity}/registrations", new { contact = new { name = "anna", email = "anna@example.se" }, consent = true });
        booked.StatusCode.ShouldBe(HttpStatusCode.Created, await booked.Content.ReadAsStringAsync());
        return (activity, RegistrationId.From(Guid.Parse((await booked.Content.ReadFromJsonAsync<JsonNode>())!["id"]!.GetValue<string>())));
    }

    private async Task<long> StoredAsync(string text)
    {
        await using var connection = new NpgsqlConnection(service.ConnectionString);
        await connection.OpenAsync();
        await using var count = new NpgsqlCommand("select count(*) from mt_events where strpos(data::text, $1) > 0", connection) { Parameters = { new() { Value = text } } };
        return (long)(await count.ExecuteScalarAsync())!;
    }
}
