using System.Net;
using BusinessFocus.Testing;

namespace BusinessFocus.EndToEnd.Tests;

/// <summary>Earlier state that a journey begins from.</summary>
internal static class Programme
{
    /// <summary>Lets people in at, and completes, what is in another year.</summary>
    public static object Early { get; } = new { reason = "Den är ett annat år" };

    /// <summary>A released edition with one seminar.</summary>
    /// <returns>The seminar's id, when it can be registered for.</returns>
    public static async Task<string> WithOneActivityAsync(Festival festival, string slug, int seats)
    {
        var edition = (await festival.Organiser.PostAsync(
            "/api/v1/editions",
            new { slug, name = new { sv = slug, en = slug }, startsOn = "2027-10-04", endsOn = "2027-10-15" },
            HttpStatusCode.Created)).Text("id");
        var activity = (await festival.Organiser.PostAsync(
            $"/api/v1/editions/{edition}/activities",
            new
            {
                kind = "seminar",
                title = new { sv = "Ett seminarium", en = "A seminar" },
                startsAt = "2027-10-05T16:00:00+02:00",
                endsAt = "2027-10-05T17:00:00+02:00",
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
}
