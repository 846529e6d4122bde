using System.Net;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Hosting.Tokens;

namespace BusinessFocus.Scheduling.Tests.Hosts;

/// <summary>A host signs in by an address, which organisers see and nobody else; a planner plans without it.</summary>
public sealed class HostsAddresses(SchedulingService scheduling)
{
    [Fact]
    public async Task An_address_is_told_with_each_change_and_shown_to_organisers_only()
    {
        var edition = await scheduling.NewEditionAsync();
        var id = await scheduling.AddAsync(edition, "hosts", new { name = "Hanna Handläggare", email = " Hanna@Lerum.example " });

        (await scheduling.Running.Bus.NextAsync<HostAddressed>(told => told.HostId.ToString() == id)).Email.ShouldBe("hanna@lerum.example");
        (await scheduling.Organiser.ReadAsync($"/api/v1/hosts/{id}")).Text("email").ShouldBe("hanna@lerum.example");
        var planner = scheduling.Running.As(Roles.Planner);
        (await planner.ReadAsync($"/api/v1/hosts/{id}"))["email"].ShouldBeNull();
        (await planner.ReadAsync($"{edition.Path}/hosts"))["items"]!.AsArray().ShouldHaveSingleItem()!["email"].ShouldBeNull();

        await scheduling.Organiser.SendAsync(HttpMethod.Put, $"/api/v1/hosts/{id}", HttpStatusCode.OK, new { name = "Hanna Handläggare" });

        (await scheduling.Running.Bus.NextAsync<HostAddressed>(told => told.HostId.ToString() == id && told.Version == 3)).Email.ShouldBeNull();
    }

    [Fact]
    public async Task How_a_host_wants_to_hear_is_told_and_the_same_again_is_not()
    {
        var edition = await scheduling.NewEditionAsync();
        var id = await scheduling.AddAsync(edition, "hosts", new { name = "Ivo", email = "ivo@lerum.example", languages = (string[])["fi", "en", "sv"], news = "digest" });
        var told = await scheduling.Running.Bus.NextAsync<HostAddressed>(each => each.HostId.ToString() == id);
        (told.Language, told.News).ShouldBe(("en", HostNews.Digest));

        var read = await scheduling.Organiser.ReadAsync($"/api/v1/hosts/{id}");
        read.Text("news").ShouldBe("digest");
        await scheduling.Organiser.SendAsync(HttpMethod.Put, $"/api/v1/hosts/{id}", HttpStatusCode.OK, read);
        await scheduling.Organiser.SendAsync(
            HttpMethod.Put, $"/api/v1/hosts/{id}", HttpStatusCode.OK, new { name = "Ivo", email = "ivo@lerum.example", languages = (string[])["fi", "en", "sv"] });
        var next = await scheduling.Running.Bus.NextAsync<HostAddressed>(each => each.HostId.ToString() == id && each.Version > told.Version);
        (next.Version, next.News).ShouldBe((told.Version + 1, HostNews.AtOnce));
        await scheduling.Organiser.SendAsync(
            HttpMethod.Post, $"{edition.Path}/hosts", HttpStatusCode.BadRequest, new { name = "Hanna", news = "weekly" });
    }

    [Fact]
    public async Task A_host_chooses_how_to_hear_and_nobody_else_by_that_call()
    {
        var edition = await scheduling.NewEditionAsync();
        var id = await scheduling.AddAsync(edition, "hosts", new { name = "Ylva", email = "ylva@lerum.example" });
        var other = await scheduling.AddAsync(edition, "hosts", new { name = "Åke" });
        var (path, ylva) = ($"/api/v1/hosts/{id}/news", scheduling.Running.AsHost(id));
        var told = await scheduling.Running.Bus.NextAsync<HostAddressed>(each => each.HostId.ToString() == id);

        (await ylva.ReadAsync(path)).Text("news").ShouldBe("atOnce");
        (await ylva.SendAsync(HttpMethod.Put, path, HttpStatusCode.OK, new { news = "none" })).Text("news").ShouldBe("none");
        await ylva.SendAsync(HttpMethod.Put, path, HttpStatusCode.OK, new { news = "none" });
        await ylva.SendAsync(HttpMethod.Put, path, HttpStatusCode.OK, new { news = "digest" });

        var none = await scheduling.Running.Bus.NextAsync<HostAddressed>(each => each.HostId.ToString() == id && each.Version > told.Version);
        (none.News, none.Email, none.Version).ShouldBe((HostNews.None, "ylva@lerum.example", told.Version + 1));
        var daily = await scheduling.Running.Bus.NextAsync<HostAddressed>(each => each.HostId.ToString() == id && each.Version > none.Version);
        (daily.News, daily.Version).ShouldBe((HostNews.Digest, none.Version + 1), "the same again was no change");
        (await scheduling.Organiser.ReadAsync($"/api/v1/hosts/{id}")).Text("news").ShouldBe("digest");
        await ylva.SendAsync(HttpMethod.Put, path, HttpStatusCode.BadRequest, new { news = "weekly" });
        await ylva.SendAsync(HttpMethod.Put, path, HttpStatusCode.BadRequest, new { });
        (await ylva.GetAsync($"/api/v1/hosts/{other}/news")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        await scheduling.Organiser.SendAsync(HttpMethod.Put, path, HttpStatusCode.Forbidden, new { news = "none" });
    }

    [Fact]
    public async Task A_planner_plans_and_releases_and_sees_no_visits()
    {
        var edition = await scheduling.NewEditionAsync();
        var planner = scheduling.Running.As(Roles.Planner);

        (await planner.ReadAsync(edition.Path)).Text("slug").ShouldBe(edition.Slug);
        await planner.SendAsync(HttpMethod.Post, $"{edition.Path}/activities", HttpStatusCode.Created, SchedulingService.Seminar());
        await planner.SendAsync(HttpMethod.Post, $"{edition.Path}/releases", HttpStatusCode.Created, new { note = "Ett släpp" });
        (await planner.GetAsync($"{edition.Path}/visit-requests")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await planner.PostAsync($"{edition.Path}/open", null)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task What_is_no_address_is_refused() =>
        await scheduling.Organiser.SendAsync(
            HttpMethod.Post, $"{(await scheduling.NewEditionAsync()).Path}/hosts", HttpStatusCode.BadRequest, new { name = "Hanna", email = "hanna" });
}
