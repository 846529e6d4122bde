using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Notifications.Content;
using BusinessFocus.Notifications.Jobs;
using BusinessFocus.Notifications.Messages;
using BusinessFocus.Notifications.ReadModels;
using BusinessFocus.Testing;
using Marten;
using Shouldly;
using Xunit;

namespace BusinessFocus.Notifications.Tests.Messages;

/// <summary>Whom an organiser's message goes to: given who is registered.</summary>
public sealed class Whom_a_message_goes_to
{
    private static readonly ActivityState Activity = Some.Activity();

    private readonly KnownRegistration asa = Known("asa");
    private readonly KnownRegistration bo = Known("bo", RegistrationStatus.Waitlisted);

    [Fact]
    public void Each_person_once_however_many_registrations_and_about_the_one_with_seats()
    {
        var inLine = Known("asa", RegistrationStatus.Waitlisted);

        To(Audience.All, asa, bo, inLine).Order().ShouldBe(new[] { asa.Id, bo.Id }.Order());
    }

    [Fact]
    public void Those_with_seats_or_those_in_line()
    {
        To(Audience.Confirmed, asa, bo).ShouldBe([asa.Id]);
        To(Audience.Waiting, asa, bo).ShouldBe([bo.Id]);
    }

    [Fact]
    public void Those_who_were_picked()
    {
        Decide(new("Ämne", "Text", Audience.Some, [new(bo.Id)]), asa, bo).Events.OfType<AttendeesMessaged>().Single()
            .Registrations.ShouldBe([new RegistrationId(bo.Id)]);
    }

    [Fact]
    public void Who_is_not_registered_for_the_activity_cannot_be_picked()
    {
        var refusal = Decide(new("Ämne", "Text", Audience.Some, [new(bo.Id), RegistrationId.New()]), asa, bo).Refusal!;
        refusal.Problem.ShouldBe(CommonProblems.Invalid);
        Flaw.In(refusal).Keys.ShouldBe(["registrationIds"]);
    }

    [Fact]
    public void Who_has_cancelled_or_asked_to_be_forgotten_or_is_hardly_known_is_not_written_to()
    {
        var left = End(asa, CancelledBy.Contact);
        var erased = KnownRegistration.Erase(bo, new(bo.Id));
        var unheard = KnownRegistration.Learn(null, Some.Registration(Activity.Id), NotificationKind.Resized);

        Decide(new("Ämne", "Text", Audience.All), left, erased, unheard).Refusal!.Problem.ShouldBe(MessageProblems.NoRecipients);
        Decide(new("Ämne", "Text", Audience.Some, [new(left.Id)]), left, bo).Refusal!.Problem.ShouldBe(MessageProblems.NoRecipients);
    }

    [Fact]
    public void When_the_activity_was_cancelled_those_who_lost_it_are_told_and_no_others()
    {
        var left = End(Known("left"), CancelledBy.Contact);
        var (lost, stoodInLine) = (End(asa, CancelledBy.Activity), End(bo, CancelledBy.Activity));

        To(Audience.All, left, lost, stoodInLine).Order().ShouldBe(new[] { asa.Id, bo.Id }.Order());
        To(Audience.Confirmed, left, lost, stoodInLine).ShouldBe([asa.Id]);
        To(Audience.Waiting, left, lost, stoodInLine).ShouldBe([bo.Id]);
    }

    [Fact]
    public void An_activity_that_nobody_knows_has_nobody() =>
        MessageAttendees.Decide(MessageId.New(), null, "organiser", new("Ämne", "Text", Audience.All), [], null, Some.Now)
            .Refusal!.Problem.ShouldBe(MessageProblems.NoSuchActivity);

    [Fact]
    public void Who_left_while_it_went_out_is_passed_over()
    {
        var message = new Message { Id = Guid.NewGuid(), ActivityId = Activity.Id, Subject = "Ämne", Text = "Text" };
        var decided = SendMessagesJob.Decide(message, [End(asa, CancelledBy.Contact), bo]).ShouldHaveSingleItem();
        (decided.Decision, decided.Recipient.Address, ((MessageContent)decided.Content).Message).ShouldBe((message.Id, "bo@foretag.example", new OrganisersWords("Ämne", "Text")));
    }

    private static IEnumerable<Guid> To(Audience to, params KnownRegistration[] registrations) =>
        Decide(new("Ämne", "Text", to), registrations).Events.OfType<AttendeesMessaged>().Single().Registrations.Select(registration => registration.Value);

    private static Domain.Decisions.Decision Decide(MessageAttendees.Request request, params KnownRegistration[] registrations) =>
        MessageAttendees.Decide(MessageId.New(), Some.Known(Activity), "organiser", request, registrations, null, Some.Now);

    private static KnownRegistration Known(string name, RegistrationStatus status = RegistrationStatus.Confirmed) => Some.Known(
        Some.Registration(Activity.Id, status, Some.Contact(email: $"{name}@foretag.example")),
        status == RegistrationStatus.Confirmed ? NotificationKind.Confirmation : NotificationKind.Waitlisted);

    private static KnownRegistration End(KnownRegistration known, CancelledBy by)
    {
        var ended = Some.Registration(
            Activity.Id, RegistrationStatus.Cancelled, Some.Contact(email: known.Recipient!.Address), new RegistrationId(known.Id), version: 2);
        return KnownRegistration.Learn(known, ended, NotificationKind.Cancellation, by);
    }
}

/// <summary>An organiser writes to people, through the service on real servers.</summary>
public sealed class Messaging(SharedService shared)
{
    private static readonly object Words = new { subject = "Ta med <legitimation>", text = "Hej alla!\r\n\r\nInpassering & garderob i <b>foajén</b>.", to = "all" };

    [Fact]
    public async Task Everybody_registered_gets_it_once_and_it_is_listed()
    {
        await using var service = await shared.ForOneTestAsync();
        var organiser = service.Service.As(Roles.Organiser);
        var activity = service.Activity();
        await RegisterAsync(service, activity, "asa", "bo", "asa");
        var path = $"/api/v1/activities/{activity.Id}/message";

        var first = await PostAsync(organiser, path, "once");
        var again = await PostAsync(organiser, path, "once");

        first.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        var sent = (await first.Content.ReadFromJsonAsync<JsonObject>())!;
        sent["recipients"]!.GetValue<int>().ShouldBe(2);
        (await again.Content.ReadFromJsonAsync<JsonObject>())!["messageId"]!.GetValue<Guid>().ShouldBe(sent["messageId"]!.GetValue<Guid>());
        var mail = await service.MailAsync(service.At("asa"), mail => mail.Subject == "Ta med <legitimation>");
        mail.TextBody!.ShouldContain("Hej alla!\n\nInpassering & garderob i <b>foajén</b>.");
        mail.HtmlBody!.ShouldContain("<p>Inpassering &amp; garderob i &lt;b&gt;foajén&lt;/b&gt;.</p>");
        mail.TextBody!.ShouldContain("/api/v1/registrations/");
        await service.MailAsync(service.At("bo"), mail => mail.Subject == "Ta med <legitimation>");
        await service.QuietAsync();
        service.Mails.Count(mail => mail.Subject == "Ta med <legitimation>").ShouldBe(2);

        await organiser.PostAsJsonAsync(path, new { subject = "En till", text = "Text", to = "all" });
        var page = (await organiser.GetFromJsonAsync<JsonObject>($"{path}s?limit=1"))!;
        page["items"]!.AsArray().ShouldHaveSingleItem()!["subject"]!.GetValue<string>().ShouldBe("En till");
        page = (await organiser.GetFromJsonAsync<JsonObject>($"{path}s?after={page["next"]!.GetValue<string>()}"))!;
        page["items"]!.AsArray().ShouldHaveSingleItem()!["id"]!.GetValue<Guid>().ShouldBe(sent["messageId"]!.GetValue<Guid>());
    }

    [Fact]
    public async Task Many_are_told_a_page_at_a_time_and_two_instances_tell_nobody_twice()
    {
        await using var service = await NotificationService.StartAsync();
        await using var another = await service.StartAnotherAsync();
        var activity = Some.Activity();
        await RegisterAsync(service, activity, [.. Enumerable.Range(0, 230).Select(number => $"guest{number}")]);
        var answer = await PostAsync(service.Service.As(Roles.Organiser), $"/api/v1/activities/{activity.Id}/message", "once");
        (await answer.Content.ReadFromJsonAsync<JsonObject>())!["recipients"]!.GetValue<int>().ShouldBe(230);

        await Eventually.TrueAsync(() => Task.FromResult(service.Count == 460));
        await service.QuietAsync();
        service.Mails.Where(mail => mail.Subject == "Ta med <legitimation>").Select(mail => mail.To.ToString()).Distinct().Count().ShouldBe(230);
        service.Count.ShouldBe(460);
    }

    [Fact]
    public async Task A_page_that_fails_is_told_later_and_repeats_nothing()
    {
        await using var service = await shared.ForOneTestAsync();
        var activity = service.Activity();
        await RegisterAsync(service, activity, "asa");
        await PostAsync(service.Service.As(Roles.Organiser), $"/api/v1/activities/{activity.Id}/message", "once");
        await service.MailAsync(service.At("asa"), mail => mail.Subject == "Ta med <legitimation>");

        // As if the process had died after the letters and before it had noted how far it had come.
        await using var session = service.Service.Store.LightweightSession();
        var message = await session.Query<Message>().SingleAsync(each => each.ActivityId == activity.Id);
        session.ScheduleJob(SendMessagesJob.DueKind, message.Id, Some.Now);
        await session.SaveChangesAsync();

        await Eventually.TrueAsync(async () => await DatesAsync(service, message.Id) == 0);
        await service.QuietAsync();
        service.Mails.Count(mail => mail.Subject == "Ta med <legitimation>").ShouldBe(1);
    }

    [Fact]
    public async Task Who_lost_a_cancelled_activity_can_still_be_told()
    {
        await using var service = await shared.ForOneTestAsync();
        var activity = service.Activity();
        var registration = (await RegisterAsync(service, activity, "asa")).Single();
        await service.PublishAsync(new ActivityCancelled(activity with { Status = ActivityStatus.Cancelled, Version = 2 }, null));
        await service.PublishAsync(new RegistrationCancelled(registration with { Status = RegistrationStatus.Cancelled, Version = 2 }, CancelledBy.Activity, null));
        await service.MailAsync(service.At("asa"), mail => mail.Subject!.StartsWith("Inställt", StringComparison.Ordinal));

        (await PostAsync(service.Service.As(Roles.Organiser), $"/api/v1/activities/{activity.Id}/message", "once")).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        var mail = await service.MailAsync(service.At("asa"), mail => mail.Subject == "Ta med <legitimation>");
        mail.TextBody!.ShouldContain("som är inställd");
        mail.TextBody!.ShouldNotContain(registration.ManageToken);
    }

    [Fact]
    public async Task What_cannot_be_sent_is_refused_with_why()
    {
        await using var service = await shared.ForOneTestAsync();
        var organiser = service.Service.As(Roles.Organiser);
        var activity = service.Activity();
        await service.PublishAsync(new ActivityReleased(activity));
        var path = $"/api/v1/activities/{activity.Id}/message";
        await Eventually.TrueAsync(async () => (await organiser.GetAsync($"{path}s")).StatusCode == HttpStatusCode.OK);

        (await organiser.PostAsJsonAsync(path, Words)).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await organiser.PostAsJsonAsync($"/api/v1/activities/{Guid.NewGuid()}/message", Words)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await organiser.GetAsync($"/api/v1/activities/{Guid.NewGuid()}/messages")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await organiser.GetAsync($"{path}s?after=eHl6")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await service.Service.As(Roles.Operator).PostAsJsonAsync(path, Words)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await service.Service.As(Roles.Operator).GetAsync($"{path}s")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        foreach (var (request, field) in ((object, string)[])[
            (new { subject = "Två\nrader", text = "Text", to = "all" }, "subject"),
            (new { subject = new string('x', 151), text = "Text", to = "all" }, "subject"),
            (new { subject = " ", text = "Text", to = "all" }, "subject"),
            (new { subject = "Ämne", text = new string('x', 5_001), to = "all" }, "text"),
            (new { subject = "Ämne", text = "\u0001", to = "all" }, "text"),
            (new { subject = "Ämne", text = "Text", to = "some" }, "registrationIds"),
            (new { subject = "Ämne", text = "Text", to = "all", registrationIds = new[] { Guid.NewGuid() } }, "registrationIds"),
            (new { subject = "Ämne", text = "Text", to = "some", registrationIds = new[] { Guid.NewGuid() } }, "registrationIds"),
            (new { subject = "Ämne", text = "Text", to = "everybody" }, "to"),
        ])
        {
            var answer = await organiser.PostAsJsonAsync(path, request);
            answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
            (await answer.Content.ReadFromJsonAsync<JsonObject>())!["errors"]!.AsObject().Single().Key.ShouldBe(field);
        }
    }

    private static async Task<IReadOnlyList<RegistrationState>> RegisterAsync(NotificationService service, ActivityState activity, params string[] names)
    {
        await service.PublishAsync(new ActivityReleased(activity));
        var registrations = names.Select(name => service.Registration(activity.Id, contact: service.Contact(email: service.At(name)))).ToList();
        await Task.WhenAll(registrations.Select(registration => service.PublishAsync(new RegistrationConfirmed(registration))));
        await Eventually.TrueAsync(() => Task.FromResult(service.Count == names.Length));
        return registrations;
    }

    private static async Task<HttpResponseMessage> PostAsync(HttpClient organiser, string path, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(Words), Headers = { { "Idempotency-Key", $"{path} {key}" } } };
        return await organiser.SendAsync(request);
    }

    private static async Task<long> DatesAsync(NotificationService service, Guid message)
    {
        await using var connection = new Npgsql.NpgsqlConnection(service.Service.ConnectionString);
        await connection.OpenAsync();
        await using var count = new Npgsql.NpgsqlCommand("select count(*) from due_dates where subject = $1", connection)
        {
            Parameters = { new() { Value = message } },
        };
        return (long)(await count.ExecuteScalarAsync())!;
    }
}
