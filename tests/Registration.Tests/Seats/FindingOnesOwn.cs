using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Domain.People;
using BusinessFocus.Testing;
using Shouldly;
using Xunit;

namespace BusinessFocus.Registration.Tests.Seats;

/// <summary>Who lost their links gets them mailed, and reads all that they have by them; whoever else asks learns nothing.</summary>
public sealed class FindingOnesOwn(RunningRegistration running) : IClassFixture<RunningRegistration>
{
    private readonly RunningService service = running.Service;

    /// <summary>Of all addresses of this test.</summary>
    private readonly string domain = $"{Guid.NewGuid():N}.example";

    [Fact]
    public async Task One_letter_lists_what_the_address_has_and_an_unknown_one_is_answered_the_same()
    {
        var later = await ReleaseAsync(days: 40);
        var sooner = await ReleaseAsync(days: 20);
        var (second, first) = (await RegisterAsync(later, "anna"), await RegisterAsync(sooner, "anna"));
        await RegisterAsync(sooner, "bo");

        var (unknown, known) = (await AskAsync($"nobody@{domain}"), await AskAsync($"Anna@{domain.ToUpperInvariant()}", "en"));

        (unknown.StatusCode, known.StatusCode).ShouldBe((HttpStatusCode.Accepted, HttpStatusCode.Accepted));
        (await unknown.Content.ReadAsStringAsync()).ShouldBe(await known.Content.ReadAsStringAsync());
        var told = await service.Bus.NextAsync<OwnRegistrationsRequested>(IsOwn);
        (told.Contact.Email, told.Contact.Locale).ShouldBe(($"anna@{domain}", "en"));
        told.Registrations.Select(each => each.RegistrationId.ToString()).ShouldBe([(string)first["id"]!, (string)second["id"]!]);
        told.Registrations[0].ManageToken.ShouldBe((string)first["manageToken"]!);
        service.Bus.Heards<OwnRegistrationsRequested>().Where(IsOwn).ShouldHaveSingleItem("they are looked up one after the other");
    }

    [Fact]
    public async Task An_address_gets_only_so_many()
    {
        await RegisterAsync(await ReleaseAsync(days: 20), "anna");
        await RegisterAsync(await ReleaseAsync(days: 20), "bo");
        for (var i = 0; i < Registration.Seats.OwnLinkLetters.MostAnHour + 2; i++)
        {
            (await AskAsync($"anna@{domain}")).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        }

        // A later one tells that the earlier ones have gone.
        await AskAsync($"bo@{domain}");
        await service.Bus.NextAsync<OwnRegistrationsRequested>(told => told.Contact.Email == $"bo@{domain}");
        service.Bus.Heards<OwnRegistrationsRequested>().Count(told => told.Contact.Email == $"anna@{domain}").ShouldBe(Registration.Seats.OwnLinkLetters.MostAnHour);
    }

    [Fact]
    public async Task The_link_lists_what_is_to_come_first_and_opens_nothing_of_others()
    {
        var (soon, gone) = (await ReleaseAsync(days: 20), await ReleaseAsync(days: 10));
        var (anna, cancelled) = (await RegisterAsync(soon, "anna"), await RegisterAsync(gone, "anna"));
        await RegisterAsync(soon, "bo");
        (await service.Http.DeleteAsync($"/api/v1/registrations/{cancelled["id"]}?token={cancelled["manageToken"]}")).EnsureSuccessStatusCode();

        var answer = await service.Http.GetAsync($"/api/v1/my?token={await TokenAsync()}");

        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
        var items = (await answer.Content.ReadFromJsonAsync<JsonNode>())!["registrations"]!.AsArray();
        items.Select(each => ((string)each!["registration"]!["id"]!, (bool)each["isToCome"]!, (string)each["registration"]!["status"]!))
            .ShouldBe([((string)anna["id"]!, true, "confirmed"), ((string)cancelled["id"]!, false, "cancelled")]);
        ((string?)items[0]!["title"]).ShouldBe("Seminarium");
        ((string?)items[0]!["registration"]!["ticket"], (string?)items[1]!["registration"]!["ticket"]).ShouldBe(((string)anna["ticket"]!, null));
        var ticket = await service.Http.GetAsync(new Uri((string)items[0]!["links"]!["ticket"]!).PathAndQuery);
        ticket.Content.Headers.ContentType!.MediaType.ShouldBe("image/png");
        var visitor = await service.AsVisitor(ContactIds.Of($"anna@{domain}").ToString()).GetFromJsonAsync<JsonNode>("/api/v1/my");
        visitor!["registrations"]!.AsArray().Count.ShouldBe(2, "by signing in it is the same");
    }

    [Fact]
    public async Task The_calendar_follows_what_happens_and_its_link_opens_nothing_else()
    {
        var (first, second) = (await ReleaseAsync(days: 20), await ReleaseAsync(days: 30));
        var anna = await RegisterAsync(first, "anna");
        var calendar = new Uri((string)(await service.Http.GetFromJsonAsync<JsonNode>($"/api/v1/my?token={await TokenAsync()}"))!["calendar"]!).PathAndQuery;

        var before = await service.Http.GetAsync(calendar);
        var text = await before.Content.ReadAsStringAsync();
        (before.Content.Headers.ContentType!.MediaType, before.StatusCode).ShouldBe(("text/calendar", HttpStatusCode.OK));
        text.ShouldContain($"UID:{first}@businessfocus");
        text.ShouldContain("STATUS:CONFIRMED");
        text.ShouldNotContain((string)anna["manageToken"]!, customMessage: "people share their calendars");
        (await AskAgainAsync(before.Headers.ETag!)).StatusCode.ShouldBe(HttpStatusCode.NotModified);

        (await service.Http.PostAsJsonAsync($"/api/v1/registrations/{anna["id"]}/move?token={anna["manageToken"]}", new { activityId = second.Value })).EnsureSuccessStatusCode();

        var after = await AskAgainAsync(before.Headers.ETag!);
        after.StatusCode.ShouldBe(HttpStatusCode.OK);
        var events = (await after.Content.ReadAsStringAsync()).Split("BEGIN:VEVENT")[1..];
        events.Length.ShouldBe(2);
        events[0].ShouldContain($"UID:{first}@businessfocus");
        events[0].ShouldContain("STATUS:CANCELLED");
        events[1].ShouldContain($"UID:{second}@businessfocus");
        events[1].ShouldContain("STATUS:CONFIRMED");
        var token = calendar[(calendar.IndexOf('=', StringComparison.Ordinal) + 1)..];
        (await service.Http.GetAsync($"/api/v1/my?token={token}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await service.Http.GetAsync($"/api/v1/my/calendar.ics?token={anna["manageToken"]}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        async Task<HttpResponseMessage> AskAgainAsync(EntityTagHeaderValue tag)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, calendar) { Headers = { IfNoneMatch = { tag } } };
            return await service.Http.SendAsync(request);
        }
    }

    private bool IsOwn(OwnRegistrationsRequested told) => told.Contact.Email.EndsWith($"@{domain}", StringComparison.Ordinal);

    private async Task<string> TokenAsync()
    {
        await AskAsync($"anna@{domain}");
        return (await service.Bus.NextAsync<OwnRegistrationsRequested>(IsOwn)).Token;
    }

    private Task<HttpResponseMessage> AskAsync(string email, string? locale = null) => service.Http.PostAsJsonAsync("/api/v1/my/link", new { email, locale });

    private async Task<ActivityId> ReleaseAsync(int days)
    {
        var (activity, start) = (ActivityId.New(), DateTimeOffset.UtcNow.AddDays(days));
        await service.Bus.PublishAsync(new ActivityReleased(Given.Released(activity, capacity: 5) with { StartsAt = start, EndsAt = start.AddHours(1) }));
        await Eventually.TrueAsync(async () => (await service.Http.GetAsync($"/api/v1/activities/{activity}/availability")).IsSuccessStatusCode);
        return activity;
    }

    private async Task<JsonNode> RegisterAsync(ActivityId activity, string name)
    {
        using var answer = await service.Http.PostAsJsonAsync(
            $"/api/v1/activities/{activity}/registrations", new { contact = new { name, email = $"{name}@{domain}" }, seats = 1, consent = true });
        return (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonNode>())!;
    }
}
