using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Domain.People;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.ServiceDefaults.Audit;
using BusinessFocus.Testing;
using Marten;
using Shouldly;
using Xunit;

namespace BusinessFocus.Registration.Tests;

/// <summary>The service itself, on a real PostgreSQL and RabbitMQ.</summary>
public sealed class RunningTheService : IAsyncLifetime
{
    private RunningService service = null!;

    public async ValueTask InitializeAsync() => service = await RunningService.StartAsync<Program>("registration");

    public ValueTask DisposeAsync() => service.DisposeAsync();

    [Fact]
    public async Task A_registration_is_confirmed_and_told_to_the_others_with_all_they_need()
    {
        var activity = await ReleaseAsync(capacity: 1);

        var answer = await RegisterAsync(activity, "Åsa Öberg", "Asa@Example.se");

        answer.StatusCode.ShouldBe(HttpStatusCode.Created);
        var body = (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
        body["status"]!.GetValue<string>().ShouldBe("confirmed");
        var told = (await service.Bus.NextAsync<RegistrationConfirmed>()).Registration;
        told.ActivityId.ShouldBe(activity);
        told.EditionId.ShouldBe(Given.Edition);
        told.Contact.Email.ShouldBe("asa@example.se");
        told.Contact.Name.ShouldBe("Åsa Öberg");
        told.Ticket.ShouldBe(body["ticket"]!.GetValue<string>());
        told.ManageToken.ShouldBe(body["manageToken"]!.GetValue<string>());
        await service.Bus.NextAsync<SeatsChanged>(seats => seats is { Confirmed: 1, Capacity: 1 });
    }

    [Fact]
    public async Task Asking_again_changes_nothing_and_tells_nothing_of_what_there_is()
    {
        var activity = await ReleaseAsync(capacity: 1);
        var first = await BodyAsync(await RegisterAsync(activity, "Anna", "anna@example.se"));

        var again = await RegisterAsync(activity, "Anna", "ANNA@example.se");

        again.StatusCode.ShouldBe(HttpStatusCode.OK);
        var body = await BodyAsync(again);
        body["id"]!.GetValue<string>().ShouldNotBe(first["id"]!.GetValue<string>());
        body["status"]!.GetValue<string>().ShouldBe("waitlisted", "as somebody new would be told");
        body["manageToken"].ShouldBeNull();
        body["ticket"].ShouldBeNull();
        var availability = await service.Http.GetFromJsonAsync<JsonNode>($"/api/v1/activities/{activity}/availability");
        (availability!["confirmed"]!.GetValue<int>(), availability["waiting"]!.GetValue<int>()).ShouldBe((1, 0));
    }

    [Fact]
    public async Task A_cancelled_seat_is_promoted_and_the_link_opens_only_its_own_registration()
    {
        var activity = await ReleaseAsync(capacity: 1);
        var anna = await BodyAsync(await RegisterAsync(activity, "Anna", "anna@example.se"));
        var bo = await BodyAsync(await RegisterAsync(activity, "Bo", "bo@example.se"));
        bo["status"]!.GetValue<string>().ShouldBe("waitlisted");

        (await service.Http.DeleteAsync($"/api/v1/registrations/{anna["id"]}?token={bo["manageToken"]}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await service.Http.DeleteAsync($"/api/v1/registrations/{anna["id"]}?token={anna["manageToken"]}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        (await service.Bus.NextAsync<RegistrationPromoted>()).Registration.Contact.Name.ShouldBe("Bo");
        (await service.Bus.NextAsync<RegistrationCancelled>()).By.ShouldBe(CancelledBy.Contact);
        var read = await service.Http.GetFromJsonAsync<JsonNode>($"/api/v1/registrations/{bo["id"]}?token={bo["manageToken"]}");
        read!["status"]!.GetValue<string>().ShouldBe("confirmed");
    }

    [Fact]
    public async Task Clients_that_race_on_two_instances_never_overbook()
    {
        const int Seats = 50;
        const int Clients = 500;
        var activity = await ReleaseAsync(Seats);
        await using var other = await service.StartAnotherAsync<Program>();
        HttpClient[] instances = [service.Http, other.Http];

        var answers = await Task.WhenAll(Enumerable.Range(0, Clients).Select(i => RegisterAsync(activity, $"P{i}", $"p{i}@example.se", instances[i % 2])));

        var statuses = await Task.WhenAll(answers.Select(async answer => (await BodyAsync(answer))["status"]!.GetValue<string>()));
        statuses.Count(status => status == "confirmed").ShouldBe(Seats);
        statuses.Count(status => status == "waitlisted").ShouldBe(Clients - Seats);
        var availability = await other.Http.GetFromJsonAsync<JsonNode>($"/api/v1/activities/{activity}/availability");
        availability!["confirmed"]!.GetValue<int>().ShouldBe(Seats);
        availability["waiting"]!.GetValue<int>().ShouldBe(Clients - Seats);
        await Eventually.TrueAsync(() => Task.FromResult(service.Bus.Heards<RegistrationConfirmed>().Count == Seats));
    }

    [Fact]
    public async Task A_refusal_is_never_older_than_what_another_instance_has_stored()
    {
        var activity = await ReleaseAsync(capacity: 1);
        await using var other = await service.StartAnotherAsync<Program>();
        var anna = await BodyAsync(await RegisterAsync(activity, "Anna", "anna@example.se", other.Http));
        (await RegisterAsync(activity, "Anna", "anna@example.se", service.Http)).StatusCode.ShouldBe(HttpStatusCode.OK);

        await other.Http.DeleteAsync($"/api/v1/registrations/{anna["id"]}?token={anna["manageToken"]}");

        (await RegisterAsync(activity, "Anna", "anna@example.se", service.Http)).StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_move_is_one_step_for_both_activities()
    {
        var (from, to) = (await ReleaseAsync(capacity: 1), await ReleaseAsync(capacity: 1));
        var anna = await BodyAsync(await RegisterAsync(from, "Anna", "anna@example.se"));

        var moved = await service.Http.PostAsJsonAsync($"/api/v1/registrations/{anna["id"]}/move?token={anna["manageToken"]}", new { activityId = to.Value });

        moved.StatusCode.ShouldBe(HttpStatusCode.OK, await moved.Content.ReadAsStringAsync());
        (await ConfirmedAsync(from)).ShouldBe(0);
        (await ConfirmedAsync(to)).ShouldBe(1);
        (await service.Bus.NextAsync<RegistrationMoved>()).From.ShouldBe(from);
    }

    [Fact]
    public async Task A_move_to_a_full_activity_keeps_the_seat_unless_its_owner_would_rather_wait()
    {
        var (from, full) = (await ReleaseAsync(capacity: 1), await ReleaseAsync(capacity: 1));
        var anna = await BodyAsync(await RegisterAsync(from, "Anna", "anna@example.se"));
        await RegisterAsync(full, "Bo", "bo@example.se");
        var link = $"/api/v1/registrations/{anna["id"]}/move?token={anna["manageToken"]}";

        var preview = (await service.Http.GetFromJsonAsync<JsonNode>($"{link}&activityId={full}"))!;
        (preview["before"]!.GetValue<string>(), preview["after"]!.GetValue<string>(), preview["position"]!.GetValue<int>(), preview["losesSeats"]!.GetValue<bool>())
            .ShouldBe(("confirmed", "waitlisted", 1, true));
        var refused = await service.Http.PostAsJsonAsync(link, new { activityId = full.Value });
        refused.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await BodyAsync(refused))["type"]!.GetValue<string>().ShouldEndWith("seat-would-be-lost");
        (await ConfirmedAsync(from)).ShouldBe(1);

        var moved = await BodyAsync(await service.Http.PostAsJsonAsync(link, new { activityId = full.Value, onlyIfRoom = false }));

        (moved["status"]!.GetValue<string>(), moved["movedFrom"]!["status"]!.GetValue<string>()).ShouldBe(("waitlisted", "confirmed"));
        (await ConfirmedAsync(from)).ShouldBe(0);
    }

    [Theory]
    [InlineData("\"\\u0000\"")]
    [InlineData("null")]
    [InlineData(null)]
    public async Task Answers_are_checked_wherever_they_come(string? json)
    {
        var (from, to) = (await ReleaseAsync(capacity: 1), await ReleaseAsync(capacity: 1, activity => activity with
        {
            Rules = new RegistrationRules(Questions: [new Question("kost", new LocalizedText("Kost?"), QuestionKind.Diet)]),
        }));
        var anna = await BodyAsync(await RegisterAsync(from, "Anna", "anna@example.se"));
        var answers = $$"""{"kost": {{json ?? $"\"{new string('x', 50_000)}\""}}}""";
        foreach (var (path, body) in new[]
        {
            ($"/api/v1/registrations/{anna["id"]}/move?token={anna["manageToken"]}", $$"""{"activityId": "{{to}}", "answers": {{answers}}}"""),
            ($"/api/v1/activities/{to}/registrations", $$"""{"contact": {"name": "Bo", "email": "bo@example.se"}, "consent": true, "answers": {{answers}}}"""),
            ("/api/v1/registrations", $$"""{"activityIds": ["{{from}}", "{{to}}"], "contact": {"name": "Bo", "email": "bo@example.se"}, "consent": true, "answers": {{answers}}}"""),
        })
        {
            using var content = new StringContent(body, Encoding.UTF8, "application/json");
            (await service.Http.PostAsync(path, content)).StatusCode.ShouldBe(HttpStatusCode.BadRequest, path);
        }
    }

    [Fact]
    public async Task A_cancelled_slot_is_free_again_at_once()
    {
        var slot = await ReleaseAsync(capacity: 1, activity => activity with { Kind = ActivityKind.OpenHouse, WaitingListLimit = 0 });
        var anna = await BodyAsync(await RegisterAsync(slot, "Anna", "anna@example.se"));
        (await RegisterAsync(slot, "Bo", "bo@example.se")).StatusCode.ShouldBe(HttpStatusCode.Conflict);

        (await service.Http.DeleteAsync($"/api/v1/registrations/{anna["id"]}?token={anna["manageToken"]}")).EnsureSuccessStatusCode();
        (await RegisterAsync(slot, "Bo", "bo@example.se")).StatusCode.ShouldBe(HttpStatusCode.Created, "by the very next request");
    }

    [Fact]
    public async Task A_ticket_opens_the_door_once_and_a_forged_one_never()
    {
        var activity = await ReleaseAsync(capacity: 1, Given.Soon);
        var anna = await BodyAsync(await RegisterAsync(activity, "Anna", "anna@example.se"));
        var organiser = service.As(Roles.Organiser);
        var ticket = anna["ticket"]!.GetValue<string>();

        (await organiser.PostAsJsonAsync("/api/v1/check-ins", new { ticket })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await organiser.PostAsJsonAsync("/api/v1/check-ins", new { ticket })).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await organiser.PostAsJsonAsync("/api/v1/check-ins", new { ticket = ticket[..^4] + "AAAA" })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await service.Bus.NextAsync<AttendanceRecorded>()).ActivityId.ShouldBe(activity);
        var png = await service.Http.GetByteArrayAsync($"/api/v1/registrations/{anna["id"]}/ticket.png?token={anna["manageToken"]}");
        png.AsSpan(1, 3).SequenceEqual("PNG"u8).ShouldBeTrue();
    }

    [Fact]
    public async Task Bad_input_is_answered_by_field_in_the_askers_language()
    {
        var activity = await ReleaseAsync(capacity: 1);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/activities/{activity}/registrations")
        {
            Content = JsonContent.Create(new
            {
                contact = new { name = "", email = "no address", phone = "12" },
                company = new { organisationNumber = "556177-7632" },
                seats = 0,
                consent = false,
            }),
            Headers = { AcceptLanguage = { new StringWithQualityHeaderValue("en") } },
        };

        var answer = await service.Http.SendAsync(request);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        var errors = (await BodyAsync(answer))["errors"]!.AsObject();
        errors.Select(error => error.Key).ShouldBe(
            ["contact.name", "contact.email", "contact.phone", "company.organisationNumber", "seats", "consent"], ignoreOrder: true);
        errors["contact.email"]![0]!.GetValue<string>().ShouldBe("An e-mail address has an @, for instance anna@company.com.");
    }

    [Fact]
    public async Task Both_associations_lists_are_taken_row_by_row_and_a_repeat_changes_nothing()
    {
        var foretagarna = await PushAsync("foretagarna");
        foretagarna["refused"]!.AsArray().ShouldBeEmpty();
        foretagarna["members"]!.GetValue<int>().ShouldBe(312);

        var naringsliv = await PushAsync("naringsliv");
        var refused = naringsliv["refused"]!.AsArray();
        refused.ShouldContain(row => row!["column"]!.GetValue<string>() == "name");
        (naringsliv["members"]!.GetValue<int>() + refused.Count).ShouldBe(187);
        (await service.Bus.NextAsync<MemberListApplied>(applied => applied.AssociationId == "naringsliv")).Refused.ShouldBe(refused.Count);

        var again = await PushAsync("naringsliv");
        (again["added"]!.GetValue<int>(), again["changed"]!.GetValue<int>(), again["removed"]!.GetValue<int>()).ShouldBe((0, 0, 0));
        again["refused"]!.AsArray().Count.ShouldBe(refused.Count);

        var page = (await service.AsAssociation("naringsliv").GetFromJsonAsync<JsonNode>("/api/v1/associations/naringsliv/members?limit=200"))!;
        page["items"]!.AsArray().Count.ShouldBe(naringsliv["members"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_list_that_loses_more_than_a_third_needs_to_be_confirmed()
    {
        await PushAsync("foretagarna");
        var client = service.AsAssociation("foretagarna");
        var short_ = Csv("Organisationsnummer;Företag\n556177-7631;Höjden Industriservice & Co AB\n");

        (await client.PutAsync("/api/v1/associations/foretagarna/members", short_)).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        var confirmed = await client.PutAsync("/api/v1/associations/foretagarna/members?confirm=true", Csv("Organisationsnummer;Företag\n556177-7631;Höjden Industriservice & Co AB\n"));
        (await BodyAsync(confirmed))["members"]!.GetValue<int>().ShouldBe(1);
    }

    [Theory]
    [InlineData("utf-8", false, ';', "Organisationsnummer;Företag;E-post;Telefon")]
    [InlineData("utf-8", true, ',', "email,company,orgnr,phone")]
    [InlineData("utf-16", true, '\t', "Telefon\tNamn\tE-post\tOrg.nr")]
    [InlineData("latin1", false, ';', "Företag;Organisationsnummer;Epost;Telefon")]
    public async Task A_list_is_read_whatever_its_encoding_separator_headers_and_order(string encodingName, bool mark, char separator, string header)
    {
        var encoding = Encoding.GetEncoding(encodingName);
        var values = header.Split(separator).Select(column => column.ToLowerInvariant() switch
        {
            "organisationsnummer" or "orgnr" or "org.nr" => "556177-7631",
            "telefon" or "phone" => "0302-52 20 00",
            "företag" or "company" or "namn" => "Åkeri Ö & Söner",
            _ => "Info@Åkeri.se",
        });
        byte[] file = [.. mark ? encoding.GetPreamble() : [], .. encoding.GetBytes($"{header}\r\n{string.Join(separator, values)}\r\n")];
        using var content = new ByteArrayContent(file) { Headers = { ContentType = new MediaTypeHeaderValue("text/csv") } };

        var answer = await BodyAsync(await service.AsAssociation("foretagarna").PutAsync("/api/v1/associations/foretagarna/members", content));

        answer["refused"]!.AsArray().ShouldBeEmpty();
        var member = (await service.AsAssociation("foretagarna").GetFromJsonAsync<JsonNode>("/api/v1/associations/foretagarna/members"))!["items"]![0]!;
        (member["name"]!.GetValue<string>(), member["email"]!.GetValue<string>(), member["phone"]!.GetValue<string>())
            .ShouldBe(("Åkeri Ö & Söner", "info@xn--keri-poa.se", "+46302522000"));
    }

    [Fact]
    public async Task A_dry_run_tells_what_a_push_would_do_and_does_nothing()
    {
        var client = service.AsAssociation("foretagarna");
        var list = "Organisationsnummer;Företag\n556177-7631;Höjden\n556177-7631;Höjden igen\n12;Fel\n";

        var answer = await BodyAsync(await client.PutAsync("/api/v1/associations/foretagarna/members?dryRun=true", Csv(list)));

        (answer["added"]!.GetValue<int>(), answer["members"]!.GetValue<int>()).ShouldBe((1, 1));
        answer["refused"]!.AsArray().Select(row => row!["row"]!.GetValue<int>()).ShouldBe([3, 4]);
        (await client.GetFromJsonAsync<JsonNode>("/api/v1/associations/foretagarna/members"))!["items"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_is_refused_in_a_new_list_has_not_left_and_who_is_missing_has()
    {
        var client = service.AsAssociation("foretagarna");
        await client.PutAsync("/api/v1/associations/foretagarna/members", Csv("orgnr;namn\n556177-7631;Ett\n556012-5790;Två\n556036-0793;Tre\n"));

        var answer = await BodyAsync(await client.PutAsync("/api/v1/associations/foretagarna/members", Csv("orgnr;namn;epost\n556177-7631;Ett nytt;\n556012-5790;Två;ingen adress\n")));

        (answer["changed"]!.GetValue<int>(), answer["removed"]!.GetValue<int>(), answer["members"]!.GetValue<int>()).ShouldBe((1, 1, 2));
        var history = (await client.GetFromJsonAsync<JsonArray>("/api/v1/associations/foretagarna/members/history"))!;
        history.Select(push => (push!["by"]!.GetValue<string>(), push["added"]!.GetValue<int>(), push["removed"]!.GetValue<int>()))
            .ShouldBe([("foretagarna", 0, 1), ("foretagarna", 3, 0)]);
    }

    [Fact]
    public async Task Changes_leave_the_others_in_the_list()
    {
        var client = service.AsAssociation("foretagarna");
        await client.PutAsync("/api/v1/associations/foretagarna/members", Csv("orgnr;namn\n556177-7631;Ett\n556012-5790;Två\n"));

        var answer = await BodyAsync(await client.PatchAsJsonAsync(
            "/api/v1/associations/foretagarna/members", new[] { new { organisationNumber = "5560360793", name = "Tre" } }));

        (answer["added"]!.GetValue<int>(), answer["removed"]!.GetValue<int>(), answer["members"]!.GetValue<int>()).ShouldBe((1, 0, 3));
    }

    [Fact]
    public async Task A_company_in_both_lists_is_one_with_two_memberships_and_keeps_its_bookings_when_it_leaves()
    {
        foreach (var association in (string[])["foretagarna", "naringsliv"])
        {
            await service.AsAssociation(association).PutAsync($"/api/v1/associations/{association}/members", Csv("orgnr;namn;epost\n556177-7631;Ett;anna@example.se\n"));
        }

        var company = (await service.As(Roles.Organiser).GetFromJsonAsync<JsonNode>("/api/v1/companies"))!["items"]!.AsArray().ShouldHaveSingleItem()!;
        company["memberships"]!.AsArray().Select(each => each!.GetValue<string>()).ShouldBe(["foretagarna", "naringsliv"]);

        var activity = await ReleaseAsync(capacity: 1);
        (await RegisterAsync(activity, "Anna", "anna@example.se")).EnsureSuccessStatusCode();
        await service.AsAssociation("foretagarna").PutAsync("/api/v1/associations/foretagarna/members?confirm=true", Csv("orgnr;namn\n556012-5790;Två\n"));
        (await ConfirmedAsync(activity)).ShouldBe(1);
    }

    [Fact]
    public async Task Two_pushes_at_once_are_taken_one_after_the_other()
    {
        var client = service.AsAssociation("foretagarna");
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => client.PatchAsJsonAsync(
            "/api/v1/associations/foretagarna/members", new[] { new { organisationNumber = "5560360793", name = $"Namn {i}" } })));

        answers.ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.OK);
        var bodies = await Task.WhenAll(answers.Select(BodyAsync));
        bodies.Sum(body => body["added"]!.GetValue<int>()).ShouldBe(1);
        bodies.ShouldAllBe(body => body["members"]!.GetValue<int>() == 1);
    }

    [Fact]
    public async Task An_association_sees_and_changes_only_its_own_members()
    {
        var naringsliv = service.AsAssociation("naringsliv");
        (await naringsliv.PutAsync("/api/v1/associations/foretagarna/members", Csv("orgnr;namn\n"))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await naringsliv.GetAsync("/api/v1/associations/foretagarna/members")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_repeated_request_with_the_same_key_gets_the_same_answer()
    {
        var activity = await ReleaseAsync(capacity: 1);
        async Task<HttpResponseMessage> SendAsync(string name)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/activities/{activity}/registrations")
            {
                Content = JsonContent.Create(new { contact = new { name, email = "anna@example.se" }, consent = true }),
                Headers = { { "Idempotency-Key", "k1" } },
            };
            return await service.Http.SendAsync(request);
        }

        var first = await SendAsync("Anna");
        var again = await SendAsync("Anna");
        var other = await SendAsync("Bo");

        (await again.Content.ReadAsStringAsync()).ShouldBe(await first.Content.ReadAsStringAsync());
        again.StatusCode.ShouldBe(HttpStatusCode.Created);
        other.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task An_organisers_list_pages_and_is_a_file_that_a_spreadsheet_opens_safely()
    {
        var activity = await ReleaseAsync(capacity: 3);
        var organiser = service.As(Roles.Organiser);
        foreach (var name in (string[])["=1+1", "Bo", "Cilla"])
        {
            (await RegisterAsync(activity, name, $"{Guid.NewGuid():N}@example.se", organiser)).StatusCode.ShouldBe(HttpStatusCode.Created);
        }

        var page = (await organiser.GetFromJsonAsync<JsonNode>($"/api/v1/activities/{activity}/registrations?limit=2"))!;
        page["items"]!.AsArray().Count.ShouldBe(2);
        var rest = (await organiser.GetFromJsonAsync<JsonNode>($"/api/v1/activities/{activity}/registrations?limit=2&after={page["next"]}"))!;
        rest["items"]!.AsArray().Single()!["contact"]!["name"]!.GetValue<string>().ShouldBe("Cilla");
        rest["next"].ShouldBeNull();
        rest["total"]!.GetValue<int>().ShouldBe(3);

        organiser.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("text/csv"));
        var csv = await organiser.GetByteArrayAsync($"/api/v1/activities/{activity}/registrations");
        csv.AsSpan().StartsWith(Encoding.UTF8.Preamble).ShouldBeTrue();
        Encoding.UTF8.GetString(csv).ShouldNotContain(";=1+1");
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
        var activity = await ReleaseAsync(capacity: 5);
        var body = new { contact = new { name = "Anna", email = "anna@example.se" }, consent = true };

        (await service.Http.PostAsJsonAsync($"/api/v1/activities/{activity}/registrations", new { contact = new { name = "Bo", email = "bo@example.se" }, consent = true }))
            .StatusCode.ShouldBe(HttpStatusCode.Created);
        (await service.As(Roles.Organiser).PostAsJsonAsync($"/api/v1/activities/{activity}/registrations", body)).StatusCode.ShouldBe(HttpStatusCode.Created);
        var visitor = service.AsVisitor(ContactIds.Of("cia@example.se").ToString());
        (await RegisterAsync(activity, "Cia", "cia@example.se", visitor)).StatusCode.ShouldBe(HttpStatusCode.Created, "what people do for themselves is not audited");

        await using var reads = service.Store.QuerySession();
        var act = (await reads.Events.QueryRawEventDataOnly<ActWasAudited>().ToListAsync()).ShouldHaveSingleItem();
        act.Act.ShouldBe("register");
        act.Subjects.ShouldBe([$"activities/{activity}", $"contacts/{ContactIds.Of("anna@example.se")}"]);
    }

    private async Task<ActivityId> ReleaseAsync(int capacity, Func<ActivityState, ActivityState>? like = null)
    {
        var id = ActivityId.New();
        var activity = Given.Released(id, capacity);
        await service.Bus.PublishAsync(new ActivityReleased(like?.Invoke(activity) ?? activity));
        await Eventually.TrueAsync(async () => (await service.Http.GetAsync($"/api/v1/activities/{id}/availability")).IsSuccessStatusCode);
        return id;
    }

    private Task<HttpResponseMessage> RegisterAsync(ActivityId activity, string name, string email, HttpClient? http = null) =>
        (http ?? service.Http).PostAsJsonAsync(
            $"/api/v1/activities/{activity}/registrations", new { contact = new { name, email }, seats = 1, consent = true });

    private async Task<int> ConfirmedAsync(ActivityId activity) =>
        (await service.Http.GetFromJsonAsync<JsonNode>($"/api/v1/activities/{activity}/availability"))!["confirmed"]!.GetValue<int>();

    private async Task<JsonNode> PushAsync(string association)
    {
        using var file = new ByteArrayContent(await File.ReadAllBytesAsync(Path.Combine(AppContext.BaseDirectory, "demo", $"{association}.csv")));
        file.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        return await BodyAsync(await service.AsAssociation(association).PutAsync($"/api/v1/associations/{association}/members", file));
    }

    private static StringContent Csv(string text) => new(text, Encoding.UTF8, "text/csv");

    private static async Task<JsonNode> BodyAsync(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        return text.Length > 0 ? JsonNode.Parse(text)! : throw new InvalidOperationException($"{answer.StatusCode} without a body");
    }
}
