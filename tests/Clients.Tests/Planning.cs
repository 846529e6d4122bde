using BusinessFocus.Client;
using BusinessFocus.Client.Generated.Models;
using BusinessFocus.EndToEnd.Tests;
using BusinessFocus.Testing;
using Microsoft.Kiota.Abstractions;
using Shouldly;

namespace BusinessFocus.Clients.Tests;

/// <summary>The first half of the main job, by the published .NET client: an edition, two seminars in it, and its release.</summary>
internal static class Planning
{
    public static BusinessFocusClient Connect(HttpClient who) => BusinessFocusClient.Connect(
        who.BaseAddress!,
        new ClientOptions { Tokens = (_, _) => Task.FromResult(who.DefaultRequestHeaders.Authorization?.Parameter) });

    /// <returns>The seminars, when both can be registered for.</returns>
    public static async Task<(Guid From, Guid To)> TwoSeminarsAsync(Festival festival, string slug)
    {
        using var organiser = Connect(festival.Organiser);
        var edition = (await organiser.V1.Editions.PostAsync(new CreateEditionRequest
        {
            Slug = slug,
            Name = new LocalizedText { Sv = slug, En = slug },
            StartsOn = new Date(2027, 10, 4),
            EndsOn = new Date(2027, 10, 15),
        }))!.Id!.Value;
        var from = await SeminarAsync(organiser, edition, hour: 9);
        var to = await SeminarAsync(organiser, edition, hour: 14);
        var release = await organiser.V1.Editions[edition.ToString()].Releases.PostAsync(new ReleaseProgrammeRequest { Note = "Första programmet" });
        release!.Changes!.Count.ShouldBe(2);
        foreach (var seminar in (Guid[])[from, to])
        {
            await Eventually.TrueAsync(async () => (await festival.Anyone.GetAsync($"/api/v1/activities/{seminar}/availability")).IsSuccessStatusCode);
        }

        return (from, to);
    }

    private static async Task<Guid> SeminarAsync(BusinessFocusClient organiser, Guid edition, int hour) =>
        (await organiser.V1.Editions[edition.ToString()].Activities.PostAsync(new PlanActivityRequest
        {
            Kind = ActivityKind.Seminar,
            Title = new LocalizedText { Sv = "Ett seminarium", En = "A seminar" },
            StartsAt = new DateTimeOffset(2027, 10, 5, hour, 0, 0, TimeSpan.FromHours(2)),
            EndsAt = new DateTimeOffset(2027, 10, 5, hour + 1, 0, 0, TimeSpan.FromHours(2)),
            Capacity = 8,
        }))!.Id!.Value;
}
