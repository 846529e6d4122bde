using System.Buffers.Text;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Domain.People;
using BusinessFocus.Domain.Times;
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
        var activity = await ReleaseAsync(1, state => state with { Rules = new RegistrationRules(OfferMinutes: 60) });
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
        var activity = await ReleaseAsync(1, state => state with { Rules = new RegistrationRules(OfferMinutes: 60) });
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
        var activity = await ReleaseAsync(1);
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
    public async Task Several_slots_are_booked_in_one_step_or_none_and_only_the_officer_reads_what_about()
    {
        var officer = HostId.New();
        ActivityState Slot(ActivityState state, int hour) => state with
        {
            Kind = ActivityKind.OpenHouse,
            HostIds = [officer],
            StartsAt = state.StartsAt.AddHours(hour),
            EndsAt = state.EndsAt.AddHours(hour),
        };
        var slots = new[] { await ReleaseAsync(1, state => Slot(state, 0)), await ReleaseAsync(1, state => Slot(state, 1)), await ReleaseAsync(1, state => Slot(state, 2)) };
        await RegisterAsync(slots[2], "bo");
        object Booking(params ActivityId[] activityIds) => new
        {
            activityIds = activityIds.Select(id => id.Value),
            contact = new { name = "anna", email = "anna@example.se" },
            company = new { name = "Öbergs Måleri" },
            consent = true,
            conversation = new { topic = "Bygglov", note = "Vi vill flytta" },
        };

        var refused = await service.Http.PostAsJsonAsync("/api/v1/registrations", Booking(slots));
        refused.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        Text((await refused.Content.ReadFromJsonAsync<JsonNode>())!, "activityId").ShouldBe(slots[2].ToString());
        (await ReadAsync($"/api/v1/activities/{slots[0]}/availability"))["confirmed"]!.GetValue<int>().ShouldBe(0);

        var booked = await service.Http.PostAsJsonAsync("/api/v1/registrations", Booking(slots[0], slots[1]));
        booked.StatusCode.ShouldBe(HttpStatusCode.Created, await booked.Content.ReadAsStringAsync());

        (await (await organiser.GetAsync($"/api/v1/activities/{slots[0]}/registrations")).Content.ReadAsStringAsync()).ShouldNotContain("Vi vill flytta");
        (await organiser.GetAsync($"/api/v1/hosts/{officer}/conversations")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await service.AsHost(HostId.New().ToString()).GetAsync($"/api/v1/hosts/{officer}/conversations")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        var agenda = (await service.AsHost(officer.ToString()).GetFromJsonAsync<JsonArray>($"/api/v1/hosts/{officer}/conversations"))!;
        agenda.Select(each => each!["note"]?.GetValue<string>()).ShouldBe(["Vi vill flytta", "Vi vill flytta", null]);
    }

    [Fact]
    public async Task A_door_without_a_network_verifies_by_the_public_key_and_its_upload_counts_once()
    {
        var activity = await ReleaseAsync(2, Given.Soon);
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

    /// <summary>One that nobody can read must not lose what a whole evening at a door without a network has read.</summary>
    [Fact]
    public async Task A_scan_that_is_none_refuses_only_itself_however_often_it_is_handed_in()
    {
        var activity = await ReleaseAsync(2, Given.Soon);
        var (anna, bo) = (await RegisterAsync(activity, "anna"), await RegisterAsync(activity, "bo"));
        var at = DateTimeOffset.UtcNow.AddMinutes(-20).ToString("O", System.Globalization.CultureInfo.InvariantCulture);
        var upload = $$"""
            { "door": "Norra", "scans": [
              { "nonce": "1", "ticket": "{{Text(anna, "ticket")}}", "at": "{{at}}" },
              { "nonce": "2", "ticket": "{{Text(bo, "ticket")}}", "at": "i går" },
              { "nonce": "3", "ticket": "{{Text(bo, "ticket")}}", "at": "{{at[..19]}}" },
              { "nonce": "4", "ticket": 17, "at": "{{at}}" },
              { "nonce": 5, "ticket": "{{Text(bo, "ticket")}}", "at": "{{at}}" },
              { "nonce": "6", "at": "{{at}}" },
              { "nonce": "7", "ticket": "{{new string('x', 500)}}", "at": "{{at}}" },
              { "nonce": "8", "ticket": "{{Text(bo, "ticket")}}", "at": "{{at}}", "seats": 0 },
              { "nonce": "9\u0000", "ticket": "{{Text(bo, "ticket")}}", "at": "{{at}}" },
              { "nonce": "10", "ticket": "{{Text(bo, "ticket")}}", "at": "{{at}}", "gate": "A" },
              { "nonce": "11", "nonce": "12", "ticket": "{{Text(bo, "ticket")}}", "at": "{{at}}" },
              { "nonce": "13", "ticket": "\ud83d", "at": "{{at}}" },
              { "\ud83d": 1 },
              null, 15, [],
              { "nonce": "17", "ticket": "{{Text(bo, "ticket")}}", "at": "{{at}}", "seats": null }
            ] }
            """;
        foreach (var _ in (int[])[1, 2])
        {
            using var content = new StringContent(upload, System.Text.Encoding.UTF8, "application/json");
            using var answer = await organiser.PostAsync("/api/v1/check-ins/upload", content);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());

            var told = (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
            (told["accepted"]!.GetValue<int>(), told["refused"]!.GetValue<int>()).ShouldBe((2, 15));
            var scans = told["scans"]!.AsArray();
            scans.Select(scan => scan!["row"]!.GetValue<int>()).ShouldBe(Enumerable.Range(1, 17));
            scans.Select(scan => $"{scan!["problem"]} {scan["column"]}").ShouldBe(
            [
                " ", "invalid at", "invalid at", "invalid ticket", "invalid nonce", "invalid ticket", "invalid ticket", "invalid seats", "invalid nonce",
                "invalid row", "invalid nonce", "invalid ticket", "invalid row", "invalid row", "invalid row", "invalid row", " ",
            ]);
            scans.Select(scan => Text(scan!, "nonce")).Take(8).ShouldBe(["1", "2", "3", "4", "", "6", "7", "8"]);
            Text(scans[1]!, "reason").ShouldBe("En tid med tidszon, till exempel 2027-10-05T09:00:00+02:00 väntades, men det kom \"i går\".");
            Text(scans[9]!, "reason").ShouldStartWith("gate: Okänt fält.");
        }

        (await organiser.GetFromJsonAsync<JsonNode>($"/api/v1/activities/{activity}/attendance"))!["came"]!.GetValue<int>().ShouldBe(2);
    }

    [Theory]
    [InlineData("""{ "scans": [] }""", "scans")]
    [InlineData("""{ "scans": null }""", "scans")]
    [InlineData("""{ "scans": {} }""", "scans")]
    [InlineData("""{ "doors": "Norra", "scans": [{}] }""", "doors")]
    public async Task An_upload_that_is_none_is_refused_whole(string upload, string field)
    {
        using var content = new StringContent(upload, System.Text.Encoding.UTF8, "application/json");
        using var answer = await organiser.PostAsync("/api/v1/check-ins/upload", content);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadFromJsonAsync<JsonNode>())!["errors"]!.AsObject().Select(error => error.Key).ShouldBe([field]);
    }

    [Fact]
    public async Task A_door_reads_the_tickets_of_its_own_activity_at_its_time()
    {
        var (soon, later) = (await ReleaseAsync(2, Given.Soon), await ReleaseAsync(2));
        var (anna, bo) = (await RegisterAsync(soon, "anna"), await RegisterAsync(later, "bo"));
        var door = service.As(Roles.Door);

        (await ProblemAsync(door, new { ticket = Text(anna, "ticket") })).ShouldBe("invalid", "which activity the door is at");
        (await ProblemAsync(door, new { ticket = Text(bo, "ticket"), activityId = soon.Value })).ShouldBe("ticket-for-another-activity");
        (await ProblemAsync(door, new { ticket = Text(bo, "ticket"), activityId = later.Value })).ShouldBe("door-not-open");
        (await ProblemAsync(door, new { ticket = Text(bo, "ticket"), activityId = later.Value, @override = new { reason = "Provar" } })).ShouldBe("forbidden");
        (await ProblemAsync(organiser, new { ticket = Text(bo, "ticket") })).ShouldBe("door-not-open");
        (await ProblemAsync(service.AsDoor(later.ToString()), new { ticket = Text(anna, "ticket"), activityId = soon.Value })).ShouldBe("forbidden", "not one of their doors");
        var today = Stockholm.DayOf(DateTimeOffset.UtcNow);
        var (ofToday, ofAnotherDay) = (service.AsDoor(soon.ToString(), today), service.AsDoor(soon.ToString(), today.AddDays(7)));
        (await ProblemAsync(ofAnotherDay, new { ticket = Text(anna, "ticket"), activityId = soon.Value })).ShouldBe("forbidden", "not one of their days");
        (await ProblemAsync(ofToday, new { ticket = Text(anna, "ticket"), activityId = soon.Value })).ShouldBeNull();
        (await ProblemAsync(organiser, new { ticket = Text(bo, "ticket"), @override = new { reason = "Provar tekniken" } })).ShouldBeNull();

        var scans = new[] { new { nonce = "1", ticket = Text(anna, "ticket"), at = DateTimeOffset.UtcNow } };
        (await door.PostAsJsonAsync("/api/v1/check-ins/upload", new { scans })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await door.PostAsJsonAsync("/api/v1/check-ins/upload", new { scans, activityId = soon.Value })).StatusCode.ShouldBe(HttpStatusCode.OK);
        var uploaded = await ofAnotherDay.PostAsJsonAsync("/api/v1/check-ins/upload", new { scans, activityId = soon.Value });
        Text((await uploaded.Content.ReadFromJsonAsync<JsonNode>())!["scans"]![0]!, "problem").ShouldBe("forbidden");
        (await door.GetAsync($"/api/v1/activities/{soon}/registrations")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        var course = (await organiser.GetFromJsonAsync<JsonArray>($"/api/v1/registrations/{Text(bo, "id")}/course"))!;
        Text(course[^1]!, "message").ShouldBe("Provar tekniken");

        async Task<string?> ProblemAsync(HttpClient who, object scan)
        {
            var answer = await who.PostAsJsonAsync("/api/v1/check-ins", scan);
            return answer.IsSuccessStatusCode ? null : Text((await answer.Content.ReadFromJsonAsync<JsonNode>())!, "type").Split(':')[^1];
        }
    }

    [Fact]
    public async Task Somebody_at_the_door_is_let_in_with_a_name_or_without()
    {
        var activity = await ReleaseAsync(2, Given.Soon);

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
        var activity = await ReleaseAsync(4, Given.Soon);
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
    public async Task A_ticket_is_drawn_as_svg_too()
    {
        var anna = await RegisterAsync(await ReleaseAsync(1), "anna");

        var svg = await service.Http.GetAsync(LinkOf(anna, "ticket.svg"));

        svg.Content.Headers.ContentType!.MediaType.ShouldBe("image/svg+xml");
        (await svg.Content.ReadAsStringAsync()).ShouldStartWith("<svg");
    }

    [Fact]
    public async Task Who_asks_gets_what_is_known_and_is_forgotten_in_every_event_and_document()
    {
        var (past, coming) = (await ReleaseAsync(5, Given.Soon), await ReleaseAsync(1, Given.Soon));
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
        var activity = await ReleaseAsync(5);
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
        var activity = await ReleaseAsync(5);
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
    public async Task One_mailbox_registers_once_and_what_is_refused_says_why()
    {
        var activity = await ReleaseAsync(5);
        async Task<(HttpStatusCode Status, JsonNode Body)> AskAsync(object contact, object? company = null)
        {
            var answer = await service.Http.PostAsJsonAsync($"/api/v1/activities/{activity}/registrations", new { contact, company, consent = true });
            return (answer.StatusCode, (await answer.Content.ReadFromJsonAsync<JsonNode>())!);
        }

        var first = await AskAsync(new { name = "An\u200Bna\uFEFF Ek", email = "anna@h2.example.", phone = "070-123 45 67 (mobil)" }, new { name = "Bo\u00ADlaget", organisationNumber = "SE556177763101" });
        first.Status.ShouldBe(HttpStatusCode.Created);
        (Text(first.Body["contact"]!, "name"), Text(first.Body["contact"]!, "email"), Text(first.Body["contact"]!, "phone")).ShouldBe(("Anna Ek", "anna@h2.example", "+46701234567"));
        (Text(first.Body["company"]!, "name"), Text(first.Body["company"]!, "organisationNumber")).ShouldBe(("Bolaget", "556177-7631"));
        foreach (var again in (string[])["anna@h2.example", "ANNA@h2.example", "an\u200Dna@h2.exam\u2060ple", "anna＠h2.example"])
        {
            (await AskAsync(new { name = "Anna", email = again })).Status.ShouldBe(HttpStatusCode.OK, again);
        }

        var refused = await AskAsync(new { name = "\u200B", email = "a+b.@h2.example", phone = "070" }, new { organisationNumber = "556177-7632" });
        refused.Status.ShouldBe(HttpStatusCode.BadRequest);
        refused.Body["errors"]!["contact.email"]![0]!.GetValue<string>().ShouldContain("punkter");
        refused.Body["errors"]!["contact.phone"]![0]!.GetValue<string>().ShouldContain("3 siffror");
        refused.Body["errors"]!["company.organisationNumber"]![0]!.GetValue<string>().ShouldContain("Kontrollsiffran");
        refused.Body["errors"]!["contact.name"].ShouldNotBeNull();
    }

    [Fact]
    public async Task An_editions_people_are_forgotten_by_themselves_when_they_have_been_kept_long_enough()
    {
        var activity = await ReleaseAsync(5, Given.Soon);
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

    private async Task<ActivityId> ReleaseAsync(int capacity, Func<ActivityState, ActivityState>? like = null)
    {
        var id = ActivityId.New();
        var activity = Given.Released(id, capacity);
        await service.Bus.PublishAsync(new ActivityReleased(like?.Invoke(activity) ?? activity));
        await Eventually.TrueAsync(async () => (await service.Http.GetAsync($"/api/v1/activities/{id}/availability")).IsSuccessStatusCode);
        return id;
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
