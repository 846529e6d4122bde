using System.Net;
using BusinessFocus.Scheduling.Editions;

namespace BusinessFocus.Scheduling.Tests.Editions;

/// <summary>What a front end begins with.</summary>
public sealed class ReadingTheCurrentEdition(SchedulingService scheduling)
{
    private static readonly DateOnly Today = new(2027, 10, 6);

    [Theory]
    [InlineData("going on", "last open", "going on", "next", "after next")]
    [InlineData("going on", "going on", "next")]
    [InlineData("next", "last open", "after next", "next", "draft")]
    [InlineData("next", "closed early", "next")]
    [InlineData("last open", "last open", "before last")]
    [InlineData("closed early", "closed early", "last open")]
    [InlineData(null, "draft")]
    public void The_one_that_goes_on_else_the_next_else_the_last(string? expected, params string[] editions) =>
        ReadCurrentEdition.Of(editions.Select(Named), Today)?.Slug.ShouldBe(expected);

    [Fact]
    public async Task It_is_read_by_anybody_and_is_its_municipalitys()
    {
        var municipality = $"m-{Guid.NewGuid():N}";
        var path = $"/api/v1/editions/current?municipality={municipality}";
        await scheduling.Anyone.SendAsync(HttpMethod.Get, path, HttpStatusCode.NotFound);
        var edition = await scheduling.Organiser.SendAsync(HttpMethod.Post, "/api/v1/editions", HttpStatusCode.Created, Body($"e-{Guid.NewGuid():N}", municipality));
        await scheduling.Anyone.SendAsync(HttpMethod.Get, path, HttpStatusCode.NotFound);
        await scheduling.Organiser.SendAsync(HttpMethod.Post, $"/api/v1/editions/{edition.Text("id")}/open", HttpStatusCode.OK, new { });

        using var answer = await scheduling.Anyone.GetAsync(path);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await answer.Content.ReadAsStringAsync()).ShouldContain(edition.Text("id"));
        using var again = new HttpRequestMessage(HttpMethod.Get, path);
        again.Headers.IfNoneMatch.Add(answer.Headers.ETag!);
        (await scheduling.Anyone.SendAsync(again)).StatusCode.ShouldBe(HttpStatusCode.NotModified);
        await scheduling.Anyone.SendAsync(HttpMethod.Get, "/api/v1/editions/current?municipality=Lerum!", HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("current")]
    [InlineData("compare")]
    public Task No_edition_is_called_as_another_address(string slug) =>
        scheduling.Organiser.SendAsync(HttpMethod.Post, "/api/v1/editions", HttpStatusCode.BadRequest, Body(slug, null));

    private static object Body(string slug, string? municipality) =>
        new { slug, name = new { sv = "Business Focus" }, startsOn = "2099-10-05", endsOn = "2099-10-16", municipality };

    private static Edition Named(string name)
    {
        var (status, startsOn) = name switch
        {
            "going on" => (EditionStatus.Open, Today.AddDays(-2)),
            "closed early" => (EditionStatus.Closed, Today.AddDays(-2)),
            "next" => (EditionStatus.Open, Today.AddDays(10)),
            "after next" => (EditionStatus.Open, Today.AddDays(300)),
            "last open" => (EditionStatus.Open, Today.AddDays(-300)),
            "before last" => (EditionStatus.Closed, Today.AddDays(-600)),
            _ => (EditionStatus.Draft, Today),
        };
        return Edition.Initial with { Id = Guid.CreateVersion7(), Exists = true, Slug = name, Status = status, StartsOn = startsOn, EndsOn = startsOn.AddDays(11) };
    }
}
