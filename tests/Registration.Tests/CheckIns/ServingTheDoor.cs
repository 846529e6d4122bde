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
using BusinessFocus.Registration.Seats;
using BusinessFocus.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using Shouldly;
using Xunit;

namespace BusinessFocus.Registration.Tests.CheckIns;

/// <summary>Offers, the door and forgetting, on a real PostgreSQL and RabbitMQ.</summary>
public sealed class ServingTheDoor : IAsyncLifetime
{
    private RunningService service = null!;
    private HttpClient organiser = null!;

    public async ValueTask InitializeAsync()
    {
        service = await RunningService.StartAsync<Program>("registration");
        organiser = service.As(Roles.Organiser);
    }

    public ValueTask DisposeAsync() => service.DisposeAsync();

    [Fact]
    public async Task An_offered_seat_is_taken_by_the_link_and_its_course_tells_why()
    {
        var activity = await service.ReleaseAsync(1, state => state with { Rules = new RegistrationRules(OfferMinutes: 60) });
        var anna = await RegisterAsync(activity, "anna");
        var bo = await RegisterAsync(activity, "bo");
        await service.Http.DeleteAsync(LinkOf(anna));

        var offered = await service.Bus.NextAsync<RegistrationOffered>();
        offered.Registration.Id.ToString().ShouldBe(Text(bo, "id"));
        offered.Registration.Status.ShouldBe(RegistrationStatus.Offered);
        Text(await ReadAsync(LinkOf(bo)), "status").ShouldBe("offered");

        var taken = await service.Http.PostAsync(LinkOf(bo, "accept"), null);
        Text((await taken.Content.ReadFromJsonAsync<JsonNode>())!, "status").ShouldBe("confirmed");
        await service.Bus.NextAsync<RegistrationPromoted>();
        var course = (await ReadAsync(LinkOf(bo, "course"))).AsArray().Select(step => Text(step!, "what"));
        course.ShouldBe(["joined", "offered", "promoted"]);
    }

    [Fact]
    public async Task An_offer_that_runs_out_goes_to_the_next_by_itself()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var other = await service.StartAnotherAsync<Program>(configure: services => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock)));
        var activity = await service.ReleaseAsync(1, state => state with { Rules = new RegistrationRules(OfferMinutes: 60) });
        var anna = await RegisterAsync(activity, "anna");
        var bo = await RegisterAsync(activity, "bo");
        await RegisterAsync(activity, "cilla");
        await service.Http.DeleteAsync(LinkOf(anna));
        await service.Bus.NextAsync<RegistrationOffered>();

        clock.Advance(TimeSpan.FromMinutes(61));
        await Eventually.TrueAsync(() =>
        {
            // The deadline has passed; what looks for it is woken each second of this clock.
            clock.Advance(TimeSpan.FromSeconds(1));
            return Task.FromResult(service.Bus.Heards<RegistrationOfferExpired>().Count > 0);
        });

        service.Bus.Heards<RegistrationOfferExpired>()[0].Registration.Id.ToString().ShouldBe(Text(bo, "id"));
        (await service.Bus.NextAsync<RegistrationOffered>(next => next.Registration.Id.ToString() != Text(bo, "id"))).Registration.Contact.Name.ShouldBe("cilla");
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

        object Extra(string name) => new { contact = new { name, email = $"{name}@example.se" }, consent = true, @override = new { reason = "Inbjuden" } };
        (await service.Http.PostAsJsonAsync($"/api/v1/activities/{activity}/registrations", Extra("dan"))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await organiser.PostAsJsonAsync($"/api/v1/activities/{activity}/registrations", Extra("dan"))).StatusCode.ShouldBe(HttpStatusCode.Created);
        (await service.Bus.NextAsync<SeatsChanged>(seats => seats.Confirmed == 3)).Capacity.ShouldBe(1);
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
        (await service.Bus.NextAsync<AttendanceRecorded>(attendance => !attendance.Present)).RegistrationId.ToString().ShouldBe(Text(bo, "id"));
        var attendance = (await organiser.GetFromJsonAsync<JsonNode>($"/api/v1/activities/{activity}/attendance"))!;
        (attendance["came"]!.GetValue<int>(), attendance["noShows"]!.GetValue<int>()).ShouldBe((1, 1));
    }

    [Fact]
    public async Task Somebody_at_the_door_is_let_in_with_a_name_or_without()
    {
        var activity = await service.ReleaseAsync(2, Given.Soon);

        (await organiser.PostAsJsonAsync($"/api/v1/activities/{activity}/walk-ins", new { contact = new { name = "dan", email = "dan@example.se" } })).StatusCode.ShouldBe(HttpStatusCode.Created);
        (await organiser.PostAsJsonAsync($"/api/v1/activities/{activity}/walk-ins", new { })).StatusCode.ShouldBe(HttpStatusCode.Created);
        (await organiser.PostAsJsonAsync($"/api/v1/activities/{activity}/walk-ins", new { })).StatusCode.ShouldBe(HttpStatusCode.Conflict);

        await Eventually.TrueAsync(() => Task.FromResult(service.Bus.Heards<AttendanceRecorded>().Count == 2));
        service.Bus.Heards<RegistrationConfirmed>().ShouldHaveSingleItem().Registration.Contact.Name.ShouldBe("dan");
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

        await Eventually.TrueAsync(() => Task.FromResult(service.Bus.Heards<AttendanceRecorded>().Count == 6));
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
    public async Task Who_asks_gets_what_is_known_and_is_forgotten_in_every_event_and_document()
    {
        var (past, coming) = (await service.ReleaseAsync(5, Given.Soon), await service.ReleaseAsync(1, Given.Soon));
        var anna = await RegisterAsync(past, "anna-unik");
        await RegisterAsync(coming, "anna-unik");
        await RegisterAsync(coming, "bo");
        await organiser.PostAsJsonAsync("/api/v1/check-ins", new { ticket = Text(anna, "ticket") });

        var known = await (await organiser.PostAsJsonAsync("/api/v1/privacy/export/registrations", new { email = "Anna-Unik@example.se" })).Content.ReadFromJsonAsync<JsonNode>();
        known!["registrations"]!.AsArray().Count.ShouldBe(2);
        known["registrations"]![0]!["course"]!.AsArray().Select(step => Text(step!, "what")).ShouldBe(["confirmed", "checkedIn"]);

        var erased = await (await organiser.PostAsJsonAsync("/api/v1/privacy/erasure", new { email = "anna-unik@example.se" })).Content.ReadFromJsonAsync<JsonNode>();
        erased!["registrations"]!.GetValue<int>().ShouldBe(2);
        (await service.Bus.NextAsync<ContactErased>()).Registrations.Count.ShouldBe(2);
        (await service.Bus.NextAsync<RegistrationPromoted>()).Registration.Contact.Name.ShouldBe("bo");

        await Eventually.TrueAsync(async () => await CountAsync("anna-unik") == 0);
        (await CountAsync("bo@example.se")).ShouldBeGreaterThan(0);
        (await organiser.GetFromJsonAsync<JsonNode>($"/api/v1/activities/{coming}/availability"))!["confirmed"]!.GetValue<int>().ShouldBe(1);
        await using var restarted = await service.StartAnotherAsync<Program>();
        var after = await restarted.Http.GetFromJsonAsync<JsonNode>($"/api/v1/activities/{past}/availability");
        after!["confirmed"]!.GetValue<int>().ShouldBe(0, "it had not begun, so it was cancelled");
    }

    [Fact]
    public async Task Who_was_stored_under_another_spelling_of_the_address_is_found_and_forgotten_by_the_usual_one()
    {
        var activity = await service.ReleaseAsync(5);
        await RegisterAsync(activity, "anna-unik");
        foreach (var written in (string[])["anna-unik@example.se.", "anna\u200B-unik@example.se"])
        {
            await StoreAsBeforeAsync(activity, written);
        }

        await using var _ = await service.StartAnotherAsync<Program>();
        await Eventually.TrueAsync(async () => (await ExportAsync("Anna-Unik@example.se"))["registrations"]!.AsArray().Count == 3);
        (await ExportAsync("anna-unik@example.se."))["registrations"]!.AsArray().Count.ShouldBe(3, "one form finds the other");

        var erased = await (await organiser.PostAsJsonAsync("/api/v1/privacy/erasure", new { email = "anna-unik@example.se" })).Content.ReadFromJsonAsync<JsonNode>();

        erased!["registrations"]!.GetValue<int>().ShouldBe(3);
        await Eventually.TrueAsync(async () => await CountAsync("unik@example.se") == 0);
        foreach (var written in (string[])["anna-unik@example.se", "anna-unik@example.se.", "anna\u200B-unik@example.se"])
        {
            await service.Bus.NextAsync<ContactErased>(each => each.ContactId == ContactIds.Of(written) && each.Registrations.Count == 1);
        }
    }

    [Fact]
    public async Task What_is_no_address_any_more_can_be_asked_for_and_forgotten()
    {
        var activity = await service.ReleaseAsync(5);
        await StoreAsBeforeAsync(activity, "anna-unik.@example.se");

        (await ExportAsync("anna-unik.@example.se"))["registrations"]!.AsArray().ShouldHaveSingleItem();
        await organiser.PostAsJsonAsync("/api/v1/privacy/erasure", new { email = "anna-unik.@example.se" });

        await Eventually.TrueAsync(async () => await CountAsync("anna-unik") == 0);
        (await organiser.PostAsJsonAsync("/api/v1/privacy/erasure", new { email = "anna-unik" })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Of_whom_nothing_is_known_here_the_others_are_told_all_the_same()
    {
        var erased = await (await organiser.PostAsJsonAsync("/api/v1/privacy/erasure", new { email = "Bara@Besok.example" })).Content.ReadFromJsonAsync<JsonNode>();

        erased!["registrations"]!.GetValue<int>().ShouldBe(0);
        (await service.Bus.NextAsync<ContactErased>()).ContactId.ShouldBe(ContactIds.Of("bara@besok.example"));
    }

    [Fact]
    public async Task An_editions_people_are_forgotten_by_themselves_when_they_have_been_kept_long_enough()
    {
        var activity = await service.ReleaseAsync(5, Given.Soon);
        var anna = await RegisterAsync(activity, "anna-unik");
        await organiser.PostAsJsonAsync("/api/v1/check-ins", new { ticket = Text(anna, "ticket") });
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow.AddMonths(3));
        await using var later = await service.StartAnotherAsync<Program>(
            new Dictionary<string, string?> { ["Registration:KeepMonths"] = "1" },
            services => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock)));

        var erased = await service.Bus.NextAsync<RegistrationsErased>();

        (erased.ActivityId, erased.Registrations.Single().ToString()).ShouldBe((activity, Text(anna, "id")));
        await Eventually.TrueAsync(async () => await CountAsync("anna-unik") == 0);
        var attendance = (await organiser.GetFromJsonAsync<JsonNode>($"/api/v1/activities/{activity}/attendance"))!;
        (attendance["confirmed"]!.GetValue<int>(), attendance["came"]!.GetValue<int>()).ShouldBe((1, 1));
    }

    private async Task<JsonNode> ExportAsync(string email) =>
        (await (await organiser.PostAsJsonAsync("/api/v1/privacy/export/registrations", new { email })).Content.ReadFromJsonAsync<JsonNode>())!;

    /// <summary>As a registration was stored while an address was another person's in each spelling.</summary>
    private async Task StoreAsBeforeAsync(ActivityId activity, string email)
    {
        var booking = Given.Booking("Anna") with { Person = new Person(ContactIds.Of(email), "Anna", email, null, "sv") };
        await service.Services.GetRequiredService<SeatCommandProcessor>().DecideAsync(
            activity, seats => Register.Decide(seats, booking, DateTimeOffset.UtcNow), CancellationToken.None);
    }

    /// <summary>How often a text stands in the store's events and documents; what the inbox and the idempotency keys hold lives for days only.</summary>
    private async Task<long> CountAsync(string text)
    {
        await using var database = NpgsqlDataSource.Create(service.ConnectionString);
        var tables = new List<string>();
        await using (var find = database.CreateCommand("select table_name from information_schema.columns where table_schema = 'public' and column_name = 'data' and data_type = 'jsonb'"))
        await using (var reader = await find.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
            {
                tables.Add(reader.GetString(0));
            }
        }

        tables.ShouldContain("mt_events");
        await using var count = database.CreateCommand(
            $"select sum(n) from ({string.Join(" union all ", tables.Select(table => $"select count(*) n from {table} where data::text ilike $1"))}) each");
        count.Parameters.Add(new NpgsqlParameter { Value = $"%{text}%" });
        return Convert.ToInt64(await count.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture);
    }

    private async Task<JsonNode> RegisterAsync(ActivityId activity, string name, string? organisationNumber = null)
    {
        var answer = await service.Http.PostAsJsonAsync(
            $"/api/v1/activities/{activity}/registrations",
            new { contact = new { name, email = $"{name}@example.se" }, company = new { organisationNumber }, consent = true });
        answer.StatusCode.ShouldBe(HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
    }

    private async Task<JsonNode> ReadAsync(string path) => (await service.Http.GetFromJsonAsync<JsonNode>(path))!;

    private static string LinkOf(JsonNode registration, string? what = null) =>
        $"/api/v1/registrations/{Text(registration, "id")}{(what is null ? "" : $"/{what}")}?token={Text(registration, "manageToken")}";

    private static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();
}
