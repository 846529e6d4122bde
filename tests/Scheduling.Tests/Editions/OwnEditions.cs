using System.Net;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Hosting.Tokens;

namespace BusinessFocus.Scheduling.Tests.Editions;

/// <summary>API1 and API5:2023: an organiser of one municipality has nothing to do with the drafts of another one.</summary>
public sealed class OwnEditions(SchedulingService service)
{
    private readonly string lerum = $"m-{Guid.NewGuid():N}";
    private readonly string ale = $"m-{Guid.NewGuid():N}";

    [Fact]
    public async Task What_they_make_is_their_municipalitys_and_nobody_elses()
    {
        var (own, foreign) = (service.Running.AsIn(lerum, Roles.Organiser), service.Running.AsIn(ale, Roles.Organiser));
        var edition = await own.SendAsync(HttpMethod.Post, "/api/v1/editions", HttpStatusCode.Created, Body());
        var path = $"/api/v1/editions/{edition.Text("id")}";

        edition.Text("municipality").ShouldBe(lerum);
        var host = (await own.SendAsync(HttpMethod.Post, $"{path}/hosts", HttpStatusCode.Created, new { name = "KSO" })).Text("id");
        await own.SendAsync(HttpMethod.Get, $"/api/v1/hosts/{host}", HttpStatusCode.OK);
        await service.Organiser.SendAsync(HttpMethod.Get, $"/api/v1/hosts/{host}", HttpStatusCode.OK);

        await foreign.SendAsync(HttpMethod.Get, path, HttpStatusCode.NotFound);
        await foreign.SendAsync(HttpMethod.Get, $"/api/v1/editions/{edition.Text("slug")}", HttpStatusCode.NotFound);
        await foreign.SendAsync(HttpMethod.Get, $"/api/v1/hosts/{host}", HttpStatusCode.Forbidden);
        await foreign.SendAsync(HttpMethod.Post, $"{path}/open", HttpStatusCode.Forbidden, new { });
        await foreign.SendAsync(HttpMethod.Post, $"{path}/copy", HttpStatusCode.Forbidden, Body());
        (await own.ReadAsync("/api/v1/editions?limit=100"))["items"]!.AsArray().Count(each => each!.Text("id") == edition.Text("id")).ShouldBe(1);
        (await foreign.ReadAsync("/api/v1/editions?limit=100"))["items"]!.AsArray().Count(each => each!.Text("id") == edition.Text("id")).ShouldBe(0);
    }

    [Fact]
    public async Task Other_services_hear_whose_an_activity_is()
    {
        var own = service.Running.AsIn(lerum, Roles.Organiser);
        var edition = (await own.SendAsync(HttpMethod.Post, "/api/v1/editions", HttpStatusCode.Created, Body())).Text("id");
        var activity = (await own.SendAsync(
            HttpMethod.Post, $"/api/v1/editions/{edition}/activities", HttpStatusCode.Created, SchedulingService.Seminar())).Text("id");
        await own.SendAsync(HttpMethod.Post, $"/api/v1/editions/{edition}/releases", HttpStatusCode.Created, new { note = "Ett släpp" });

        var told = await service.Running.Bus.NextAsync<ActivityReleased>(each => each.Activity.Id.ToString() == activity);
        told.Activity.Municipality.ShouldBe(lerum);
    }

    [Fact]
    public Task An_edition_of_another_municipality_is_not_theirs_to_make() => service.Running.AsIn(lerum, Roles.Organiser)
        .SendAsync(HttpMethod.Post, "/api/v1/editions", HttpStatusCode.Forbidden, Body(ale));

    private static object Body(string? municipality = null) => new
    {
        slug = $"e-{Guid.NewGuid():N}",
        name = new { sv = "Business Focus", en = "Business Focus" },
        startsOn = "2026-10-05",
        endsOn = "2026-10-16",
        municipality,
    };
}
