using System.Net;
using System.Text.Json.Nodes;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Testing;
using static BusinessFocus.Scheduling.Tests.SchedulingService;

namespace BusinessFocus.Scheduling.Tests.Planning;

public sealed class PlanningAndReleasing(SchedulingService scheduling)
{
    private HttpClient Organiser => scheduling.Organiser;

    private HttpClient Anyone => scheduling.Anyone;

    [Fact]
    public async Task What_is_asked_of_those_who_register_is_released_with_the_activity_and_a_change_of_it_too()
    {
        var edition = await scheduling.NewEditionAsync();
        object Asking(int seatsPerCompany) => new
        {
            kind = "seminar",
            title = new { sv = "Så möts vi" },
            startsAt = "2026-10-06T09:00:00+02:00",
            endsAt = "2026-10-06T10:00:00+02:00",
            capacity = 40,
            rules = new
            {
                seatsPerCompany,
                cancelHoursBefore = 24,
                offerMinutes = 120,
                questions = new object[]
                {
                    new { key = "role", text = new { sv = "Roll?" }, kind = "choice", required = true, choices = new[] { new { key = "a", text = new { sv = "A" } }, new { key = "b", text = new { sv = "B" } } } },
                    new { key = "diet", text = new { sv = "Kost?" }, kind = "diet" },
                },
            },
        };
        var id = await scheduling.PlanAsync(edition, Asking(2));
        await scheduling.ReleaseAsync(edition);

        var rules = (await scheduling.Running.Bus.NextAsync<ActivityReleased>(message => message.Activity.Id.ToString() == id)).Activity.Rules!;
        (rules.SeatsPerCompany, rules.CancelHoursBefore, rules.OfferMinutes, rules.OvertakeMinutes).ShouldBe((2, 24, 120, null));
        rules.Questions!.Select(question => (question.Key, question.Kind, question.Required)).ShouldBe([("role", QuestionKind.Choice, true), ("diet", QuestionKind.Diet, false)]);
        (await Anyone.ReadAsync($"/api/v1/activities/{id}"))["rules"]!["questions"]!.AsArray().Count.ShouldBe(2);

        await Organiser.SendAsync(HttpMethod.Put, $"/api/v1/activities/{id}", HttpStatusCode.OK, Asking(2));
        (await Organiser.ReadAsync($"/api/v1/activities/{id}"))["organiser"]!["unreleased"]!.AsArray().ShouldBeEmpty("nothing differs");
        await Organiser.SendAsync(HttpMethod.Put, $"/api/v1/activities/{id}", HttpStatusCode.OK, Asking(3));
        (await Organiser.ReadAsync($"/api/v1/activities/{id}"))["organiser"]!["unreleased"]!.AsArray().Select(kind => kind!.GetValue<string>()).ShouldBe(["capacityChanged"]);
    }

    [Fact]
    public async Task Rules_that_cannot_be_are_refused_by_field()
    {
        var edition = await scheduling.NewEditionAsync();

        var refused = await Organiser.SendAsync(HttpMethod.Post, $"{edition.Path}/activities", HttpStatusCode.BadRequest, new
        {
            kind = "seminar",
            title = new { sv = "Så möts vi" },
            startsAt = "2026-10-06T09:00:00+02:00",
            endsAt = "2026-10-06T10:00:00+02:00",
            capacity = 40,
            rules = new
            {
                seatsPerCompany = 0,
                offerMinutes = 1,
                questions = new object[] { new { key = "Role!", text = new { sv = "" }, kind = "choice" }, new { key = "x", text = new { sv = "X" }, kind = "text", choices = new[] { new { key = "a", text = new { sv = "A" } } } } },
            },
        });

        refused["errors"]!.AsObject().Select(error => error.Key).ShouldBe(
            ["rules.seatsPerCompany", "rules.offerMinutes", "rules.questions[0].key", "rules.questions[0].text.sv", "rules.questions[0].choices", "rules.questions[1].choices"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_plan_is_a_draft_until_it_is_released_and_then_everybody_hears_of_it()
    {
        var edition = await scheduling.NewEditionAsync();
        var venue = (await AddAsync(edition, "venues", new { name = "Dergårdsteatern", address = "Bagges torg 1", latitude = 57.77, longitude = 12.27 })).Text("id");
        var host = (await AddAsync(edition, "hosts", new { name = "Anna Ek", role = "näringslivschef", languages = new[] { "sv", "en" } })).Text("id");
        var id = await scheduling.PlanAsync(edition, Seminar(venueId: venue, hostIds: [host]));

        await Anyone.SendAsync(HttpMethod.Get, $"/api/v1/activities/{id}", HttpStatusCode.NotFound);
        (await Organiser.ReadAsync($"/api/v1/activities/{id}")).Text("status").ShouldBe("draft");
        await Anyone.SendAsync(HttpMethod.Get, edition.Programme, HttpStatusCode.NotFound);
        await Anyone.SendAsync(HttpMethod.Get, edition.Path, HttpStatusCode.NotFound);
        await Organiser.SendAsync(HttpMethod.Post, $"{edition.Path}/open", HttpStatusCode.OK);
        (await Anyone.ReadAsync(edition.Programme))["activities"]!.AsArray().ShouldBeEmpty();

        var release = await scheduling.ReleaseAsync(edition);
        release.Number("version").ShouldBe(1);
        var change = release["changes"]!.AsArray().ShouldHaveSingleItem()!;
        change.Text("activityId").ShouldBe(id);
        change["kinds"]!.AsArray().ShouldHaveSingleItem()!.GetValue<string>().ShouldBe("added");

        var heard = (await scheduling.Running.Bus.NextAsync<ActivityReleased>(message => message.Activity.Id.ToString() == id)).Activity;
        heard.Version.ShouldBe(2);
        heard.Hosts.ShouldBe(["Anna Ek, näringslivschef"]);
        heard.Place.ShouldBe(new Place("Dergårdsteatern", null, "Bagges torg 1", 57.77, 12.27));
        heard.StartsAt.ShouldBe(new DateTimeOffset(2026, 10, 6, 7, 0, 0, TimeSpan.Zero));
        heard.JoinLink.ShouldBe("https://meet.example/secret");
        var programme = await scheduling.Running.Bus.NextAsync<ProgrammeReleased>(message => message.EditionSlug == edition.Slug);
        programme.Changes.ShouldHaveSingleItem().Activity.Version.ShouldBe(2);

        var shown = await Anyone.ReadAsync($"/api/v1/activities/{id}");
        shown.Text("status").ShouldBe("released");
        shown["organiser"].ShouldBeNull();
        shown.ToJsonString().ShouldNotContain("meet.example");
        (await Anyone.ReadAsync(edition.Path)).Number("releaseVersion").ShouldBe(1);
    }

    [Fact]
    public async Task A_change_stays_a_draft_until_the_next_release()
    {
        var edition = await scheduling.NewEditionAsync();
        var id = await scheduling.PlanAsync(edition, Seminar());
        await scheduling.ReleaseAsync(edition);

        var moved = await Organiser.SendAsync(
            HttpMethod.Put, $"/api/v1/activities/{id}", HttpStatusCode.OK, Seminar(to: "2026-10-06T11:00:00+02:00"));
        moved["organiser"]!["unreleased"]!.AsArray().ShouldHaveSingleItem()!.GetValue<string>().ShouldBe("moved");
        (await Anyone.ReadAsync($"/api/v1/activities/{id}")).Text("endsAt").ShouldStartWith("2026-10-06T08:00");

        await scheduling.ReleaseAsync(edition);
        var changed = await scheduling.Running.Bus.NextAsync<ActivityChanged>(message => message.Activity.Id.ToString() == id);
        changed.Activity.CalendarSequence.ShouldBe(1);
        changed.Activity.Version.ShouldBe(4);
        (await Anyone.ReadAsync($"/api/v1/activities/{id}")).Text("endsAt").ShouldStartWith("2026-10-06T09:00");

        var refused = await Organiser.SendAsync(HttpMethod.Post, $"{edition.Path}/releases", HttpStatusCode.Conflict);
        refused.Text("type").ShouldBe("urn:businessfocus:problem:nothing-to-release");
        (await Anyone.ReadAsync($"{edition.Path}/releases"))["items"]!.AsArray().Count.ShouldBe(2);
        var second = await Anyone.ReadAsync($"{edition.Path}/releases/2");
        second["changes"]!.AsArray().Single()!["before"]!.Text("endsAt").ShouldStartWith("2026-10-06T08:00");
        await Anyone.SendAsync(HttpMethod.Get, $"{edition.Path}/releases/3", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_cancellation_is_heard_at_once_and_once()
    {
        var edition = await scheduling.NewEditionAsync();
        var id = await scheduling.PlanAsync(edition, Seminar());
        await scheduling.ReleaseAsync(edition);

        await Organiser.SendAsync(HttpMethod.Post, $"/api/v1/activities/{id}/cancel", HttpStatusCode.OK, new { reason = "Sjukdom" });
        (await Organiser.SendAsync(HttpMethod.Post, $"/api/v1/activities/{id}/cancel", HttpStatusCode.OK)).Text("status").ShouldBe("cancelled");

        var heard = await scheduling.Running.Bus.NextAsync<ActivityCancelled>(message => message.Activity.Id.ToString() == id);
        heard.Reason.ShouldBe("Sjukdom");
        heard.Activity.CalendarSequence.ShouldBe(1);
        (await Anyone.ReadAsync(edition.Programme))["activities"]!.AsArray().Single()!.Text("status").ShouldBe("cancelled");
        await Organiser.SendAsync(HttpMethod.Post, $"/api/v1/activities/{id}/complete", HttpStatusCode.Conflict);

        var release = await scheduling.ReleaseAsync(edition);
        release["changes"]!.AsArray().Single()!["kinds"]!.AsArray().Single()!.GetValue<string>().ShouldBe("cancelled");
        var programme = await scheduling.Running.Bus.NextAsync<ProgrammeReleased>(
            message => message.EditionSlug == edition.Slug && message.ReleaseVersion == 2);
        programme.Changes.Single().Activity.Version.ShouldBe(heard.Activity.Version);
        scheduling.Running.Bus.Heards<ActivityCancelled>().Count(message => message.Activity.Id.ToString() == id).ShouldBe(1);
    }

    [Fact]
    public async Task A_completed_activity_is_heard_of_once()
    {
        var edition = await scheduling.NewEditionAsync(2099);
        var id = await scheduling.PlanAsync(edition, Seminar(from: "2099-10-06T09:00:00+02:00", to: "2099-10-06T10:00:00+02:00"));
        await Organiser.SendAsync(HttpMethod.Post, $"/api/v1/activities/{id}/complete", HttpStatusCode.Conflict, new { });
        await scheduling.ReleaseAsync(edition);

        var early = await Organiser.SendAsync(HttpMethod.Post, $"/api/v1/activities/{id}/complete", HttpStatusCode.Conflict, new { });
        early.Text("type").ShouldEndWith("not-begun");
        await Organiser.SendAsync(HttpMethod.Post, $"/api/v1/activities/{id}/complete", HttpStatusCode.OK, new { @override = new { reason = "Blev i går" } });
        await Organiser.SendAsync(HttpMethod.Post, $"/api/v1/activities/{id}/complete", HttpStatusCode.OK);

        var last = (await Organiser.ReadAsync($"/api/v1/activities/{id}/history"))["entries"]!.AsArray()[^1]!;
        (last.Text("what"), last.Text("reason")).ShouldBe(("completed", "Blev i går"));
        var heard = await scheduling.Running.Bus.NextAsync<ActivityCompleted>(message => message.Activity.Id.ToString() == id);
        heard.Activity.Status.ShouldBe(ActivityStatus.Completed);
        heard.Activity.Version.ShouldBe(3);
    }

    [Fact]
    public async Task That_an_activity_took_place_is_taken_back_until_somebody_has_answered()
    {
        var edition = await scheduling.NewEditionAsync(2099);
        var id = await scheduling.PlanAsync(edition, Seminar(from: "2099-10-06T09:00:00+02:00", to: "2099-10-06T10:00:00+02:00"));
        await scheduling.ReleaseAsync(edition);
        await CompleteAsync();

        var reopened = await Organiser.SendAsync(HttpMethod.Post, $"/api/v1/activities/{id}/reopen", HttpStatusCode.OK, new { reason = "Fel dag" });

        reopened.Text("status").ShouldBe("released");
        var heard = await scheduling.Running.Bus.NextAsync<ActivityReopened>(message => message.Activity.Id.ToString() == id);
        (heard.Activity.Status, heard.Reason).ShouldBe((ActivityStatus.Released, "Fel dag"));
        var entry = (await Organiser.ReadAsync($"/api/v1/activities/{id}/history"))["entries"]!.AsArray()[^1]!;
        (entry.Text("what"), entry.Text("reason")).ShouldBe(("reopened", "Fel dag"));

        await CompleteAsync();
        await scheduling.Running.Bus.PublishAsync(new Contracts.Feedback.ResponseGiven(
            Contracts.SurveyId.New(), new Contracts.ActivityId(Guid.Parse(id)), new Contracts.EditionId(Guid.Parse(edition.Id)), DateTimeOffset.UtcNow));
        await Eventually.TrueAsync(async () =>
        {
            await using var reads = scheduling.Running.Store.QuerySession();
            return await reads.LoadAsync<Scheduling.Planning.AnsweredSurvey>(Guid.Parse(id)) is not null;
        });
        var refused = await Organiser.SendAsync(HttpMethod.Post, $"/api/v1/activities/{id}/reopen", HttpStatusCode.Conflict);
        refused.Text("type").ShouldEndWith("survey-answered");

        Task CompleteAsync() => Organiser.SendAsync(
            HttpMethod.Post, $"/api/v1/activities/{id}/complete", HttpStatusCode.OK, new { @override = new { reason = "Ett test" } });
    }

    [Fact]
    public async Task Activities_that_are_over_are_completed_once_where_the_edition_says_so()
    {
        var (edition, byHand) = (await scheduling.NewEditionAsync(2020), await scheduling.NewEditionAsync(2020));
        var id = await scheduling.PlanAsync(edition, Seminar(from: "2020-10-06T09:00:00+02:00", to: "2020-10-06T10:00:00+02:00"));
        var other = await scheduling.PlanAsync(byHand, Seminar(from: "2020-10-06T09:00:00+02:00", to: "2020-10-06T10:00:00+02:00"));
        await scheduling.ReleaseAsync(edition);
        await scheduling.ReleaseAsync(byHand);
        await using var another = await scheduling.Running.StartAnotherAsync<Program>();

        (await Organiser.SendAsync(HttpMethod.Post, $"{edition.Path}/complete-by-itself", HttpStatusCode.OK))["completesByItself"]!.GetValue<bool>().ShouldBeTrue();

        await scheduling.Running.Bus.NextAsync<ActivityCompleted>(message => message.Activity.Id.ToString() == id);
        await Organiser.SendAsync(HttpMethod.Post, $"/api/v1/activities/{id}/reopen", HttpStatusCode.OK);
        await using (var reads = scheduling.Running.Store.QuerySession())
        {
            var happened = (await reads.Events.FetchStreamAsync(Guid.Parse(id))).Select(each => each.Data).ToList();
            happened.OfType<Scheduling.Activities.ActivityCompleted>().ShouldHaveSingleItem();
        }

        (await Organiser.ReadAsync($"/api/v1/activities/{other}")).Text("status").ShouldBe("released");
        (await Organiser.SendAsync(HttpMethod.Post, $"{edition.Path}/complete-by-hand", HttpStatusCode.OK))["completesByItself"]!.GetValue<bool>().ShouldBeFalse();
    }

    [Fact]
    public async Task Whoever_edits_an_older_version_is_told_what_has_changed()
    {
        var edition = await scheduling.NewEditionAsync();
        var id = await scheduling.PlanAsync(edition, Seminar());
        await Organiser.SendAsync(HttpMethod.Put, $"/api/v1/activities/{id}", HttpStatusCode.OK, Seminar(capacity: 50), ifMatch: "\"1\"");

        var stale = await Organiser.SendAsync(
            HttpMethod.Put, $"/api/v1/activities/{id}", HttpStatusCode.PreconditionFailed, Seminar(title: "Annat"), ifMatch: "\"1\"");

        stale.Text("type").ShouldBe("urn:businessfocus:problem:stale");
        stale.Number("version").ShouldBe(2);
        stale["changed"]!.AsArray().Select(field => field!.GetValue<string>()).ShouldBe(["capacity"]);
        var change = stale["changes"]!.AsArray().ShouldHaveSingleItem()!;
        change.Text("by").ShouldBe("olivia");
        change["changed"]![0]!.Number("before").ShouldBe(40);
        change["changed"]![0]!.Number("after").ShouldBe(50);
        var cancelled = await Organiser.SendAsync(
            HttpMethod.Post, $"/api/v1/activities/{id}/cancel", HttpStatusCode.PreconditionFailed, new { }, ifMatch: "\"1\"");
        cancelled["changed"]!.AsArray().ShouldHaveSingleItem()!.GetValue<string>().ShouldBe("capacity");
    }

    [Fact]
    public async Task Of_two_organisers_who_edit_at_the_same_moment_the_second_is_told_what_the_first_has_done()
    {
        var edition = await scheduling.NewEditionAsync();
        var id = await scheduling.PlanAsync(edition, Seminar());
        await scheduling.ReleaseAsync(edition);
        var (olivia, oskar) = (Organiser, scheduling.Running.As(Hosting.Tokens.Roles.Organiser, "oskar"));

        var answers = await Task.WhenAll(EditAsync(olivia, "Olivias titel"), EditAsync(oskar, "Oskars titel"));

        var second = Array.FindIndex(answers, answer => answer.StatusCode == HttpStatusCode.PreconditionFailed);
        answers[1 - second].StatusCode.ShouldBe(HttpStatusCode.OK);
        var stale = JsonNode.Parse(await answers[second].Content.ReadAsStringAsync())!;
        stale.Number("version").ShouldBe(3);
        stale["changed"]!.AsArray().ShouldHaveSingleItem()!.GetValue<string>().ShouldBe("title");
        var first = stale["changes"]!.AsArray().ShouldHaveSingleItem()!;
        first.Text("by").ShouldBe(second == 0 ? "oskar" : "olivia");
        first["changed"]![0]!["after"]!.Text("sv").ShouldBe(second == 0 ? "Oskars titel" : "Olivias titel");

        foreach (var what in (string[])["cancel", "complete"])
        {
            var refused = await oskar.SendAsync(
                HttpMethod.Post, $"/api/v1/activities/{id}/{what}", HttpStatusCode.PreconditionFailed, ifMatch: "\"2\"");
            refused["changed"]!.AsArray().ShouldHaveSingleItem()!.GetValue<string>().ShouldBe("title");
        }

        async Task<HttpResponseMessage> EditAsync(HttpClient organiser, string title)
        {
            using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/v1/activities/{id}")
            {
                Content = System.Net.Http.Json.JsonContent.Create(Seminar(title: title)),
            };
            request.Headers.TryAddWithoutValidation("If-Match", "\"2\"");
            return await organiser.SendAsync(request);
        }
    }

    [Fact]
    public async Task The_history_of_an_activity_says_who_when_and_why()
    {
        var edition = await scheduling.NewEditionAsync();
        var host = (await AddAsync(edition, "hosts", new { name = "KSO" })).Text("id");
        var id = await scheduling.PlanAsync(edition, Seminar());
        await scheduling.ReleaseAsync(edition);
        await scheduling.Running.As(Hosting.Tokens.Roles.Organiser, "oskar").SendAsync(
            HttpMethod.Put, $"/api/v1/activities/{id}", HttpStatusCode.OK, Seminar(hostIds: [host], reason: "KSO ville vara med"));
        await Organiser.SendAsync(HttpMethod.Post, $"/api/v1/activities/{id}/cancel", HttpStatusCode.OK, new { reason = "Sjukdom" });

        var entries = (await Organiser.ReadAsync($"/api/v1/activities/{id}/history"))["entries"]!.AsArray();

        entries.Select(entry => entry!.Text("what")).ShouldBe(["planned", "released", "replanned", "cancelled"]);
        entries.Select(entry => entry!.Text("by")).ShouldBe(["olivia", "olivia", "oskar", "olivia"]);
        entries[1]!.Number("release").ShouldBe(1);
        entries[1]!.Text("reason").ShouldBe("Ett släpp");
        entries[2]!.Text("reason").ShouldBe("KSO ville vara med");
        entries[2]!["changed"]![0]!["after"]![0]!.GetValue<string>().ShouldBe("KSO");
        entries[3]!.Text("reason").ShouldBe("Sjukdom");
        await Anyone.SendAsync(HttpMethod.Get, $"/api/v1/activities/{id}/history", HttpStatusCode.Unauthorized);
        await Organiser.SendAsync(HttpMethod.Get, $"/api/v1/activities/{Guid.NewGuid()}/history", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_clash_is_refused_with_all_that_clashes_and_accepted_with_a_reason()
    {
        var edition = await scheduling.NewEditionAsync();
        var host = (await AddAsync(edition, "hosts", new { name = "KSO" })).Text("id");
        var first = await scheduling.PlanAsync(edition, Seminar(hostIds: [host]));

        var refused = await Organiser.SendAsync(
            HttpMethod.Post, $"{edition.Path}/activities", HttpStatusCode.Conflict, Seminar(title: "Krock", hostIds: [host]));
        refused.Text("type").ShouldBe("urn:businessfocus:problem:clash");
        var clash = refused["clashes"]!.AsArray().ShouldHaveSingleItem()!;
        clash.Text("activityId").ShouldBe(first);
        clash.Text("what").ShouldBe("host");
        clash.Text("name").ShouldBe("KSO");
        clash["title"]!.Text("sv").ShouldBe("Så möts vi");
        clash.Text("startsAt").ShouldStartWith("2026-10-06T07:00:00");

        await scheduling.PlanAsync(edition, Seminar(title: "Krock", hostIds: [host], @override: new { reason = "De är två" }));
    }

    [Fact]
    public async Task Of_many_who_plan_the_same_host_at_the_same_moment_one_succeeds()
    {
        var edition = await scheduling.NewEditionAsync();
        var host = (await AddAsync(edition, "hosts", new { name = "KSO" })).Text("id");

        var answers = await Task.WhenAll(Enumerable.Range(1, 12).Select(i => Organiser.PostAsync(
            $"{edition.Path}/activities", System.Net.Http.Json.JsonContent.Create(Seminar(title: $"Nummer {i}", hostIds: [host])))));

        answers.Count(answer => answer.StatusCode == HttpStatusCode.Created).ShouldBe(1);
        answers.Count(answer => answer.StatusCode == HttpStatusCode.Conflict).ShouldBe(11);
    }

    [Fact]
    public async Task Of_many_who_create_the_same_edition_at_the_same_moment_one_succeeds()
    {
        var request = new { slug = $"same-{Guid.NewGuid():N}", name = new { sv = "En" }, startsOn = "2026-10-05", endsOn = "2026-10-16" };

        var answers = await Task.WhenAll(Enumerable.Range(1, 8).Select(_ => Organiser.PostAsync(
            "/api/v1/editions", System.Net.Http.Json.JsonContent.Create(request))));

        answers.Count(answer => answer.StatusCode == HttpStatusCode.Created).ShouldBe(1);
        answers.Count(answer => answer.StatusCode == HttpStatusCode.Conflict).ShouldBe(7);
    }

    public static TheoryData<string, object> BadPlans => new()
    {
        { "endsAt", Seminar(to: "2026-10-06T08:00:00+02:00") },
        { "startsAt", Seminar(from: "2026-09-06T09:00:00+02:00", to: "2026-09-06T10:00:00+02:00") },
        { "capacity", Seminar(capacity: -1) },
        { "title.sv", Seminar(title: new string('x', 10_000)) },
        { "title.sv", Seminar(title: "Bad\u0000title") },
        { "venueId", Seminar(venueId: Guid.NewGuid().ToString()) },
        { "hostIds", Seminar(hostIds: [Guid.NewGuid().ToString()]) },
        { "override.reason", Seminar(@override: new { reason = "" }) },
        { "startsAt", Seminar(from: "2026-10-06T09:00:00") },
        { "startsAt,endsAt", Seminar(from: "9999-12-30T09:00:00Z", to: "9999-12-31T23:59:59.9999999Z") },
    };

    [Theory, MemberData(nameof(BadPlans))]
    public async Task A_bad_plan_is_refused_by_field(string field, object plan)
    {
        var edition = await scheduling.NewEditionAsync();

        var refused = await Organiser.SendAsync(HttpMethod.Post, $"{edition.Path}/activities", HttpStatusCode.BadRequest, plan);

        refused["errors"]!.AsObject().Select(error => error.Key).ShouldBe(field.Split(','));
    }

    [Fact]
    public async Task An_unknown_edition_or_activity_is_not_found()
    {
        var unknown = Guid.NewGuid();
        await Organiser.SendAsync(HttpMethod.Post, $"/api/v1/editions/{unknown}/activities", HttpStatusCode.NotFound, Seminar());
        await Organiser.SendAsync(HttpMethod.Post, $"/api/v1/editions/{unknown}/releases", HttpStatusCode.NotFound, new { });
        await Organiser.SendAsync(HttpMethod.Put, $"/api/v1/activities/{unknown}", HttpStatusCode.NotFound, Seminar());
        await Organiser.SendAsync(HttpMethod.Post, $"/api/v1/activities/{unknown}/cancel", HttpStatusCode.NotFound, new { });
        await Anyone.SendAsync(HttpMethod.Get, "/api/v1/editions/no-such/programme", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task An_officers_period_is_cut_into_slots_with_one_seat_each()
    {
        var edition = await scheduling.NewEditionAsync();
        var host = (await AddAsync(edition, "hosts", new { name = "Handläggare miljö" })).Text("id");
        var period = new
        {
            hostId = host,
            startsAt = "2026-10-06T09:00:00+02:00",
            endsAt = "2026-10-06T10:00:00+02:00",
            slotMinutes = 15,
            bufferMinutes = 5,
            topics = new[] { "miljo" },
        };

        var cut = await Organiser.SendAsync(HttpMethod.Post, $"{edition.Path}/open-house", HttpStatusCode.Created, period);

        var slots = cut["slots"]!.AsArray();
        slots.Count.ShouldBe(3);
        slots.ShouldAllBe(slot => slot!.Number("capacity") == 1 && slot!.Text("kind") == "openHouse");
        var again = await Organiser.SendAsync(HttpMethod.Post, $"{edition.Path}/open-house", HttpStatusCode.Conflict, period);
        again["clashes"]!.AsArray().Count.ShouldBe(3);
        var anew = await Organiser.SendAsync(
            HttpMethod.Put, $"{edition.Path}/open-house", HttpStatusCode.OK, new { period.hostId, period.startsAt, period.endsAt, slotMinutes = 30, period.topics });
        (anew.Number("withdrawn"), anew.Number("planned"), anew.Number("kept")).ShouldBe((3, 2, 0));
    }

    [Fact]
    public async Task Lists_are_read_page_by_page()
    {
        var edition = await scheduling.NewEditionAsync();
        foreach (var name in (string[])["Ett", "Två", "Tre"])
        {
            await AddAsync(edition, "venues", new { name });
        }

        var names = new List<string>();
        JsonNode? page = null;
        do
        {
            page = await Organiser.ReadAsync($"{edition.Path}/venues?limit=2&after={page?["next"]}");
            names.AddRange(page["items"]!.AsArray().Select(venue => venue!.Text("name")));
            page["total"]!.GetValue<int>().ShouldBe(3, "on every page");
        }
        while (page["next"] is not null);

        names.ShouldBe(["Ett", "Två", "Tre"]);
        (await AddAsync(edition, "venues", new { name = "ett" }, HttpStatusCode.Conflict)).Text("type").ShouldEndWith("venue-name-taken");
    }

    [Fact]
    public async Task What_was_read_and_is_sent_back_changes_nothing()
    {
        var edition = await scheduling.NewEditionAsync();
        var (venue, activity) = await FullyPlannedAsync(edition);
        var near = await scheduling.AddAsync(edition, "venues", new { name = "Två", latitude = 57.84, longitude = 12.3 });
        var far = await scheduling.AddAsync(edition, "venues", new { name = "Tre", latitude = 57.6, longitude = 12.6 });
        var host = await scheduling.AddAsync(edition, "hosts", new
        {
            name = "Hugo",
            role = "Bygglov",
            organisation = "Lerums kommun",
            languages = new[] { "sv", "en" },
            workingHours = new[] { new { day = "tuesday", from = "08:00", to = "12:00" } },
            unavailable = new[] { new { startsAt = "2026-10-06T11:00:00+02:00", endsAt = "2026-10-06T17:00:00+02:00", note = "Ledig" } },
        });
        await Organiser.SendAsync(HttpMethod.Put, $"{edition.Path}/travel-times", HttpStatusCode.OK, new
        {
            ways = new[] { new { fromVenueId = venue, toVenueId = near, minutes = 25 }, new { fromVenueId = far, toVenueId = venue, minutes = 35 } },
        });

        foreach (var path in (string[])[$"/api/v1/venues/{venue}", $"/api/v1/hosts/{host}", $"/api/v1/activities/{activity}", $"{edition.Path}/travel-times"])
        {
            var (body, version) = await ReadWithVersionAsync(path);
            var answer = await Organiser.SendAsync(HttpMethod.Put, path, HttpStatusCode.OK, body, version);

            foreach (var (member, value) in body.AsObject())
            {
                JsonNode.DeepEquals(answer[member], value).ShouldBeTrue($"{member} of {body}\n{answer}");
            }

            // Of a venue the answer also tells what changed.
            (answer["changed"] is JsonArray { Count: > 0 }).ShouldBeFalse($"{answer}");
            var (after, same) = await ReadWithVersionAsync(path);
            JsonNode.DeepEquals(after, body).ShouldBeTrue($"{body}\n{after}");
            same.ShouldBe(version, path);
        }
    }

    [Fact]
    public async Task What_was_read_can_be_changed_where_it_stands_and_sent_back()
    {
        var edition = await scheduling.NewEditionAsync();
        var (_, activity) = await FullyPlannedAsync(edition);
        var path = $"/api/v1/activities/{activity}";
        var read = await Organiser.ReadAsync(path);
        read["title"]!["sv"] = "Annan titel";
        read["organiser"]!["room"] = "Foajén";
        read["organiser"]!["setUpMinutes"] = 45;

        var changed = await Organiser.SendAsync(HttpMethod.Put, path, HttpStatusCode.OK, read);

        read["place"]!["room"] = "Foajén";
        JsonNode.DeepEquals(changed, read).ShouldBeTrue($"{read}\n{changed}");

        // What is said beside it goes first; what is taken away there is gone.
        read["setUpMinutes"] = 0;
        read["visibility"] = "Public";
        read["hostIds"] = new JsonArray();
        read["organiser"]!.AsObject().Remove("joinLink");
        var again = (await Organiser.SendAsync(HttpMethod.Put, path, HttpStatusCode.OK, read))["organiser"]!;
        (again.Number("setUpMinutes"), again.Text("visibility"), again["hostIds"]!.AsArray().Count, again["joinLink"]).ShouldBe((0, "public", 0, null));
    }

    [Fact]
    public async Task What_only_organisers_read_is_checked_when_it_comes_back()
    {
        var edition = await scheduling.NewEditionAsync();
        var (_, activity) = await FullyPlannedAsync(edition);
        var read = await Organiser.ReadAsync($"/api/v1/activities/{activity}");
        read["organiser"]!["joinLink"] = "javascript:alert(1)";
        read["organiser"]!["hostIds"] = new JsonArray(Enumerable.Range(0, 51).Select(_ => (JsonNode)Guid.NewGuid().ToString()).ToArray());
        read["organiser"]!["room"] = new string('x', 81);
        read["organiser"]!["setUpMinutes"] = -1;
        read["organiser"]!["takeDownMinutes"] = 100_000;

        var refused = await Organiser.SendAsync(HttpMethod.Put, $"/api/v1/activities/{activity}", HttpStatusCode.BadRequest, read);

        refused["errors"]!.AsObject().Select(error => error.Key).ShouldBe(
            ["organiser.joinLink", "organiser.hostIds", "organiser.room", "organiser.setUpMinutes", "organiser.takeDownMinutes"], ignoreOrder: true);
    }

    [Fact]
    public async Task An_estimated_way_that_comes_back_with_other_minutes_is_said()
    {
        var edition = await scheduling.NewEditionAsync();
        await scheduling.AddAsync(edition, "venues", new { name = "Ett", latitude = 57.77, longitude = 12.27 });
        await scheduling.AddAsync(edition, "venues", new { name = "Två", latitude = 57.84, longitude = 12.3 });
        var read = await Organiser.ReadAsync($"{edition.Path}/travel-times");
        read["ways"]![0]!["minutes"] = 3;

        var way = (await Organiser.SendAsync(HttpMethod.Put, $"{edition.Path}/travel-times", HttpStatusCode.OK, read))["ways"]!.AsArray().ShouldHaveSingleItem()!;

        (way.Number("minutes"), way["estimated"]!.GetValue<bool>()).ShouldBe((3, false));
    }

    [Theory]
    [InlineData("AA")]
    [InlineData("Zg")]
    [InlineData("7aCA")]
    public async Task A_broken_cursor_is_refused_by_every_list(string cursor)
    {
        var edition = await scheduling.NewEditionAsync();

        foreach (var list in (string[])["/api/v1/editions", $"{edition.Path}/venues", $"{edition.Path}/hosts", $"{edition.Path}/activities", $"{edition.Path}/visit-requests", $"{edition.Path}/releases"])
        {
            (await Organiser.SendAsync(HttpMethod.Get, $"{list}?after={cursor}", HttpStatusCode.BadRequest))["errors"]!["after"].ShouldNotBeNull(list);
        }
    }

    [Fact]
    public async Task A_cursor_of_another_list_is_refused()
    {
        var edition = await scheduling.NewEditionAsync();
        foreach (var name in (string[])["Ett", "Två"])
        {
            await AddAsync(edition, "venues", new { name });
        }

        var next = (await Organiser.ReadAsync($"{edition.Path}/venues?limit=1")).Text("next");
        await Organiser.SendAsync(HttpMethod.Get, $"{edition.Path}/releases?after={next}", HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task The_events_say_who_did_it()
    {
        var edition = await scheduling.NewEditionAsync();
        var id = await scheduling.PlanAsync(edition, Seminar());

        await using var session = scheduling.Running.Store.QuerySession();
        var events = await session.Events.FetchStreamAsync(Guid.Parse(id));

        events.ShouldHaveSingleItem().UserName.ShouldBe("olivia");
    }

    [Fact]
    public async Task The_interface_is_as_announced() => await OpenApiContract.ShouldBeAnnouncedAsync(scheduling.Running, "scheduling");

    [Fact]
    public void Every_request_is_checked() => CheckedRequests.ShouldBeAll(scheduling.Running.Services, "importProgramme");

    [Fact]
    public void What_staff_do_about_people_is_audited() =>
        AuditedCalls.ShouldBeAll(
            scheduling.Running.Services,
            [
                "askForVisit", "acceptVisit", "declineVisit", "askAnotherVisitTime",

                // Whom visitors may ask is what the edition says of itself to everybody.
                "createEdition", "listEditions", "readEdition", "readCurrentEdition", "openEdition", "closeEdition", "completeEditionByItself", "completeEditionByHand",
                "chooseConfirmAddress", "copyEdition", "reviseEdition", "readProgramme",
            ]);

    private Task<JsonNode> AddAsync(AnEdition edition, string what, object body, HttpStatusCode expected = HttpStatusCode.Created) =>
        Organiser.SendAsync(HttpMethod.Post, $"{edition.Path}/{what}", expected, body);

    /// <summary>An activity of which everything is said that can be.</summary>
    private async Task<(string Venue, string Activity)> FullyPlannedAsync(AnEdition edition)
    {
        var venue = await scheduling.AddAsync(edition, "venues", new
        {
            name = "Ett",
            address = "Vägen 1",
            capacity = 80,
            latitude = 57.77,
            longitude = 12.27,
            rooms = new[] { new { name = "Salen", capacity = 60 }, new { name = "Foajén", capacity = 60 } },
            openingHours = new[] { new { day = "tuesday", from = "06:00", to = "22:00" } },
        });
        var host = await scheduling.AddAsync(edition, "hosts", new { name = "Hanna" });
        var activity = await scheduling.PlanAsync(edition, new
        {
            kind = "seminar",
            title = new { sv = "Så möts vi", en = "How we meet" },
            description = new { sv = "Om möten", en = "On meetings" },
            startsAt = "2026-10-06T09:00:00+02:00",
            endsAt = "2026-10-06T10:00:00+02:00",
            venueId = venue,
            room = "Salen",
            hostIds = new[] { host },
            joinLink = "https://meet.example/secret",
            attendance = "Both",
            capacity = 40,
            waitingListLimit = 10,
            language = "en",
            topics = new[] { "upphandling" },
            registrationOpensAt = "2026-09-01T09:00:00+02:00",
            registrationClosesAt = "2026-10-05T09:00:00+02:00",
            membersUntil = "2026-09-15T09:00:00+02:00",
            setUpMinutes = 30,
            takeDownMinutes = 15,
            visibility = "Unlisted",
            rules = new { seatsPerCompany = 3, cancelHoursBefore = 24, questions = new[] { new { key = "kost", text = new { sv = "Kost?" }, kind = "Diet" } } },
        });
        return (venue, activity);
    }

    private async Task<(JsonNode Body, string Version)> ReadWithVersionAsync(string path)
    {
        using var answer = await Organiser.GetAsync(path);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return (JsonNode.Parse(await answer.Content.ReadAsStringAsync())!, answer.Headers.ETag!.Tag);
    }
}
