using System.Buffers.Text;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Domain.People;
using BusinessFocus.Domain.Tokens;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Registration.Members;
using BusinessFocus.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace BusinessFocus.Registration.Tests.CheckIns;

/// <summary>Offers and the door, on a real PostgreSQL and RabbitMQ.</summary>
public sealed class ServingTheDoor(RunningRegistration running) : IClassFixture<RunningRegistration>
{
    private readonly RunningService service = running.Service;
    private readonly HttpClient organiser = running.Service.As(Roles.Organiser);

    /// <summary>Of all addresses of this test.</summary>
    private readonly string domain = $"{Guid.NewGuid():N}.example";

    [Fact]
    public async Task An_offered_seat_is_taken_by_the_link_and_its_course_tells_why()
    {
        var activity = await service.ReleaseAsync(1, state => state with { Rules = new RegistrationRules(OfferMinutes: 60) });
        var anna = await RegisterAsync(activity, "anna");
        var bo = await RegisterAsync(activity, "bo");
        await service.Http.DeleteAsync(LinkOf(anna));

        var offered = await service.Bus.NextAsync<RegistrationOffered>(each => each.Registration.ActivityId == activity);
        offered.Registration.Id.ToString().ShouldBe(Text(bo, "id"));
        offered.Registration.Status.ShouldBe(RegistrationStatus.Offered);
        Text(await ReadAsync(LinkOf(bo)), "status").ShouldBe("offered");

        var taken = await service.Http.PostAsync(LinkOf(bo, "accept"), null);
        Text((await taken.Content.ReadFromJsonAsync<JsonNode>())!, "status").ShouldBe("confirmed");
        await service.Bus.NextAsync<RegistrationPromoted>(each => each.Registration.ActivityId == activity);
        var course = (await ReadAsync(LinkOf(bo, "course"))).AsArray().Select(step => Text(step!, "what"));
        course.ShouldBe(["joined", "offered", "promoted"]);
    }

    [Fact]
    public async Task An_organiser_promotes_by_name_and_gives_an_extra_seat_with_a_reason()
    {
        var activity = await service.ReleaseAsync(1);
        await RegisterAsync(activity, "anna");
        var bo = await RegisterAsync(activity, "bo");

        (await service.Http.PostAsJsonAsync($"/api/v1/registrations/{Text(bo, "id")}/promote", new { reason = "Talare" })).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await organiser.PostAsJsonAsync($"/api/v1/registrations/{Text(bo, "id")}/promote", new { reason = "" })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await organiser.PostAsJsonAsync($"/api/v1/registrations/{Text(bo, "id")}/promote", new { reason = "Talare" })).StatusCode.ShouldBe(HttpStatusCode.OK);

        object Extra(string name) => new { contact = new { name, email = $"{name}@{domain}" }, consent = true, @override = new { reason = "Inbjuden" } };
        (await service.Http.PostAsJsonAsync($"/api/v1/activities/{activity}/registrations", Extra("dan"))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await organiser.PostAsJsonAsync($"/api/v1/activities/{activity}/registrations", Extra("dan"))).StatusCode.ShouldBe(HttpStatusCode.Created);
        (await service.Bus.NextAsync<SeatsChanged>(seats => seats.ActivityId == activity && seats.Confirmed == 3)).Capacity.ShouldBe(1);
    }

    [Fact]
    public async Task A_door_without_a_network_verifies_by_the_public_key_and_its_upload_counts_once()
    {
        var activity = await service.ReleaseAsync(2, Given.Soon);
        var (anna, bo) = (await RegisterAsync(activity, "anna"), await RegisterAsync(activity, "bo"));
        var key = await ReadAsync("/api/v1/tickets/key");
        using var verifier = ECDsa.Create();
        verifier.ImportFromPem(Text(key, "publicKey"));
        var ticket = Base64Url.DecodeFromChars(Text(anna, "ticket"));
        verifier.VerifyData(ticket.AsSpan(0, 16), ticket.AsSpan(16), HashAlgorithmName.SHA256).ShouldBeTrue();

        var file = Path.Combine(service.Services.GetRequiredService<IConfiguration>()["Registration:Keys"]!, "tickets.pub.pem");
        TicketCode.TryRead(Text(anna, "ticket"), new TicketKeys(file, TimeProvider.System).Public, out var read).ShouldBeTrue();
        read.ToString().ShouldBe(Text(anna, "id"));

        await organiser.PostAsJsonAsync("/api/v1/check-ins", new { ticket = Text(bo, "ticket"), door = "Södra" });
        var readAt = DateTimeOffset.UtcNow.AddMinutes(-20);
        var upload = new
        {
            door = "Norra",
            scans = new object[]
            {
                new { nonce = "1", ticket = Text(anna, "ticket"), at = readAt },
                new { nonce = "2", ticket = Text(bo, "ticket"), at = readAt },
                new { nonce = "3", ticket = "forged", at = readAt },
            },
        };
        foreach (var _ in (int[])[1, 2])
        {
            var answer = await (await organiser.PostAsJsonAsync("/api/v1/check-ins/upload", upload)).Content.ReadFromJsonAsync<JsonNode>();
            answer!["scans"]!.AsArray().Select(scan => scan!["problem"]?.GetValue<string>()).ShouldBe([null, "already-checked-in", "not-a-ticket"]);
            answer["scans"]![0]!["checkedInAt"]!.GetValue<DateTimeOffset>().ShouldBe(readAt, TimeSpan.FromMilliseconds(1));
            Text(answer["scans"]![1]!, "door").ShouldBe("Södra");
        }

        (await organiser.DeleteAsync($"/api/v1/check-ins/{Text(bo, "id")}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await service.Bus.NextAsync<AttendanceRecorded>(attendance => attendance.ActivityId == activity && !attendance.Present)).RegistrationId.ToString().ShouldBe(Text(bo, "id"));
        var attendance = (await organiser.GetFromJsonAsync<JsonNode>($"/api/v1/activities/{activity}/attendance"))!;
        (attendance["came"]!.GetValue<int>(), attendance["noShows"]!.GetValue<int>()).ShouldBe((1, 1));
    }

    [Fact]
    public async Task Somebody_at_the_door_is_let_in_with_a_name_or_without()
    {
        var activity = await service.ReleaseAsync(2, Given.Soon);

        (await organiser.PostAsJsonAsync($"/api/v1/activities/{activity}/walk-ins", new { contact = new { name = "dan", email = $"dan@{domain}" } })).StatusCode.ShouldBe(HttpStatusCode.Created);
        (await organiser.PostAsJsonAsync($"/api/v1/activities/{activity}/walk-ins", new { })).StatusCode.ShouldBe(HttpStatusCode.Created);
        (await organiser.PostAsJsonAsync($"/api/v1/activities/{activity}/walk-ins", new { })).StatusCode.ShouldBe(HttpStatusCode.Conflict);

        await Eventually.TrueAsync(() => Task.FromResult(service.Bus.Heards<AttendanceRecorded>().Count(each => each.ActivityId == activity) == 2));
        service.Bus.Heards<RegistrationConfirmed>().Where(each => each.Registration.ActivityId == activity).ShouldHaveSingleItem().Registration.Contact.Name.ShouldBe("dan");
        (await organiser.GetFromJsonAsync<JsonNode>($"/api/v1/activities/{activity}/attendance"))!["walkIns"]!.GetValue<int>().ShouldBe(2);
    }

    [Fact]
    public async Task Who_comes_is_told_with_the_size_of_their_company_where_a_list_has_it()
    {
        await PushAsync("foretagarna", ("556177-7631", 9), ("556012-5790", null));
        await PushAsync("naringsliv", ("556177-7631", 10));
        var activity = await service.ReleaseAsync(4, Given.Soon);
        var anna = await RegisterAsync(activity, "anna", "5561777631");
        var bo = await RegisterAsync(activity, "bo", "5560125790");
        var cilla = await RegisterAsync(activity, "cilla", "5560360793");

        await Eventually.TrueAsync(() => Task.FromResult(
            service.Services.GetRequiredService<MemberDirectory>().SizeOf("5561777631") == CompanySize.Small));
        await organiser.PostAsJsonAsync("/api/v1/check-ins", new { ticket = Text(anna, "ticket") });
        (await organiser.DeleteAsync($"/api/v1/check-ins/{Text(anna, "id")}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await organiser.PostAsJsonAsync("/api/v1/check-ins", new { ticket = Text(bo, "ticket") });
        await organiser.PostAsJsonAsync("/api/v1/check-ins", new { ticket = Text(cilla, "ticket") });
        await organiser.PostAsJsonAsync(
            "/api/v1/check-ins/upload",
            new { scans = new[] { new { nonce = "1", ticket = Text(anna, "ticket"), at = DateTimeOffset.UtcNow.AddMinutes(-5) } } });
        var walkIn = await (await organiser.PostAsJsonAsync(
            $"/api/v1/activities/{activity}/walk-ins", new { company = new { organisationNumber = "5561777631" } })).Content.ReadFromJsonAsync<JsonNode>();

        await Eventually.TrueAsync(() => Task.FromResult(service.Bus.Heards<AttendanceRecorded>().Count(each => each.ActivityId == activity) == 6));
        SizesOf(anna).ShouldBe([CompanySize.Small, CompanySize.Small, CompanySize.Small]);
        SizesOf(bo).ShouldBe([null], "its list does not say");
        SizesOf(cilla).ShouldBe([null], "it is in no list");
        SizesOf(walkIn!).ShouldBe([CompanySize.Small]);

        IEnumerable<CompanySize?> SizesOf(JsonNode registration) => service.Bus.Heards<AttendanceRecorded>()
            .Where(came => came.RegistrationId.ToString() == Text(registration, "id"))
            .Select(came => came.CompanySize);

        async Task PushAsync(string association, params (string OrganisationNumber, int? Employees)[] members) =>
            (await service.AsAssociation(association).PutAsJsonAsync(
                $"/api/v1/associations/{association}/members",
                members.Select(member => new { organisationNumber = member.OrganisationNumber, name = "Ett bolag", employees = member.Employees })))
            .StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Of_whom_nothing_is_known_here_the_others_are_told_all_the_same()
    {
        var erased = await (await organiser.PostAsJsonAsync("/api/v1/privacy/erasure", new { email = $"Bara@{domain}" })).Content.ReadFromJsonAsync<JsonNode>();

        erased!["registrations"]!.GetValue<int>().ShouldBe(0);
        await service.Bus.NextAsync<ContactErased>(each => each.ContactId == ContactIds.Of($"bara@{domain}"));
    }

    private async Task<JsonNode> RegisterAsync(ActivityId activity, string name, string? organisationNumber = null)
    {
        var answer = await service.Http.PostAsJsonAsync(
            $"/api/v1/activities/{activity}/registrations",
            new { contact = new { name, email = $"{name}@{domain}" }, company = new { organisationNumber }, consent = true });
        answer.StatusCode.ShouldBe(HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
    }

    private async Task<JsonNode> ReadAsync(string path) => (await service.Http.GetFromJsonAsync<JsonNode>(path))!;

    private static string LinkOf(JsonNode registration, string? what = null) =>
        $"/api/v1/registrations/{Text(registration, "id")}{(what is null ? "" : $"/{what}")}?token={Text(registration, "manageToken")}";

    private static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();
}
