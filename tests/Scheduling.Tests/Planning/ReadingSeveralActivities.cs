using System.Net;

namespace BusinessFocus.Scheduling.Tests.Planning;

/// <summary>Several activities in one call, as everybody sees them.</summary>
public sealed class ReadingSeveralActivities(SchedulingService scheduling)
{
    [Fact]
    public async Task They_come_as_asked_for_and_what_there_is_not_is_named()
    {
        var edition = await scheduling.NewEditionAsync();
        var (first, second) = (await scheduling.PlanAsync(edition, SchedulingService.Seminar()), await scheduling.PlanAsync(edition, SchedulingService.Seminar()));
        await scheduling.Organiser.SendAsync(HttpMethod.Post, $"{edition.Path}/releases", HttpStatusCode.Created, new { });
        var (planned, unknown) = (await scheduling.PlanAsync(edition, SchedulingService.Seminar()), Guid.NewGuid().ToString());

        foreach (var asker in (HttpClient[])[scheduling.Anyone, scheduling.Organiser])
        {
            var read = await asker.ReadAsync($"/api/v1/activities?ids={second},{planned},{first},{unknown},{second}");

            read["items"]!.AsArray().Select(each => each!.Text("id")).ShouldBe([second, first]);
            read["items"]![0]!.ToJsonString().ShouldBe((await scheduling.Anyone.ReadAsync($"/api/v1/activities/{second}")).ToJsonString());
            read["missing"]!.AsArray().Select(each => each!.GetValue<string>()).ShouldBe([planned, unknown]);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("?ids=")]
    [InlineData("?ids=,")]
    [InlineData("?ids=lerum")]
    public Task What_is_no_list_of_ids_is_refused(string query) =>
        scheduling.Anyone.SendAsync(HttpMethod.Get, $"/api/v1/activities{query}", HttpStatusCode.BadRequest);

    [Fact]
    public Task Nor_are_there_more_than_a_hundred() => scheduling.Anyone.SendAsync(
        HttpMethod.Get, $"/api/v1/activities?ids={string.Join(',', Enumerable.Range(0, 101).Select(_ => Guid.NewGuid()))}", HttpStatusCode.BadRequest);
}
