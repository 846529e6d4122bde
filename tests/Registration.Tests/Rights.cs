using System.Net.Http.Json;
using System.Text.Json.Nodes;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Domain.People;
using BusinessFocus.Registration.Keys;
using BusinessFocus.Testing;
using BusinessFocus.Testing.Rights;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BusinessFocus.Registration.Tests;

/// <summary>API1, API2, API3 and API5:2023: who may make which call, and by which token or link nobody may.</summary>
public sealed class Rights
{
    private static readonly string Table = CallsAndRoles.TableOf("Registration.Tests");

    private static readonly object Invitation = new { editionId = Given.Edition, from = "Företagarna", text = new { sv = "Kom!", en = "Come!" }, segment = new { } };

    [Fact]
    public void Every_call_has_a_row() => CallsAndRoles.EveryCallShouldHaveARow("registration", Table);

    [Fact]
    public async Task Every_call_is_answered_as_its_row_says()
    {
        await using var service = await RunningService.StartAsync<Program>("registration", new Dictionary<string, string?> { ["Municipality"] = "lerum" });
        var activity = ActivityId.New();
        await service.Bus.PublishAsync(new ActivityReleased(Given.Released(activity, capacity: 5)));
        await Eventually.TrueAsync(async () => (await service.Http.GetAsync($"/api/v1/activities/{activity}/availability")).IsSuccessStatusCode);
        var (anna, bo, cilla) = (await RegisterAsync("anna"), await RegisterAsync("bo"), await RegisterAsync("cilla"));
        var host = HostId.New().ToString();
        var (keys, bosContact) = (service.Services.GetRequiredService<RegistrationKeys>(), ContactIds.Of("bo@example.se"));

        await new CallsAndRoles("registration", Table, service, new WhatIsAskedFor
        {
            Host = host,
            Door = activity.ToString(),
            Addresses = new Dictionary<string, string>
            {
                ["/api/v1/activities/{id}"] = $"/api/v1/activities/{activity}",
                ["/api/v1/editions/{id}"] = $"/api/v1/editions/{Given.Edition}",
                ["/api/v1/editions/{idOrSlug}"] = $"/api/v1/editions/{Given.Edition}",
                ["/api/v1/registrations/{id}"] = $"/api/v1/registrations/{anna.Id}",
                ["/api/v1/registrations/{id}/attendees/{attendeeId}"] = $"/api/v1/registrations/{anna.Id}/attendees/{await NameAsync(anna)}",
                ["/api/v1/check-ins/{id}"] = $"/api/v1/check-ins/{anna.Id}",
                ["/api/v1/associations/{id}"] = "/api/v1/associations/foretagarna",
                ["/api/v1/municipalities/{municipality}"] = "/api/v1/municipalities/lerum",
                ["/api/v1/municipalities/{municipality}/companies/{company}"] = "/api/v1/municipalities/lerum/companies/5561777631",
                ["/api/v1/hosts/{id}"] = $"/api/v1/hosts/{host}",
                ["/api/v1/hosts/{id}/conversations/{registrationId}"] = $"/api/v1/hosts/{host}/conversations/{anna.Id}",
            },
            Links = new Dictionary<string, Link>
            {
                ["/api/v1/registrations/{id}"] = new($"/api/v1/registrations/{bo.Id}", bo.Token, cilla.Token),
                ["/api/v1/registrations/{id}/attendees/{attendeeId}"] =
                    new($"/api/v1/registrations/{bo.Id}/attendees/{await NameAsync(bo)}", bo.Token, cilla.Token),
                ["/api/v1/my"] = new("/api/v1/my", OwnToken.For(bosContact, keys), bo.Token),
                ["/api/v1/my/calendar.ics"] = new("/api/v1/my/calendar.ics", OwnToken.ForCalendar(bosContact, keys), OwnToken.For(bosContact, keys)),
            },
            Queries = new Dictionary<string, string> { ["associationReach"] = $"edition={Given.Edition}", ["listInvitations"] = $"edition={Given.Edition}", ["memberSegments"] = $"edition={Given.Edition}", ["findAttendees"] = "search=anna", ["previewMove"] = $"activityId={activity}", ["readRegistrations"] = $"ids={anna.Id}" },
            Bodies = new Dictionary<string, object>
            {
                ["moveRegistration"] = new { activityId = activity.Value },
                ["resizeRegistration"] = new { seats = 1 },
                ["nameAttendees"] = new { attendees = new[] { new { name = "Cia" } } },
                ["changeContact"] = new { name = "Anna" },
                ["handOverRegistration"] = new { name = "Dan", email = "dan@example.se" },
                ["checkInAttendee"] = new { id = anna.Id },
                ["checkIn"] = new { ticket = "x", activityId = activity.Value },
                ["setMemberColumns"] = new { columns = new Dictionary<string, string> { ["Kund"] = "name" } },
                ["inviteMembers"] = Invitation,
                ["previewInvitation"] = Invitation,
                ["openConversationFollowUp"] = new { message = "Ring om skylten" },
                ["setVisitedCompany"] = new { name = "Ett" },
                ["uploadScans"] = new { door = "A", activityId = activity.Value, scans = new[] { new { nonce = "1", ticket = "x", at = DateTimeOffset.UtcNow } } },
            },
        }).ShouldBeAsTheTableSaysAsync();

        async Task<string> NameAsync((string Id, string Token) registration)
        {
            using var answer = await service.Http.PutAsJsonAsync(
                $"/api/v1/registrations/{registration.Id}/attendees?token={registration.Token}", new { attendees = new[] { new { name = "Cia" } } });
            return (string)(await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonNode>())!["attendees"]![0]!["id"]!;
        }

        async Task<(string Id, string Token)> RegisterAsync(string name)
        {
            using var answer = await service.Http.PostAsJsonAsync(
                $"/api/v1/activities/{activity}/registrations", new { contact = new { name, email = $"{name}@example.se" }, seats = 1, company = new { organisationNumber = "556177-7631" }, consent = true });
            var made = (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonNode>())!;
            return ((string)made["id"]!, (string)made["manageToken"]!);
        }
    }
}
