using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Testing;
using Shouldly;
using Xunit;

namespace BusinessFocus.Registration.Tests.Seats;

/// <summary>A registration goes to another address, on a real PostgreSQL and RabbitMQ.</summary>
public sealed class HandingOverByMail : IAsyncLifetime
{
    private RunningService service = null!;

    public async ValueTask InitializeAsync() => service = await RunningService.StartAsync<Program>("registration");

    public ValueTask DisposeAsync() => service.DisposeAsync();

    [Fact]
    public async Task Who_reads_the_mail_of_the_new_address_has_it_by_another_ticket_and_link_and_the_first_ones_are_no_good()
    {
        var activity = ActivityId.New();
        await service.Bus.PublishAsync(new ActivityReleased(Given.Soon(Given.Released(activity, capacity: 2))));
        await Eventually.TrueAsync(async () => (await service.Http.GetAsync($"/api/v1/activities/{activity}/availability")).IsSuccessStatusCode);
        var registered = await service.Http.PostAsJsonAsync(
            $"/api/v1/activities/{activity}/registrations", new { contact = new { name = "Anna", email = "anna@example.se" }, seats = 2, consent = true });
        var anna = (await registered.Content.ReadFromJsonAsync<JsonNode>())!;
        var named = await service.Http.PutAsJsonAsync(LinkOf(anna, "attendees"), new { attendees = new[] { new { name = "Cia" } } });
        var cia = (await named.Content.ReadFromJsonAsync<JsonNode>())!["attendees"]![0]!;

        (await service.Http.PostAsJsonAsync($"/api/v1/registrations/{Text(anna, "id")}/hand-over", new { name = "Bo", email = "bo@example.se" })).StatusCode.ShouldBe(HttpStatusCode.NotFound, "without the link");
        (await service.Http.PostAsJsonAsync(LinkOf(anna, "hand-over"), new { name = "Bo", email = "bo" })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await service.Http.PostAsJsonAsync(LinkOf(anna, "hand-over"), new { name = "Anna", email = "ANNA@example.se" })).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        var asked = await service.Http.PostAsJsonAsync(LinkOf(anna, "hand-over"), new { name = "Bo", email = "bo@example.se" });
        asked.StatusCode.ShouldBe(HttpStatusCode.Accepted, await asked.Content.ReadAsStringAsync());
        (await service.Http.GetFromJsonAsync<JsonNode>(LinkOf(anna)))!["status"]!.GetValue<string>().ShouldBe("confirmed");

        var letter = await service.Bus.NextAsync<RegistrationHeld>();
        letter.Contact.Email.ShouldBe("bo@example.se");
        var confirmed = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => service.Http.PostAsync($"/api/v1/held-registrations/{letter.ConfirmToken}", null)));
        confirmed.ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.OK);
        var bo = (await confirmed[0].Content.ReadFromJsonAsync<JsonNode>())!["registrations"]![0]!;

        (await service.Bus.NextAsync<RegistrationCancelled>()).Registration.Contact.Email.ShouldBe("anna@example.se");
        var told = (await service.Bus.NextAsync<RegistrationConfirmed>(each => each.Registration.Contact.Email == "bo@example.se")).Registration;
        (told.Id.ToString(), told.Seats, told.Ticket).ShouldBe((Text(bo, "id"), 2, Text(bo, "ticket")));
        (await service.Http.GetFromJsonAsync<JsonNode>(LinkOf(anna)))!["status"]!.GetValue<string>().ShouldBe("cancelled");
        (await service.Http.PutAsJsonAsync(LinkOf(anna, "contact"), new { name = "Anna" })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await service.Http.GetAsync(LinkOf(bo))).StatusCode.ShouldBe(HttpStatusCode.OK);

        var door = service.AsDoor(activity.ToString());
        (await CheckInAsync(Text(anna, "ticket"))).ShouldBe(HttpStatusCode.Conflict);
        (await CheckInAsync(Text(cia, "ticket"))).ShouldBe(HttpStatusCode.OK, "who was named keeps the ticket");
        (await CheckInAsync(Text(bo, "ticket"))).ShouldBe(HttpStatusCode.OK);
        var organiser = service.As(Roles.Organiser);
        (await ExportAsync("bo@example.se")).ShouldBe(1);
        (await ExportAsync("anna@example.se")).ShouldBe(1, "hers that ended");

        async Task<HttpStatusCode> CheckInAsync(string ticket) =>
            (await door.PostAsJsonAsync("/api/v1/check-ins", new { ticket, activityId = activity.Value })).StatusCode;

        async Task<int> ExportAsync(string email) =>
            (await (await organiser.PostAsJsonAsync("/api/v1/privacy/export/registrations", new { email })).Content.ReadFromJsonAsync<JsonNode>())!["registrations"]!.AsArray().Count;
    }

    private static string LinkOf(JsonNode registration, string? what = null) =>
        $"/api/v1/registrations/{Text(registration, "id")}{(what is null ? "" : $"/{what}")}?token={Text(registration, "manageToken")}";

    private static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();
}
