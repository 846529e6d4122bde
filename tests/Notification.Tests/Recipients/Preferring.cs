using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Feedback;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Notifications.Content;
using BusinessFocus.Notifications.Jobs;
using BusinessFocus.Notifications.Lifecycle;
using BusinessFocus.Notifications.Recipients;
using BusinessFocus.Notifications.Releases;
using BusinessFocus.Testing;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using Shouldly;
using Xunit;

namespace BusinessFocus.Notifications.Tests.Recipients;

/// <summary>People choose by their link what they get and how, and get it so.</summary>
public sealed class Preferring(SharedService shared)
{
    private const string Gateway = "http://gateway.test";

    [Fact]
    public async Task A_person_reads_and_changes_by_the_link()
    {
        await using var service = await shared.ForOneTestAsync();
        var (http, path) = (service.Service.Http, PathOf(service, service.Contact()));

        var before = await http.GetAsync(path);
        before.Headers.ETag!.Tag.ShouldStartWith("\"0.");
        (await before.Content.ReadAsStringAsync()).ShouldBe(
            """
            {"channels":{"email":true,"sms":false,"inbox":false},"kinds":{"bookings":{"wanted":true,"necessary":true,"label":"Dina anmälningar och besök"},"changes":{"wanted":true,"necessary":true,"label":"Ändringar i ditt program"},"reminders":{"wanted":true,"necessary":false,"label":"Påminnelser"},"messages":{"wanted":true,"necessary":false,"label":"Meddelanden till många"},"surveys":{"wanted":true,"necessary":false,"label":"Frågor efteråt"}},"changes":"atOnce"}
            """);

        var changed = await PutAsync(http, path, Choice(choice =>
        {
            choice["language"] = "en";
            choice["channels"]!["sms"] = true;
            choice["kinds"]!["surveys"]!["wanted"] = false;
            choice["quietHours"] = new JsonObject { ["from"] = "21:00", ["until"] = "07:30" };
            choice["changes"] = "daily";
        }));
        changed.StatusCode.ShouldBe(HttpStatusCode.OK);
        changed.Headers.ETag!.Tag.ShouldBe("\"1\"");

        using var english = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "Accept-Language", "en" } } };
        var after = await http.SendAsync(english);
        after.Headers.ETag!.Tag.ShouldStartWith("\"1.");
        var view = (await after.Content.ReadFromJsonAsync<JsonObject>())!;
        using var sentBack = await PutAsync(http, path, view.DeepClone().AsObject());
        (sentBack.StatusCode, sentBack.Headers.ETag!.Tag).ShouldBe((HttpStatusCode.OK, "\"1\""), "what was read changes nothing");
        view["language"]!.GetValue<string>().ShouldBe("en");
        view["channels"]!["sms"]!.GetValue<bool>().ShouldBeTrue();
        view["kinds"]!["surveys"]!["wanted"]!.GetValue<bool>().ShouldBeFalse();
        view["kinds"]!["surveys"]!["label"]!.GetValue<string>().ShouldBe("Questions afterwards");
        view["quietHours"]!["from"]!.GetValue<string>().ShouldBe("21:00");
        view["quietHours"]!["until"]!.GetValue<string>().ShouldBe("07:30");
        view["changes"]!.GetValue<string>().ShouldBe("daily");

        (await PutAsync(http, path, view)).Headers.ETag!.Tag.ShouldBe("\"1\"", "the same again, with all that the view said");
        (await http.GetStringAsync(PathOf(service, service.Contact(email: service.At("other"))))).ShouldContain("\"changes\":\"atOnce\"");
    }

    [Fact]
    public async Task A_change_of_what_somebody_else_has_changed_meanwhile_is_412()
    {
        await using var service = await shared.ForOneTestAsync();
        var (http, path) = (service.Service.Http, PathOf(service, service.Contact()));

        (await PutAsync(http, path, Choice(choice => choice["language"] = "en"), "\"0\"")).StatusCode.ShouldBe(HttpStatusCode.OK);
        var stale = await PutAsync(http, path, Choice(choice => choice["language"] = "sv"), "\"0\"");

        stale.StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed);
        (await http.GetFromJsonAsync<JsonObject>(path))!["language"]!.GetValue<string>().ShouldBe("en");
        (await PutAsync(http, path, Choice(choice => choice["language"] = "sv"), "\"1\"")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task What_cannot_be_chosen_is_told_by_field()
    {
        await using var service = await shared.ForOneTestAsync();
        var (http, path) = (service.Service.Http, PathOf(service, service.Contact()));

        await ShouldBeRefusedAsync("kinds.bookings", choice => choice["kinds"]!["bookings"]!["wanted"] = false);
        await ShouldBeRefusedAsync("kinds.changes", choice => choice["kinds"]!["changes"]!["wanted"] = false);
        await ShouldBeRefusedAsync("kinds.surveys", choice => choice["kinds"]!["surveys"] = null);
        await ShouldBeRefusedAsync("language", choice => choice["language"] = "fi");
        await ShouldBeRefusedAsync("changes", choice => choice["changes"] = "weekly");
        await ShouldBeRefusedAsync("quietHours.from", choice => choice["quietHours"] = new JsonObject { ["from"] = "24:00", ["until"] = "07:00" });
        await ShouldBeRefusedAsync("quietHours.until", choice => choice["quietHours"] = new JsonObject { ["from"] = "21:00", ["until"] = "7" });
        await ShouldBeRefusedAsync("quietHours.until", choice => choice["quietHours"] = new JsonObject { ["from"] = "21:00", ["until"] = "21:00" });
        (await PutAsync(http, path, Choice(choice => choice["kinds"]!["gossip"] = new JsonObject { ["wanted"] = true }))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await PutAsync(http, path, Choice(choice => choice.Remove("channels")))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await http.GetAsync(path)).Headers.ETag!.Tag.ShouldStartWith("\"0.");

        async Task ShouldBeRefusedAsync(string field, Action<JsonObject> change)
        {
            var answer = await PutAsync(http, path, Choice(change));
            answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest, field);
            (await answer.Content.ReadFromJsonAsync<JsonObject>())!["errors"]!.AsObject().Select(error => error.Key).ShouldBe([field]);
        }
    }

    [Fact]
    public async Task A_link_that_we_did_not_make_opens_nothing()
    {
        await using var service = await shared.ForOneTestAsync();
        var http = service.Service.Http;
        var (token, other) = (TokenOf(service, service.Contact()), TokenOf(service, service.Contact(email: service.At("other"))));
        foreach (var forged in (string[])["x", $"{service.Contact().Id}", token[..^1], token + "A", other[..22] + token[22..], new string('A', token.Length), new string('!', token.Length)])
        {
            var path = $"/api/v1/preferences/{Uri.EscapeDataString(forged)}";
            foreach (var answer in (HttpResponseMessage[])[
                await http.GetAsync(path),
                await PutAsync(http, path, Choice(_ => { })),
                await http.GetAsync($"{path}/unsubscribe/surveys"),
                await http.PostAsync($"{path}/unsubscribe/surveys", null)])
            {
                answer.StatusCode.ShouldBe(HttpStatusCode.NotFound, $"{answer.RequestMessage!.Method} {path}");
                (await answer.Content.ReadFromJsonAsync<JsonObject>())!["type"]!.GetValue<string>().ShouldBe("urn:businessfocus:problem:no-such-preferences");
            }
        }

        (await http.PostAsync($"/api/v1/preferences/{token}/unsubscribe/gossip", null)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task One_click_unsubscribes_and_opening_the_link_does_not()
    {
        await using var service = await shared.ForOneTestAsync();
        var (http, path) = (service.Service.Http, PathOf(service, service.Contact()));
        var link = $"{path}/unsubscribe/surveys";

        var page = await http.GetAsync(link);
        page.StatusCode.ShouldBe(HttpStatusCode.OK);
        page.Content.Headers.ContentType!.MediaType.ShouldBe("text/html");
        var html = await page.Content.ReadAsStringAsync();
        html.ShouldContain("<form method=\"post\">");
        html.ShouldContain("Frågor efteråt");
        html.ShouldNotContain("<script");
        using var english = new HttpRequestMessage(HttpMethod.Get, link) { Headers = { { "Accept-Language", "en" } } };
        (await (await http.SendAsync(english)).Content.ReadAsStringAsync()).ShouldContain("Questions afterwards");
        (await http.GetAsync(path)).Headers.ETag!.Tag.ShouldStartWith("\"0.", customMessage: "scanners open every link");

        (await http.PostAsync(link, OneClick())).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await http.PostAsync(link, null)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        using var multipart = new MultipartFormDataContent { { new StringContent("One-Click"), "List-Unsubscribe" } };
        (await http.PostAsync(link, multipart)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        using var browser = new HttpRequestMessage(HttpMethod.Post, link) { Content = OneClick(), Headers = { { "Accept", "text/html,*/*;q=0.8" } } };
        (await (await http.SendAsync(browser)).Content.ReadAsStringAsync()).ShouldContain("Du får inte längre: Frågor efteråt.");

        var after = await http.GetAsync(path);
        after.Headers.ETag!.Tag.ShouldStartWith("\"1.", customMessage: "once");
        (await after.Content.ReadFromJsonAsync<JsonObject>())!["kinds"]!["surveys"]!["wanted"]!.GetValue<bool>().ShouldBeFalse();
    }

    [Fact]
    public async Task One_click_ends_nothing_that_is_necessary()
    {
        await using var service = await shared.ForOneTestAsync();
        var (http, link) = (service.Service.Http, $"{PathOf(service, service.Contact())}/unsubscribe/bookings");

        var answer = await http.PostAsync(link, OneClick());
        answer.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await answer.Content.ReadFromJsonAsync<JsonObject>())!["type"]!.GetValue<string>().ShouldBe("urn:businessfocus:problem:necessary-notices");
        var page = await http.GetStringAsync(link);
        page.ShouldContain("går inte att stänga av");
        page.ShouldNotContain("<form");
    }

    [Fact]
    public async Task A_mail_is_ended_by_its_header_and_leads_to_the_preferences()
    {
        await using var service = await shared.ForOneTestAsync();
        var (http, activity) = (service.Service.Http, service.Activity());
        var registration = service.Registration(activity.Id);
        await service.PublishAsync(new ActivityReleased(activity));
        await service.PublishAsync(new RegistrationConfirmed(registration));
        (await service.MailAsync(service.At("asa"))).Headers.Contains(HeaderId.ListUnsubscribe).ShouldBeFalse();
        await service.PublishAsync(Invited(activity, registration));

        var mail = await service.MailAsync(service.At("asa"), IsSurvey);
        mail.Headers[HeaderId.ListUnsubscribePost].ShouldBe("List-Unsubscribe=One-Click");
        var header = mail.Headers[HeaderId.ListUnsubscribe];
        header.ShouldStartWith($"<{Gateway}/api/v1/preferences/");
        (await http.PostAsync(header[(1 + Gateway.Length)..^1], OneClick())).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        var footer = mail.TextBody!.Split('\n').Single(line => line.StartsWith("Välj vad du får", StringComparison.Ordinal)).TrimEnd();
        var path = footer[(footer.IndexOf(Gateway, StringComparison.Ordinal) + Gateway.Length)..];
        (await http.GetFromJsonAsync<JsonObject>(path))!["kinds"]!["surveys"]!["wanted"]!.GetValue<bool>().ShouldBeFalse();

        await service.PublishAsync(Invited(activity, registration));
        (await service.NotificationAsync(NotificationState.Suppressed)).Reason.ShouldBe("TurnedOff");
        await service.QuietAsync();
        service.Mails.Count(IsSurvey).ShouldBe(1);
    }

    [Fact]
    public async Task Letters_are_in_the_language_that_was_chosen()
    {
        await using var service = await shared.ForOneTestAsync();
        var activity = Coming(service);
        await service.PublishAsync(new ActivityReleased(activity));
        await service.PublishAsync(new RegistrationConfirmed(service.Registration(activity.Id)));
        await service.MailAsync(service.At("asa"), mail => mail.Subject!.StartsWith("Du är anmäld", StringComparison.Ordinal));
        await ChooseAsync(service, service.Contact(), choice => choice["language"] = "en");

        await service.PublishAsync(Released(Moved(activity, 1)));
        await service.PublishAsync(new VisitProposed(service.Visit(), null));

        var changed = await service.MailAsync(service.At("asa"), mail => mail.Subject!.StartsWith("Changed: How we meet", StringComparison.Ordinal));
        changed.TextBody!.ShouldContain("Choose what you get and how: ");
        await service.MailAsync(service.At("asa"), mail => mail.Subject == "A visit to Öbergs Måleri AB: our proposed time");
    }

    [Fact]
    public async Task Quiet_hours_keep_back_what_can_wait_and_nothing_else()
    {
        await using var service = await shared.ForOneTestAsync();
        var activity = service.Activity();
        var registration = service.Registration(activity.Id);
        var now = TimeOnly.FromDateTime(LocalTimes.Local(DateTimeOffset.UtcNow));
        var until = now.AddHours(3);
        await ChooseAsync(service, registration.Contact, choice => choice["quietHours"] =
            new JsonObject { ["from"] = $"{now.AddHours(-3):HH':'mm}", ["until"] = $"{until:HH':'mm}" });
        await service.PublishAsync(new ActivityReleased(activity));
        await service.PublishAsync(new RegistrationConfirmed(registration));
        await service.PublishAsync(Invited(activity, registration));
        await service.PublishAsync(new RegistrationCancelled(registration with { Status = RegistrationStatus.Cancelled, Version = 2 }, CancelledBy.Contact, null));

        await service.MailAsync(service.At("asa"), mail => mail.Subject!.StartsWith("Avbokad", StringComparison.Ordinal));
        var survey = await service.NotificationAsync(NotificationState.Composed);
        survey.Kind.ShouldBe(NotificationKind.Survey);
        var due = await DueAtAsync(service, survey.Id);
        TimeOnly.FromDateTime(LocalTimes.Local(due)).ShouldBe(new TimeOnly(until.Hour, until.Minute));
        (due - DateTimeOffset.UtcNow).ShouldBeInRange(TimeSpan.FromHours(2.5), TimeSpan.FromHours(3));
    }

    [Fact]
    public async Task Who_chose_so_gets_the_changes_of_a_day_in_one_mail()
    {
        await using var service = await shared.ForOneTestAsync();
        var (first, second) = (Coming(service), Coming(service) with { Title = new LocalizedText("Öppet hus") });
        var (daily, other) = (service.Contact(), service.Contact("Bo Ek", service.At("bo")));
        await ChooseAsync(service, daily, choice => choice["changes"] = "daily");
        foreach (var (activity, contact) in ((ActivityState, Contact)[])[(first, daily), (second, daily), (first, other)])
        {
            await service.PublishAsync(new ActivityReleased(activity));
            await service.PublishAsync(new RegistrationConfirmed(service.Registration(activity.Id, contact: contact)));
        }

        await Eventually.TrueAsync(() => Task.FromResult(service.Mails.Count == 3));
        var (once, host) = (Moved(first, 1), new ProgrammeChange(second with { Hosts = ["Ny värd"], Version = 2 }, [ChangeKind.HostChanged], null));
        var (release, id) = (Released(once, host), Guid.NewGuid());
        await service.PublishAsync(release, id);
        await service.PublishAsync(release, id);
        await service.MailAsync(service.At("bo"), IsChange);
        await service.PublishAsync(Released(Moved(once.Activity, 2)));
        await Eventually.TrueAsync(() => Task.FromResult(service.Mails.Count(mail => IsChange(mail)) == 2));
        (await DigestIsDueAsync(service, daily)).ShouldBe(Digest.NextAfter(DateTimeOffset.UtcNow));

        await LetDigestComeDueAsync(service, daily);

        var told = await service.MailAsync(service.At("asa"), IsChange);
        told.TextBody!.ShouldContain($"Ny tid: {LocalTimes.Period(first.StartsAt.AddHours(3), first.EndsAt.AddHours(3), "sv")} (tidigare {LocalTimes.Period(first.StartsAt, first.EndsAt, "sv")})");
        told.TextBody!.ShouldContain("Du möter nu: Ny värd");
        await service.QuietAsync();
        service.Mails.Count.ShouldBe(6);
        (await DigestIsDueAsync(service, daily)).ShouldBeNull();
        await using var session = service.Service.Store.QuerySession();
        (await session.LoadAsync<KeptChanges>(daily.Id.Value)).ShouldBeNull();
    }

    [Fact]
    public async Task A_digest_without_anything_left_to_tell_is_no_mail()
    {
        await using var service = await shared.ForOneTestAsync();
        var activity = Coming(service);
        var registration = service.Registration(activity.Id);
        await ChooseAsync(service, registration.Contact, choice => choice["changes"] = "daily");
        await service.PublishAsync(new ActivityReleased(activity));
        await service.PublishAsync(new RegistrationConfirmed(registration));
        await service.MailAsync(service.At("asa"));
        await service.PublishAsync(Released(Moved(activity, 1)));
        await Eventually.TrueAsync(async () => await DigestIsDueAsync(service, registration.Contact) is not null);
        await service.PublishAsync(new RegistrationCancelled(registration with { Status = RegistrationStatus.Cancelled, Version = 2 }, CancelledBy.Contact, null));
        await service.MailAsync(service.At("asa"), mail => mail.Subject!.StartsWith("Avbokad", StringComparison.Ordinal));

        await LetDigestComeDueAsync(service, registration.Contact);

        await Eventually.TrueAsync(async () => await DigestIsDueAsync(service, registration.Contact) is null);
        await service.QuietAsync();
        service.Mails.Count.ShouldBe(2);
    }

    [Fact]
    public async Task What_begins_before_the_digest_is_told_at_once()
    {
        // Noon: five minutes on is before the digest, whenever the test runs.
        var clock = new MovableClock();
        clock.MoveTo(LocalTimes.At(DateOnly.FromDateTime(LocalTimes.Local(clock.GetUtcNow())).AddDays(1), new TimeOnly(12, 0)));
        await using var service = await NotificationService.StartAsync(clock: clock);
        var soon = Coming(service);
        soon = soon with { StartsAt = clock.GetUtcNow().AddMinutes(5), EndsAt = clock.GetUtcNow().AddHours(1) };
        var (registration, later) = (service.Registration(soon.Id), Coming(service));
        await ChooseAsync(service, registration.Contact, choice => choice["changes"] = "daily");
        foreach (var activity in (ActivityState[])[soon, later])
        {
            await service.PublishAsync(new ActivityReleased(activity));
        }

        await service.PublishAsync(new RegistrationConfirmed(registration));
        await service.PublishAsync(new RegistrationConfirmed(service.Registration(later.Id)));
        await Eventually.TrueAsync(() => Task.FromResult(service.Mails.Count == 2));

        await service.PublishAsync(Released(new ProgrammeChange(soon with { Hosts = ["Ny värd"], Version = 2 }, [ChangeKind.HostChanged], null), Moved(later, 1)));

        var told = await service.MailAsync(service.At("asa"), IsChange);
        told.TextBody!.ShouldContain("Du möter nu: Ny värd");
        told.TextBody!.ShouldNotContain("Ny tid");
        (await DigestIsDueAsync(service, registration.Contact)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Many_releases_at_once_lose_nothing_that_is_kept()
    {
        await using var service = await NotificationService.StartAsync();
        await using var another = await service.StartAnotherAsync();
        var contact = Some.Contact();
        await ChooseAsync(service, contact, choice => choice["changes"] = "daily");
        var activities = Enumerable.Range(0, 12).Select(number => Coming(service) with { Title = new LocalizedText($"Möte nummer {number}.") }).ToList();
        foreach (var activity in activities)
        {
            await service.PublishAsync(new ActivityReleased(activity));
            await service.PublishAsync(new RegistrationConfirmed(Some.Registration(activity.Id)));
        }

        await Eventually.TrueAsync(() => Task.FromResult(service.Mails.Count == activities.Count));
        await Task.WhenAll(activities.Select(activity => service.PublishAsync(Released(Moved(activity, 1)))));
        await service.QuietAsync();
        await Eventually.TrueAsync(async () =>
        {
            await using var session = service.Service.Store.QuerySession();
            return (await session.LoadAsync<KeptChanges>(contact.Id.Value))?.Changes.Count == activities.Count;
        });

        await LetDigestComeDueAsync(service, contact);

        var told = await service.MailAsync("asa@foretag.example", IsChange);
        activities.ShouldAllBe(activity => told.TextBody!.Contains(activity.Title.Sv, StringComparison.Ordinal));
        await service.QuietAsync();
        service.Mails.Count(IsChange).ShouldBe(1);
    }

    [Fact]
    public async Task What_somebody_wanted_is_forgotten_with_them()
    {
        // Of its own: the times are looked for in all that is stored.
        await using var service = await NotificationService.StartAsync();
        var activity = Coming(service);
        var registration = service.Registration(activity.Id);
        await ChooseAsync(service, registration.Contact, choice =>
        {
            choice["changes"] = "daily";
            choice["quietHours"] = new JsonObject { ["from"] = "03:17", ["until"] = "03:18" };
        });
        await service.PublishAsync(new ActivityReleased(activity));
        await service.PublishAsync(new RegistrationConfirmed(registration));
        await service.MailAsync(service.At("asa"));
        await service.PublishAsync(Released(Moved(activity, 1)));
        await Eventually.TrueAsync(async () => await DigestIsDueAsync(service, registration.Contact) is not null);
        (await service.AllThatIsStoredAsync()).ShouldContain("03:17");

        await service.PublishAsync(new ContactErased(registration.Contact.Id, [registration.Id], Some.Now));

        await Eventually.TrueAsync(async () => await DigestIsDueAsync(service, registration.Contact) is null);
        await Eventually.TrueAsync(async () => !(await service.AllThatIsStoredAsync()).Contains("03:17", StringComparison.Ordinal));
        (await service.Service.Http.GetStringAsync(PathOf(service, registration.Contact))).ShouldContain("\"changes\":\"atOnce\"");
        await using var session = service.Service.Store.QuerySession();
        (await session.Query<KeptChanges>().AnyAsync()).ShouldBeFalse();
        (await session.Events.FetchStreamAsync(registration.Contact.Id.Value))[^1].Data.ShouldBeOfType<PreferencesForgotten>();
    }

    private static bool IsSurvey(MimeMessage mail) => mail.Subject!.StartsWith("Hur var", StringComparison.Ordinal);

    private static bool IsChange(MimeMessage mail) => mail.Subject!.StartsWith("Ändr", StringComparison.Ordinal);

    private static ActivityState Coming(NotificationService service)
    {
        var at = new DateTimeOffset(DateTime.UtcNow.Date.AddDays(30).AddHours(8), TimeSpan.Zero);
        return service.Activity() with { StartsAt = at, EndsAt = at.AddHours(1) };
    }

    private static ProgrammeChange Moved(ActivityState activity, int hours) => new(
        activity with { StartsAt = activity.StartsAt.AddHours(hours), EndsAt = activity.EndsAt.AddHours(hours), Version = activity.Version + 1, CalendarSequence = activity.CalendarSequence + 1 },
        [ChangeKind.Moved],
        new TimeAndPlace(activity.StartsAt, activity.EndsAt, activity.Place));

    private static ProgrammeReleased Released(params ProgrammeChange[] changes) =>
        new(changes[0].Activity.EditionId, "lerum-2026", new("Business Focus Lerum 2026"), 2, Some.Now, null, changes);

    private static AttendeeInvited Invited(ActivityState activity, RegistrationState registration) =>
        new(SurveyId.New(), activity.Id, activity.EditionId, registration.Id, "abc.def", Some.Now.AddDays(60));

    private static FormUrlEncodedContent OneClick() => new([new("List-Unsubscribe", "One-Click")]);

    private static string TokenOf(NotificationService service, Contact contact) =>
        service.Service.Services.GetRequiredService<PersonalLinks>().TokenOf(contact.Id);

    private static string PathOf(NotificationService service, Contact contact) => $"/api/v1/preferences/{TokenOf(service, contact)}";

    private static JsonObject Choice(Action<JsonObject> change)
    {
        var choice = new JsonObject
        {
            ["channels"] = new JsonObject { ["email"] = true, ["sms"] = false, ["inbox"] = false },
            ["kinds"] = new JsonObject(Enum.GetValues<NotificationGroup>().Select(group =>
                new KeyValuePair<string, JsonNode?>(KindRules.NameOf(group), new JsonObject { ["wanted"] = true }))),
            ["changes"] = "atOnce",
        };
        change(choice);
        return choice;
    }

    private static async Task<HttpResponseMessage> PutAsync(HttpClient http, string path, JsonObject choice, string? ifMatch = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, path) { Content = JsonContent.Create(choice) };
        if (ifMatch is not null)
        {
            request.Headers.IfMatch.Add(new EntityTagHeaderValue(ifMatch));
        }

        return await http.SendAsync(request);
    }

    private static async Task ChooseAsync(NotificationService service, Contact contact, Action<JsonObject> change) =>
        (await PutAsync(service.Service.Http, PathOf(service, contact), Choice(change))).StatusCode.ShouldBe(HttpStatusCode.OK);

    private static async Task LetDigestComeDueAsync(NotificationService service, Contact contact)
    {
        await using var session = service.Service.Store.LightweightSession();
        session.ScheduleJob(DigestJob.Name, contact.Id.Value, DateTimeOffset.UtcNow.AddMinutes(-1));
        await session.SaveChangesAsync();
    }

    private static Task<DateTimeOffset?> DigestIsDueAsync(NotificationService service, Contact contact) =>
        TimeAsync(service, "select due_at from due_dates where kind = 'digest' and subject = $1", contact.Id.Value);

    private static async Task<DateTimeOffset> DueAtAsync(NotificationService service, Guid notification) =>
        (await TimeAsync(service, "select due_at from due_deliveries where id = $1", notification))!.Value;

    private static async Task<DateTimeOffset?> TimeAsync(NotificationService service, string query, Guid id)
    {
        await using var connection = new Npgsql.NpgsqlConnection(service.Service.ConnectionString);
        await connection.OpenAsync();
        await using var command = new Npgsql.NpgsqlCommand(query, connection) { Parameters = { new() { Value = id } } };
        return await command.ExecuteScalarAsync() is DateTime time ? new DateTimeOffset(time, TimeSpan.Zero) : null;
    }
}
