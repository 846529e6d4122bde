using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Notifications.Lifecycle;
using BusinessFocus.Testing;
using Shouldly;
using Xunit;

namespace BusinessFocus.Notifications.Tests.Lifecycle;

/// <summary>What organisers can ask.</summary>
public sealed class Interface(SharedService shared)
{
    [Fact]
    public async Task The_interface_is_as_announced()
    {
        await using var service = await shared.ForOneTestAsync();
        await OpenApiContract.ShouldBeAnnouncedAsync(service.Service, "notification");
    }

    [Fact]
    public async Task Every_request_is_checked()
    {
        await using var service = await shared.ForOneTestAsync();
        CheckedRequests.ShouldBeAll(service.Service.Services);
    }

    [Fact]
    public async Task What_staff_do_about_people_is_audited()
    {
        await using var service = await shared.ForOneTestAsync();
        AuditedCalls.ShouldBeAll(service.Service.Services, "watchNotifications", "readPreferences", "choosePreferences");
    }

    [Fact]
    public async Task Only_organisers_see_notifications()
    {
        await using var service = await shared.ForOneTestAsync();
        foreach (var path in (string[])["/api/v1/notifications", $"/api/v1/notifications/{Guid.NewGuid()}"])
        {
            (await service.Service.Http.GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
            (await service.Service.As(Roles.Operator).GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
            (await service.Service.AsAssociation("foretagarna").GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        }

        var resend = $"/api/v1/notifications/{Guid.NewGuid()}/resend";
        (await service.Service.As(Roles.Operator).PostAsync(resend, null)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await service.Service.As(Roles.Organiser).PostAsync(resend, null)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task An_organiser_finds_notifications_by_activity_person_and_state_page_by_page()
    {
        await using var service = await NotificationService.StartAsync();
        var organiser = service.Service.As(Roles.Organiser);
        var (activity, other) = (Some.Activity(), Some.Activity());
        await service.PublishAsync(new ActivityReleased(activity));
        for (var number = 0; number < 5; number++)
        {
            await service.PublishAsync(new RegistrationConfirmed(Some.Registration(activity.Id, contact: Some.Contact(email: $"guest{number}@foretag.example"))));
        }

        await service.PublishAsync(new RegistrationConfirmed(Some.Registration(other.Id, contact: Some.Contact(email: "guest0@foretag.example"))));
        await Eventually.TrueAsync(() => Task.FromResult(service.Mails.Count == 5));
        await service.QuietAsync();
        await service.NotificationAsync(NotificationState.Requested);

        (await ListAsync(organiser, $"?activityId={activity.Id}")).Count.ShouldBe(5);
        (await ListAsync(organiser, $"?contactId={Some.Contact(email: "guest0@foretag.example").Id}")).Count.ShouldBe(2);
        (await ListAsync(organiser, "?state=requested")).Single()!["activityId"]!.GetValue<Guid>().ShouldBe(other.Id.Value);
        (await ListAsync(organiser, "?state=accepted&limit=2")).Count.ShouldBe(2);

        var seen = new List<Guid>();
        string? after = null;
        do
        {
            var page = (await organiser.GetFromJsonAsync<JsonObject>($"/api/v1/notifications?limit=4&after={after}"))!;
            seen.AddRange(page["items"]!.AsArray().Select(item => item!["id"]!.GetValue<Guid>()));
            after = page["next"]?.GetValue<string>();
        }
        while (after is not null);
        seen.Count.ShouldBe(6);
        seen.Distinct().Count().ShouldBe(6);
    }

    [Theory]
    [InlineData("?limit=0")]
    [InlineData("?after=!")]
    [InlineData("?after=eHl6")]
    [InlineData("?state=nonsense")]
    [InlineData("?state=99")]
    [InlineData("?activityId=1")]
    public async Task A_question_that_makes_no_sense_is_400(string query)
    {
        await using var service = await shared.ForOneTestAsync();
        (await service.Service.As(Roles.Organiser).GetAsync("/api/v1/notifications" + query)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    /// <summary>OWASP API3:2023, broken object property level authorization.</summary>
    [Fact]
    public async Task An_organiser_reads_a_letter_without_what_opens_its_links()
    {
        await using var service = await shared.ForOneTestAsync();
        var token = new string('t', 43);
        var activity = service.Activity();
        await service.PublishAsync(new ActivityReleased(activity));
        await service.PublishAsync(new RegistrationConfirmed(service.Registration(activity.Id) with { ManageToken = token }));
        var sent = await service.NotificationAsync(NotificationState.Accepted);

        var read = await service.Service.As(Roles.Organiser).GetFromJsonAsync<JsonObject>($"/api/v1/notifications/{sent.Id}");

        var text = read!["text"]!.GetValue<string>();
        text.ShouldContain("?token=…");
        text.ShouldNotContain(token);
    }

    [Fact]
    public async Task An_organiser_reads_a_notifications_course_and_has_it_sent_again()
    {
        await using var service = await shared.ForOneTestAsync();
        var organiser = service.Service.As(Roles.Organiser);
        var activity = service.Activity();
        await service.PublishAsync(new ActivityReleased(activity));
        await service.PublishAsync(new RegistrationConfirmed(service.Registration(activity.Id)));
        var first = await service.NotificationAsync(NotificationState.Accepted);
        var path = $"/api/v1/notifications/{first.Id}";

        var answer = await organiser.GetAsync(path);
        answer.Headers.ETag!.Tag.ShouldBe("\"4\"");
        var details = (await answer.Content.ReadFromJsonAsync<JsonObject>())!;
        details["state"]!.GetValue<string>().ShouldBe("accepted");
        details["name"]!.GetValue<string>().ShouldBe("Åsa Öberg");
        details["text"]!.GetValue<string>().ShouldContain("Välkommen till Så möts vi 🤝");
        details["course"]!.AsArray().Select(step => step!["what"]!.GetValue<string>()).ShouldBe(["requested", "composed", "handedOver", "accepted"]);
        using var known = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "If-None-Match", "\"4\"" } } };
        (await organiser.SendAsync(known)).StatusCode.ShouldBe(HttpStatusCode.NotModified);

        using var resend = new HttpRequestMessage(HttpMethod.Post, path + "/resend") { Headers = { { "Idempotency-Key", path } } };
        using var again = new HttpRequestMessage(HttpMethod.Post, path + "/resend") { Headers = { { "Idempotency-Key", path } } };
        var resent = await organiser.SendAsync(resend);
        resent.StatusCode.ShouldBe(HttpStatusCode.Created);
        (await organiser.SendAsync(again)).Headers.Location.ShouldBe(resent.Headers.Location);
        await Eventually.TrueAsync(() => Task.FromResult(service.Mails.Count == 2));
        await service.QuietAsync();
        service.Mails.Count.ShouldBe(2);
        service.Mails.Select(mail => mail.MessageId).Distinct().Count().ShouldBe(2);
        (await organiser.GetFromJsonAsync<JsonObject>(resent.Headers.Location))!["resentFrom"]!.GetValue<Guid>().ShouldBe(first.Id);
    }

    private static async Task<JsonArray> ListAsync(HttpClient organiser, string query) =>
        (await organiser.GetFromJsonAsync<JsonObject>("/api/v1/notifications" + query))!["items"]!.AsArray();
}
