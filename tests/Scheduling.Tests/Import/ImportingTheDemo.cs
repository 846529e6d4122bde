using System.Net;
using System.Text;

namespace BusinessFocus.Scheduling.Tests.Import;

public sealed class ImportingTheDemo(SchedulingService scheduling)
{
    private static readonly string Programme = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "programme-2026.csv"));

    [Fact]
    public async Task The_programme_is_taken_in_once_however_often_it_is_sent()
    {
        var edition = await scheduling.NewEditionAsync();

        var first = await scheduling.Organiser.ImportAsync($"{edition.Path}/import", Programme);
        first.Number("planned").ShouldBe(16);
        first["refused"]!.AsArray().ShouldBeEmpty();
        first["activities"]!.AsArray().Select(each => each!.Number("row")).ShouldBe(Enumerable.Range(2, 16));

        var second = await scheduling.Organiser.ImportAsync($"{edition.Path}/import", Programme);
        (second.Number("planned"), second.Number("changed"), second.Number("unchanged")).ShouldBe((0, 0, 16));

        (await scheduling.ReleaseAsync(edition))["changes"]!.AsArray().Count.ShouldBe(16);
        var activities = (await scheduling.Anyone.ReadAsync(edition.Programme))["activities"]!.AsArray();
        activities.Count.ShouldBe(16);
        activities[0]!["title"]!.Text("sv").ShouldBe("Invigningsfrukost: två veckor för företagen");
        activities[1]!["place"]!.Text("name").ShouldBe("Kommunhuset, sal Aspen");
        var venues = (await scheduling.Organiser.ReadAsync($"{edition.Path}/venues"))["items"]!.AsArray();
        venues.Where(venue => !venue!["shared"]!.GetValue<bool>()).Select(venue => venue!.Text("name")).ShouldBe(["Hos företaget", "Digitalt"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_dry_run_tells_and_stores_nothing()
    {
        var edition = await scheduling.NewEditionAsync();

        var told = await scheduling.Organiser.ImportAsync($"{edition.Path}/import?dryRun=true", Programme);

        told.Number("planned").ShouldBe(16);
        told["activities"]!.AsArray().ShouldBeEmpty();
        (await scheduling.Organiser.ReadAsync($"{edition.Path}/activities"))["items"]!.AsArray().ShouldBeEmpty();
        (await scheduling.Organiser.ReadAsync($"{edition.Path}/hosts"))["items"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_corrected_file_changes_what_it_corrects()
    {
        var edition = await scheduling.NewEditionAsync();
        await scheduling.Organiser.ImportAsync($"{edition.Path}/import", Programme);
        await scheduling.ReleaseAsync(edition);

        var changed = await scheduling.Organiser.ImportAsync(
            $"{edition.Path}/import", Programme.Replace("Lena Forsman,40,", "Lena Forsman,60,", StringComparison.Ordinal));

        (changed.Number("changed"), changed.Number("unchanged")).ShouldBe((1, 15));
        var change = (await scheduling.ReleaseAsync(edition))["changes"]!.AsArray().ShouldHaveSingleItem()!;
        change["kinds"]!.AsArray().Single()!.GetValue<string>().ShouldBe("capacityChanged");
    }

    [Theory]
    [InlineData("application/xml", "<a/>", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("text/csv", "a,b\n1,2\n", HttpStatusCode.BadRequest)]
    [InlineData("text/csv", "", HttpStatusCode.BadRequest)]
    public async Task What_is_no_programme_is_refused_as_a_whole(string mediaType, string body, HttpStatusCode expected)
    {
        var edition = await scheduling.NewEditionAsync();
        using var content = new StringContent(body, Encoding.UTF8, mediaType);

        using var answer = await scheduling.Organiser.PostAsync($"{edition.Path}/import", content);

        answer.StatusCode.ShouldBe(expected, await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Somebody_without_a_token_is_asked_to_sign_in_whatever_is_sent()
    {
        using var content = new StringContent("{}", Encoding.UTF8, "application/json");
        using var answer = await scheduling.Anyone.PostAsync($"/api/v1/editions/{Guid.NewGuid()}/import", content);
        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }
}
