using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Domain.People;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.ServiceDefaults.Audit;
using BusinessFocus.Testing;
using Marten;
using Shouldly;
using Xunit;

namespace BusinessFocus.Registration.Tests;

/// <summary>The service itself, on a real PostgreSQL and RabbitMQ.</summary>
public sealed class RunningTheService(RunningRegistration running) : IClassFixture<RunningRegistration>
{
    private readonly RunningService service = running.Service;

    [Fact]
    public async Task A_registration_is_confirmed_and_told_to_the_others_with_all_they_need()
    {
        var activity = await service.ReleaseAsync(capacity: 1);

        var answer = await RegisterAsync(activity, "Åsa Öberg", "Asa@Example.se");

        answer.StatusCode.ShouldBe(HttpStatusCode.Created);
        var body = (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
        body["status"]!.GetValue<string>().ShouldBe("confirmed");
        var told = (await service.Bus.NextAsync<RegistrationConfirmed>(each => each.Registration.ActivityId == activity)).Registration;
        told.EditionId.ShouldBe(Given.Edition);
        told.Contact.Email.ShouldBe("asa@example.se");
        told.Contact.Name.ShouldBe("Åsa Öberg");
        told.Ticket.ShouldBe(body["ticket"]!.GetValue<string>());
        told.ManageToken.ShouldBe(body["manageToken"]!.GetValue<string>());
        await service.Bus.NextAsync<SeatsChanged>(seats => seats.ActivityId == activity && seats is { Confirmed: 1, Capacity: 1 });
    }

    [Fact]
    public async Task A_cancelled_seat_is_promoted_and_the_link_opens_only_its_own_registration()
    {
        var activity = await service.ReleaseAsync(capacity: 1);
        var anna = await BodyAsync(await RegisterAsync(activity, "Anna", "anna@example.se"));
        var bo = await BodyAsync(await RegisterAsync(activity, "Bo", "bo@example.se"));
        bo["status"]!.GetValue<string>().ShouldBe("waitlisted");

        (await service.Http.DeleteAsync($"/api/v1/registrations/{anna["id"]}?token={bo["manageToken"]}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await service.Http.DeleteAsync($"/api/v1/registrations/{anna["id"]}?token={anna["manageToken"]}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        (await service.Bus.NextAsync<RegistrationPromoted>(each => each.Registration.ActivityId == activity)).Registration.Contact.Name.ShouldBe("Bo");
        (await service.Bus.NextAsync<RegistrationCancelled>(each => each.Registration.ActivityId == activity)).By.ShouldBe(CancelledBy.Contact);
        var read = await service.Http.GetFromJsonAsync<JsonNode>($"/api/v1/registrations/{bo["id"]}?token={bo["manageToken"]}");
        read!["status"]!.GetValue<string>().ShouldBe("confirmed");
    }

    [Fact]
    public async Task Clients_that_race_on_two_instances_never_overbook()
    {
        const int Seats = 50;
        const int Clients = 500;
        var activity = await service.ReleaseAsync(Seats);
        await using var other = await service.StartAnotherAsync<Program>();
        HttpClient[] instances = [service.Http, other.Http];

        var answers = await Task.WhenAll(Enumerable.Range(0, Clients).Select(i => RegisterAsync(activity, $"P{i}", $"p{i}@example.se", instances[i % 2])));

        var statuses = await Task.WhenAll(answers.Select(async answer => (await BodyAsync(answer))["status"]!.GetValue<string>()));
        statuses.Count(status => status == "confirmed").ShouldBe(Seats);
        statuses.Count(status => status == "waitlisted").ShouldBe(Clients - Seats);
        var availability = await other.Http.GetFromJsonAsync<JsonNode>($"/api/v1/activities/{activity}/availability");
        availability!["confirmed"]!.GetValue<int>().ShouldBe(Seats);
        availability["waiting"]!.GetValue<int>().ShouldBe(Clients - Seats);
        await Eventually.TrueAsync(() => Task.FromResult(service.Bus.Heards<RegistrationConfirmed>().Count(each => each.Registration.ActivityId == activity) == Seats));
    }

    [Fact]
    public async Task A_move_is_one_step_for_both_activities()
    {
        var (from, to) = (await service.ReleaseAsync(capacity: 1), await service.ReleaseAsync(capacity: 1));
        var anna = await BodyAsync(await RegisterAsync(from, "Anna", "anna@example.se"));

        var moved = await service.Http.PostAsJsonAsync($"/api/v1/registrations/{anna["id"]}/move?token={anna["manageToken"]}", new { activityId = to.Value });

        moved.StatusCode.ShouldBe(HttpStatusCode.OK, await moved.Content.ReadAsStringAsync());
        (await ConfirmedAsync(from)).ShouldBe(0);
        (await ConfirmedAsync(to)).ShouldBe(1);
        (await service.Bus.NextAsync<RegistrationMoved>(each => each.Registration.ActivityId == to)).From.ShouldBe(from);
    }

    [Fact]
    public async Task A_ticket_opens_the_door_once_and_a_forged_one_never()
    {
        var activity = await service.ReleaseAsync(capacity: 1, Given.Soon);
        var anna = await BodyAsync(await RegisterAsync(activity, "Anna", "anna@example.se"));
        var organiser = service.As(Roles.Organiser);
        var ticket = anna["ticket"]!.GetValue<string>();

        (await organiser.PostAsJsonAsync("/api/v1/check-ins", new { ticket })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await organiser.PostAsJsonAsync("/api/v1/check-ins", new { ticket })).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await organiser.PostAsJsonAsync("/api/v1/check-ins", new { ticket = ticket[..^4] + "AAAA" })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await service.Bus.NextAsync<AttendanceRecorded>(each => each.ActivityId == activity);
        var png = await service.Http.GetByteArrayAsync($"/api/v1/registrations/{anna["id"]}/ticket.png?token={anna["manageToken"]}");
        png.AsSpan(1, 3).SequenceEqual("PNG"u8).ShouldBeTrue();
    }

    [Fact]
    public Task The_interface_is_as_announced() => OpenApiContract.ShouldBeAnnouncedAsync(service, "registration");

    [Fact]
    public void Every_request_is_checked() => CheckedRequests.ShouldBeAll(service.Services, "pushMembers", "changeMembers");

    [Fact]
    public void What_staff_do_about_people_is_audited() => AuditedCalls.ShouldBeAll(service.Services, "confirmRegistration", "listOwnRegistrations", "readOwnRegistrations", "readMemberColumns");

    [Fact]
    public async Task Whom_staff_registered_is_in_the_audit()
    {
        var activity = await service.ReleaseAsync(capacity: 5);
        var body = new { contact = new { name = "Anna", email = "anna@example.se" }, consent = true };

        (await service.Http.PostAsJsonAsync($"/api/v1/activities/{activity}/registrations", new { contact = new { name = "Bo", email = "bo@example.se" }, consent = true }))
            .StatusCode.ShouldBe(HttpStatusCode.Created);
        (await service.As(Roles.Organiser).PostAsJsonAsync($"/api/v1/activities/{activity}/registrations", body)).StatusCode.ShouldBe(HttpStatusCode.Created);
        var visitor = service.AsVisitor(ContactIds.Of("cia@example.se").ToString());
        (await RegisterAsync(activity, "Cia", "cia@example.se", visitor)).StatusCode.ShouldBe(HttpStatusCode.Created, "what people do for themselves is not audited");

        await using var reads = service.Store.QuerySession();
        var act = (await reads.Events.QueryRawEventDataOnly<ActWasAudited>().ToListAsync())
            .Where(each => each.Subjects.Contains($"activities/{activity}"))
            .ShouldHaveSingleItem();
        act.Act.ShouldBe("register");
        act.Subjects.ShouldBe([$"activities/{activity}", $"contacts/{ContactIds.Of("anna@example.se")}"]);
    }

    private Task<HttpResponseMessage> RegisterAsync(ActivityId activity, string name, string email, HttpClient? http = null) =>
        (http ?? service.Http).PostAsJsonAsync(
            $"/api/v1/activities/{activity}/registrations", new { contact = new { name, email }, seats = 1, consent = true });

    private async Task<int> ConfirmedAsync(ActivityId activity) =>
        (await service.Http.GetFromJsonAsync<JsonNode>($"/api/v1/activities/{activity}/availability"))!["confirmed"]!.GetValue<int>();

    private static async Task<JsonNode> BodyAsync(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        return text.Length > 0 ? JsonNode.Parse(text)! : throw new InvalidOperationException($"{answer.StatusCode} without a body");
    }
}
