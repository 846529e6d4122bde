using System.Net;
using System.Text.Json.Nodes;
using BusinessFocus.Testing;
using Microsoft.Playwright;

namespace BusinessFocus.EndToEnd.Tests.Pages;

/// <summary>An activity that has just begun, with a door, and who stands there.</summary>
internal static class AtTheDoor
{
    /// <summary>It began a minute ago, so that people are let in whatever the hour of the day.</summary>
    public static async Task<string> ActivityAsync(Festival festival, string slug, int seats = 5)
    {
        var minute = TimeSpan.FromMinutes(1);
        var now = new DateTimeOffset(DateTimeOffset.UtcNow.Ticks / minute.Ticks * minute.Ticks, TimeSpan.Zero);
        var today = DateOnly.FromDateTime(now.Date);
        var edition = (await festival.Organiser.PostAsync(
            "/api/v1/editions",
            new { slug, name = new { sv = slug, en = slug }, startsOn = today.AddDays(-2), endsOn = today.AddDays(7) },
            HttpStatusCode.Created)).Text("id");
        var activity = (await festival.Organiser.PostAsync(
            $"/api/v1/editions/{edition}/activities",
            new
            {
                kind = "seminar",
                title = new { sv = "Frukost i dörren", en = "Breakfast at the door" },
                startsAt = now.AddMinutes(-1),
                endsAt = now.AddHours(1),
                hostIds = Array.Empty<string>(),
                capacity = seats,
                language = "sv",
                topics = Array.Empty<string>(),
            },
            HttpStatusCode.Created)).Text("id");
        await festival.Organiser.PostAsync($"/api/v1/editions/{edition}/releases", new { note = "" }, HttpStatusCode.Created);
        await Eventually.TrueAsync(async () => (await festival.Anyone.GetAsync($"/api/v1/activities/{activity}/availability")).IsSuccessStatusCode);
        return activity;
    }

    /// <summary>Registered by an organiser, as it has begun.</summary>
    public static async Task<JsonNode> GuestAsync(Festival festival, string activity, string name, int seats = 1) => await festival.Organiser.PostAsync(
        $"/api/v1/activities/{activity}/registrations",
        new
        {
            contact = new { name, email = $"{Guid.NewGuid():N}@foretag.example" },
            company = new { name = "Öbergs Måleri" },
            seats,
            consent = true,
            @override = new { reason = "Kom i dörren" },
        },
        HttpStatusCode.Created);

    /// <summary>Whoever stands there, and only there.</summary>
    public static Task<IPage> OpenAsync(Festival festival, Browser browser, string activity, int width = Browser.Phone, bool withScript = false) =>
        StaffMember.OpenAsync(festival, browser, $"/dorr/{activity}?door=Norra", new { role = "frontDesk", doors = new[] { activity } }, "Dora i dörren", width, withScript);

    public static async Task<int> CameAsync(Festival festival, string activity) =>
        (await festival.Organiser.GetAsync($"/api/v1/activities/{activity}/arrivals", HttpStatusCode.OK)).Number("came");
}
