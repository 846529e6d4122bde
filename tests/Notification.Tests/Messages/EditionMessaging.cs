using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Notifications.Content;
using BusinessFocus.Notifications.Messages;
using BusinessFocus.Notifications.ReadModels;
using BusinessFocus.Testing;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;
using ActivityKind = BusinessFocus.Contracts.Scheduling.ActivityKind;
using Choice = BusinessFocus.Notifications.Recipients.Choice;

namespace BusinessFocus.Notifications.Tests.Messages;

/// <summary>An organiser writes to an audience of an edition, through the service on real servers.</summary>
public sealed class EditionMessaging(SharedService shared, ITestOutputHelper output)
{
    [Fact]
    public async Task What_is_counted_is_sent_and_each_person_hears_it_once()
    {
        await using var service = await shared.ForOneTestAsync();
        var organiser = service.Service.As(Roles.Organiser);
        var (seminar, meeting) = (service.Activity(), service.Activity() with { Kind = ActivityKind.Meeting });
        await RegisterAsync(service, seminar, "asa", "bo", "off", "erased");
        await RegisterAsync(service, meeting, "asa", "cissi");
        await service.WantsAsync(service.Contact(email: service.At("off")), new Choice(TurnedOff: [NotificationGroup.Messages]));
        var words = new { subject = "Välkommen <alla>", text = "Vi ses\n\npå måndag & tisdag.", audience = new { kinds = new[] { "Seminar" } } };

        await Eventually.TrueAsync(async () => (await PreviewAsync(service, words))["recipients"]!.GetValue<int>() == 3);
        await EraseAsync(service, "erased");
        await Eventually.TrueAsync(async () => (await PreviewAsync(service, words))["recipients"]!.GetValue<int>() == 2);
        var letters = (await PreviewAsync(service, words))["letters"]!.AsArray();
        letters.Select(letter => (letter!["language"]!.GetValue<string>(), letter["recipients"]!.GetValue<int>())).ShouldBe([("sv", 2), ("en", 0)]);
        letters[0]!["text"]!.GetValue<string>().ShouldContain("på måndag & tisdag.");
        letters[0]!["text"]!.GetValue<string>().ShouldContain(seminar.Title.Sv);

        var first = await PostAsync(service, words, "once");
        first.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        var sent = (await first.Content.ReadFromJsonAsync<JsonObject>())!;
        (sent["recipients"]!.GetValue<int>(), sent["status"]!.GetValue<string>()).ShouldBe((2, "sent"));
        (await (await PostAsync(service, words, "once")).Content.ReadFromJsonAsync<JsonObject>())!["id"]!.GetValue<Guid>().ShouldBe(sent["id"]!.GetValue<Guid>());

        var mail = await service.MailAsync(service.At("asa"), mail => mail.Subject == "Välkommen <alla>");
        mail.HtmlBody!.ShouldContain("<p>på måndag &amp; tisdag.</p>");
        mail.Headers["List-Unsubscribe"].ShouldNotBeNull();
        await service.MailAsync(service.At("bo"), mail => mail.Subject == "Välkommen <alla>");
        await service.QuietAsync();
        service.Mails.Count(mail => mail.Subject == "Välkommen <alla>").ShouldBe(2);
        var list = (await organiser.GetFromJsonAsync<JsonObject>(PathOf(service)))!["items"]!.AsArray();
        list.ShouldHaveSingleItem()!["recipients"]!.GetValue<int>().ShouldBe(2);
    }

    [Fact]
    public async Task Who_was_stored_before_there_were_columns_for_it_is_counted_too()
    {
        await using var service = await shared.ForOneTestAsync();
        var seminar = service.Activity();
        await RegisterAsync(service, seminar, "asa", "bo");
        await Eventually.TrueAsync(async () => await CountAsync(service, new { }) == 2);

        await service.DoAsync(
            "update mt_doc_knownregistration set language = null, has_address = null, had_seats = null, "
                + $"data = data - 'language' - 'hasAddress' - 'hadSeats' where activity_id = '{seminar.Id}'");

        (await CountAsync(service, new { to = "confirmed" })).ShouldBe(2);
        await EraseAsync(service, "bo");
        await Eventually.TrueAsync(async () => await CountAsync(service, new { to = "confirmed" }) == 1);
    }

    [Fact]
    public async Task Who_came_and_who_did_not_are_written_to_apart()
    {
        await using var service = await shared.ForOneTestAsync();
        var seminar = service.Activity() with { StartsAt = DateTimeOffset.UtcNow.AddHours(-3), EndsAt = DateTimeOffset.UtcNow.AddHours(-2) };
        var registrations = await RegisterAsync(service, seminar, "asa", "bo", "cissi");
        await service.PublishAsync(CameTo(registrations[0], present: true));
        await service.PublishAsync(CameTo(registrations[1], present: true));
        await service.PublishAsync(CameTo(registrations[1], present: false) with { Version = 9 });

        await Eventually.TrueAsync(async () => await CountAsync(service, new { came = true }) == 1 && await CountAsync(service, new { came = false }) == 2);
        (await CountAsync(service, new { came = true, isMember = true, companySizes = new[] { "Micro" } })).ShouldBe(1);
        (await CountAsync(service, new { came = true, isMember = false })).ShouldBe(0);
        (await CountAsync(service, new { topics = new[] { "upphandling" }, to = "confirmed" })).ShouldBe(3);
        (await CountAsync(service, new { to = "waiting" })).ShouldBe(0);
    }

    [Fact]
    public async Task One_for_later_is_listed_changed_and_withdrawn_and_goes_to_those_who_are_there_when_its_time_comes()
    {
        await using var service = await shared.ForOneTestAsync();
        var organiser = service.Service.As(Roles.Organiser);
        var seminar = service.Activity();
        await RegisterAsync(service, seminar, "asa");
        var answer = await PostAsync(service, Later("Första"), "later");
        var waiting = (await answer.Content.ReadFromJsonAsync<JsonObject>())!;
        (waiting["status"]!.GetValue<string>(), waiting["recipients"]).ShouldBe(("waiting", null));
        var path = $"{PathOf(service)}/{waiting["id"]}";

        using var stale = new HttpRequestMessage(HttpMethod.Put, path) { Content = JsonContent.Create(Later("Andra")), Headers = { { "If-Match", "\"7\"" } } };
        (await organiser.SendAsync(stale)).StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed);
        (await (await organiser.PutAsJsonAsync(path, Later("Andra"))).Content.ReadFromJsonAsync<JsonObject>())!["subject"]!.GetValue<string>().ShouldBe("Andra");
        (await organiser.PutAsJsonAsync($"/api/v1/editions/{EditionId.New()}/messages/{waiting["id"]}", Later("Andra"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        await RegisterAsync(service, seminar, "bo");
        (await organiser.PutAsJsonAsync(path, new { subject = "Nu", text = "Text", audience = new { } })).StatusCode.ShouldBe(HttpStatusCode.OK);
        await service.MailAsync(service.At("asa"), mail => mail.Subject == "Nu");
        await service.MailAsync(service.At("bo"), mail => mail.Subject == "Nu");
        (await organiser.PutAsJsonAsync(path, Later("Sent"))).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await organiser.DeleteAsync(path)).StatusCode.ShouldBe(HttpStatusCode.Conflict);

        var other = (await (await PostAsync(service, Later("Aldrig"), "never")).Content.ReadFromJsonAsync<JsonObject>())!["id"];
        (await organiser.DeleteAsync($"{PathOf(service)}/{other}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await organiser.DeleteAsync($"{PathOf(service)}/{other}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await organiser.GetFromJsonAsync<JsonObject>(PathOf(service)))!["items"]!.AsArray()
            .Select(message => (message!["subject"]!.GetValue<string>(), message["status"]!.GetValue<string>(), message["recipients"]?.GetValue<int>()))
            .ShouldBe([("Aldrig", "withdrawn", null), ("Nu", "sent", 2)]);
    }

    [Fact]
    public async Task Whoever_sends_and_withdraws_at_once_one_of_them_is_right()
    {
        await using var service = await shared.ForOneTestAsync();
        var organiser = service.Service.As(Roles.Organiser);
        await RegisterAsync(service, service.Activity(), "asa");
        var id = (await (await PostAsync(service, Later("Kapplöpning"), "race")).Content.ReadFromJsonAsync<JsonObject>())!["id"];
        var path = $"{PathOf(service)}/{id}";

        var answers = await Task.WhenAll(
            organiser.PutAsJsonAsync(path, new { subject = "Kapplöpning", text = "Text", audience = new { } }), organiser.DeleteAsync(path), organiser.DeleteAsync(path));

        answers.ShouldAllBe(answer => answer.IsSuccessStatusCode || answer.StatusCode == HttpStatusCode.Conflict || answer.StatusCode == HttpStatusCode.PreconditionFailed);
        var message = await Eventually.ValueAsync(async () =>
            (await organiser.GetFromJsonAsync<JsonObject>(PathOf(service)))!["items"]![0] is { } found && found["status"]!.GetValue<string>() != "waiting" ? found : null);
        await service.QuietAsync();
        await Eventually.TrueAsync(() => Task.FromResult(
            service.Mails.Count(mail => mail.Subject == "Kapplöpning") == (message["status"]!.GetValue<string>() == "sent" ? 1 : 0)));
    }

    [Fact]
    public async Task What_cannot_be_sent_is_refused_with_why()
    {
        await using var service = await shared.ForOneTestAsync();
        var organiser = service.Service.As(Roles.Organiser);
        await service.PublishAsync(new ActivityReleased(service.Activity()));
        await Eventually.TrueAsync(async () => (await organiser.GetAsync(PathOf(service))).StatusCode == HttpStatusCode.OK);

        (await organiser.PostAsJsonAsync(PathOf(service), new { subject = "Ämne", text = "Text", audience = new { } })).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await organiser.PostAsJsonAsync($"/api/v1/editions/{EditionId.New()}/messages", new { subject = "Ämne", text = "Text", audience = new { } })).StatusCode
            .ShouldBe(HttpStatusCode.NotFound);
        foreach (var (request, field) in ((object, string)[])[
            (new { subject = "Två\nrader", text = "Text", audience = new { } }, "subject"),
            (new { subject = "Ämne", text = new string('x', 5_001), audience = new { } }, "text"),
            (new { subject = "Ämne", text = "Text", audience = new { to = "some" } }, "audience.to"),
            (new { subject = "Ämne", text = "Text", audience = new { kinds = Array.Empty<string>() } }, "audience.kinds"),
            (new { subject = "Ämne", text = "Text", audience = new { topics = Array.Empty<string>() } }, "audience.topics"),
            (new { subject = "Ämne", text = "Text", audience = new { companySizes = new[] { "Huge" } } }, "audience.companySizes[0]"),
            (new { subject = "Ämne", text = "Text", audience = new { }, sendAt = DateTimeOffset.UtcNow.AddDays(-1) }, "sendAt"),
        ])
        {
            var answer = await organiser.PostAsJsonAsync(PathOf(service), request);
            answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest, field);
            (await answer.Content.ReadFromJsonAsync<JsonObject>())!["errors"]!.AsObject().Single().Key.ShouldBe(field);
        }
    }

    [Fact(Explicit = true)]
    public async Task Fifty_thousand_registrations_are_counted()
    {
        await using var service = await NotificationService.StartAsync();
        var activities = Enumerable.Range(0, 300).Select(_ => service.Activity()).ToList();
        await using (var session = service.Service.Store.LightweightSession())
        {
            session.Store(activities.Select(Some.Known));
            await session.SaveChangesAsync();
        }

        await service.Service.Store.BulkInsertAsync(Enumerable.Range(0, 50_000).Select(number => Some.Known(
            Some.Registration(activities[number % activities.Count].Id, contact: Some.Contact(email: $"guest{number % 40_000}@foretag.example")) with
            {
                IsMember = number % 3 == 0,
                CompanySize = CompanySize.Micro,
            })).ToList());
        await service.DoAsync("analyze");
        var audiences = service.Service.Services.GetRequiredService<AudienceReader>();
        foreach (var filter in (AudienceFilter[])[new(), new(), new(IsMember: true), new(), new(Came: false)])
        {
            await using var reads = service.Service.Store.QuerySession();
            var watch = Stopwatch.StartNew();
            var audience = await audiences.ReadAsync(reads, service.Edition, filter, TestContext.Current.CancellationToken);
            output.WriteLine($"{audience!.People.Count} of 50,000 registrations in {watch.ElapsedMilliseconds} ms");
        }

        (await CountAsync(service, new { })).ShouldBe(40_000);
    }

    private static AttendanceRecorded CameTo(RegistrationState registration, bool present) => new(
        registration.Id, registration.ActivityId, registration.EditionId, 1, present, IsMember: true, DateTimeOffset.UtcNow, Version: 8, CompanySize.Micro);

    private static object Later(string subject) => new { subject, text = "Text", audience = new { }, sendAt = DateTimeOffset.UtcNow.AddDays(2) };

    private static string PathOf(NotificationService service) => $"/api/v1/editions/{service.Edition}/messages";

    private static async Task<int> CountAsync(NotificationService service, object audience) =>
        (await PreviewAsync(service, new { subject = "Ämne", text = "Text", audience }))["recipients"]!.GetValue<int>();

    private static async Task<JsonObject> PreviewAsync(NotificationService service, object words)
    {
        var answer = await service.Service.As(Roles.Organiser).PostAsJsonAsync($"{PathOf(service)}/preview", words);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonObject>())!;
    }

    private static async Task EraseAsync(NotificationService service, string name)
    {
        var contact = service.Contact(email: service.At(name)).Id;
        await using var session = service.Service.Store.QuerySession();
        ContactId? person = contact;
        var registrations = await session.Query<KnownRegistration>().Where(registration => registration.ContactId == person).ToListAsync();
        await service.PublishAsync(new ContactErased(contact, [.. registrations.Select(registration => new RegistrationId(registration.Id))], DateTimeOffset.UtcNow));
    }

    private static async Task<IReadOnlyList<RegistrationState>> RegisterAsync(NotificationService service, ActivityState activity, params string[] names)
    {
        var before = service.Count;
        await service.PublishAsync(new ActivityReleased(activity));
        var registrations = names.Select(name => service.Registration(activity.Id, contact: service.Contact(email: service.At(name)))).ToList();
        await Task.WhenAll(registrations.Select(registration => service.PublishAsync(new RegistrationConfirmed(registration))));
        await Eventually.TrueAsync(() => Task.FromResult(service.Count == before + names.Length));
        return registrations;
    }

    private static async Task<HttpResponseMessage> PostAsync(NotificationService service, object words, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, PathOf(service))
        {
            Content = JsonContent.Create(words),
            Headers = { { "Idempotency-Key", $"{service.Edition} {key}" } },
        };
        return await service.Service.As(Roles.Organiser).SendAsync(request);
    }
}
