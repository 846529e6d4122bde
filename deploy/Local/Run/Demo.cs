using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace BusinessFocus.Local.Run;

/// <summary>
/// The demo edition, loaded as its users would: through the gateway, by the organiser's and the associations' own
/// clients. Loading it again changes nothing.
/// </summary>
public sealed class Demo(RunFile run, string repository, Action<string> log, TimeProvider clock)
{
    private static readonly (string Slug, int Year, string StartsOn, string EndsOn)[] Editions =
    [
        ("lerum-2025", 2025, "2025-10-06", "2025-10-17"),
        ("lerum-2026", 2026, "2026-10-05", "2026-10-16"),
        ("lerum-2027", 2027, "2027-10-04", "2027-10-15"),
    ];

    /// <summary>Who answers what those who came want to know.</summary>
    private static readonly (string Key, string Sv, string En, string Email)[] Areas =
    [
        ("bygglov", "Bygglov", "Building permits", "bygglov@lerum.example"),
        ("upphandling", "Upphandling", "Procurement", "upphandling@lerum.example"),
        ("serveringstillstand", "Serveringstillstånd", "Alcohol licences", "tillstand@lerum.example"),
    ];

    /// <summary>Who signs in beside the first organiser, by a code that comes to the mail folder.</summary>
    public static IReadOnlyList<(string Who, string Email, string Name, object Grant)> People { get; } =
    [
        ("host", Host, "Demons värd", new { role = "host" }),
        ("front desk", "dorr@lerum.example", "Demons dörr", new { role = "frontDesk" }),
        ("association", "forening@foretagarna.example", "Demons förening", new { role = "association", association = "foretagarna" }),
    ];

    private const string Host = "vard@lerum.example";

    /// <summary>How often it is asked whether a service has heard of an activity.</summary>
    private const int Attempts = 100;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        using var organiser = await ClientAsync("organiser", cancellationToken);
        foreach (var (slug, year, startsOn, endsOn) in Editions)
        {
            if (await ProgrammeOfAsync(organiser, slug, cancellationToken) > 0)
            {
                continue;
            }

            var id = await EditionAsync(organiser, slug, $"Business Focus Lerum {year}", startsOn, endsOn, cancellationToken);
            var imported = await AnswerAsync(
                $"import programme-{year}.csv",
                organiser.PostAsync($"/api/v1/editions/{id}/import", File($"programme-{year}.csv"), cancellationToken));
            await AnswerAsync(
                $"release {slug}",
                organiser.PostAsJsonAsync($"/api/v1/editions/{id}/releases", new { note = "Demo" }, cancellationToken));
            log($"demo: {slug} with {imported["planned"]} activities");
        }

        foreach (var (slug, year, _, _) in Editions.Where(edition => System.IO.File.Exists(PathOf($"answers-{edition.Year}.csv"))))
        {
            var answers = await AnswersAsync(organiser, slug, $"answers-{year}.csv", cancellationToken);
            log($"demo: {slug} with {answers["answered"]} answers of {answers["invited"]} who came");
        }

        var known = (await AnswerAsync("read the areas", organiser.GetAsync("/api/v1/follow-up-areas", cancellationToken))).AsArray()
            .Select(area => area!["key"]!.GetValue<string>()).ToHashSet();
        foreach (var (key, sv, en, email) in Areas.Where(area => !known.Contains(area.Key)))
        {
            await AnswerAsync(
                $"set the area {key}",
                organiser.PutAsJsonAsync(
                    $"/api/v1/follow-up-areas/{key}", new { name = new { sv, en }, email, hosts = Array.Empty<string>(), daysToAnswer = 5 }, cancellationToken));
        }

        var report = await AnswerAsync(
            "link to the report",
            organiser.PostAsJsonAsync("/api/v1/editions/lerum-2026/report/link", new { days = 30, with = "lerum-2025" }, cancellationToken));
        log($"demo: what 2026 came to beside 2025: {report["url"]}");

        await InviteAsync(organiser, cancellationToken);
        await LoadNowAsync(organiser, cancellationToken);
        foreach (var association in (string[])["foretagarna", "naringsliv"])
        {
            using var client = await ClientAsync(association, cancellationToken);
            var members = await AnswerAsync(
                $"read {association}'s members", client.GetAsync($"/api/v1/associations/{association}/members?limit=1", cancellationToken));
            if (members["items"]!.AsArray().Count > 0)
            {
                // A list that the association has changed since is theirs.
                continue;
            }

            var pushed = await AnswerAsync(
                $"push {association}.csv",
                client.PutAsync($"/api/v1/associations/{association}/members", File($"{association}.csv"), cancellationToken));
            log($"demo: {association} has {pushed["members"]} members, {pushed["refused"]!.AsArray().Count} rows refused");
        }
    }

    /// <summary>The edition of these days, in which something is always going on.</summary>
    private async Task LoadNowAsync(HttpClient organiser, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var edition = DemoNow.At(now);
        var id = await EditionAsync(organiser, edition.Slug, "Business Focus Lerum nu", $"{edition.StartsOn:O}", $"{edition.EndsOn:O}", cancellationToken);
        await AnswerAsync($"let {edition.Slug} complete by itself", organiser.PostAsync($"/api/v1/editions/{id}/complete-by-itself", null, cancellationToken));
        if (DemoNow.IsEnough(await StartsOfAsync(organiser, edition.Slug, cancellationToken), now))
        {
            return;
        }

        var programme = edition.Programme(await System.IO.File.ReadAllTextAsync(PathOf("programme-2027.csv"), cancellationToken));
        using var file = new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes(programme));
        file.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        await AnswerAsync($"import the programme of {edition.Slug}", organiser.PostAsync($"/api/v1/editions/{id}/import", file, cancellationToken));
        var activities = DemoNow.ActivitiesAt(now);
        var ids = new List<string>();
        foreach (var activity in activities)
        {
            var planned = await AnswerAsync(
                $"plan {activity.En}",
                organiser.PostAsJsonAsync(
                    $"/api/v1/editions/{id}/activities",
                    new
                    {
                        kind = "meeting",
                        title = new { sv = activity.Sv, en = activity.En },
                        startsAt = activity.StartsAt,
                        endsAt = activity.EndsAt,
                        capacity = 20,
                        language = "sv",
                    },
                    cancellationToken));
            ids.Add(planned["id"]!.GetValue<string>());
        }

        await DemoConversations.CutAsync(organiser, $"/api/v1/editions/{id}", edition.Monday, DemoNow.DayOf(now), cancellationToken);
        await AnswerAsync(
            $"release {edition.Slug}", organiser.PostAsJsonAsync($"/api/v1/editions/{id}/releases", new { note = "Demo" }, cancellationToken));
        foreach (var (activity, activityId) in activities.Zip(ids))
        {
            await FillAsync(organiser, activity, activityId, cancellationToken);
            log($"demo: {edition.Slug} has {activity.En.ToLowerInvariant()} ({activityId})");
        }
    }

    /// <summary>Guests register, as soon as the registration service has heard of the activity, and some of them come.</summary>
    private static async Task FillAsync(HttpClient organiser, DemoNow.Activity activity, string id, CancellationToken cancellationToken)
    {
        for (var attempt = 1; attempt < Attempts; attempt++)
        {
            using var known = await organiser.GetAsync($"/api/v1/activities/{id}/availability", cancellationToken);
            if (known.IsSuccessStatusCode)
            {
                break;
            }

            await Task.Delay(Pause, cancellationToken);
        }

        for (var i = 1; i <= activity.Guests; i++)
        {
            // Registration closes at the start: a guest of what has begun is let in by name.
            var guest = await AnswerAsync("register a guest", organiser.PostAsJsonAsync(
                $"/api/v1/activities/{id}/registrations",
                new
                {
                    contact = new { name = $"Gäst {i}", email = $"gast{i}.{id[^6..]}@demo.example", locale = "sv" },
                    consent = true,
                    @override = new { reason = "Demo" },
                },
                cancellationToken));
            if (i <= activity.Came)
            {
                await AnswerAsync("check a guest in", organiser.PostAsJsonAsync(
                    "/api/v1/check-ins", new { ticket = guest["ticket"]!.GetValue<string>(), activityId = id, door = "Torget" }, cancellationToken));
            }
        }
    }

    /// <summary>When the public activities of an edition start; none for one that is not there yet.</summary>
    private static async Task<IReadOnlyList<DateTimeOffset>> StartsOfAsync(HttpClient http, string slug, CancellationToken cancellationToken)
    {
        using var answer = await http.GetAsync($"/api/v1/editions/{slug}/programme", cancellationToken);
        return answer.StatusCode == HttpStatusCode.NotFound
            ? []
            : (await AnswerAsync($"read {slug}", Task.FromResult(answer)))["activities"]!.AsArray().Select(each => each!["startsAt"]!.GetValue<DateTimeOffset>()).ToList();
    }

    /// <summary>Takes in what an edition was answered, as soon as the feedback service has heard of it. The same file again changes nothing.</summary>
    private async Task<JsonNode> AnswersAsync(HttpClient organiser, string slug, string file, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var answer = organiser.PostAsync($"/api/v1/editions/{slug}/answers", File(file), cancellationToken);
            if (attempt == Attempts || (await answer).StatusCode is not (HttpStatusCode.NotFound or HttpStatusCode.BadRequest))
            {
                return await AnswerAsync($"import {file}", answer);
            }

            await Task.Delay(Pause, cancellationToken);
        }
    }

    /// <summary>How many activities are public; 0 for an edition that is not there or was loaded by half.</summary>
    private static async Task<int> ProgrammeOfAsync(HttpClient http, string slug, CancellationToken cancellationToken)
    {
        using var answer = await http.GetAsync($"/api/v1/editions/{slug}/programme", cancellationToken);
        return answer.StatusCode == HttpStatusCode.NotFound
            ? 0
            : (await AnswerAsync($"read {slug}", Task.FromResult(answer)))["activities"]!.AsArray().Count;
    }

    private static async Task<string> EditionAsync(
        HttpClient organiser, string slug, string name, string startsOn, string endsOn, CancellationToken cancellationToken)
    {
        using var known = await organiser.GetAsync($"/api/v1/editions/{slug}", cancellationToken);
        var edition = known.StatusCode == HttpStatusCode.OK
            ? JsonNode.Parse(await known.Content.ReadAsStringAsync(cancellationToken))!
            : await AnswerAsync(
                $"create {slug}",
                organiser.PostAsJsonAsync("/api/v1/editions", new { slug, name = new { sv = name, en = name }, startsOn, endsOn }, cancellationToken));
        return edition["id"]!.GetValue<string>();
    }

    private static async Task<JsonNode> AnswerAsync(string step, Task<HttpResponseMessage> request)
    {
        using var answer = await request;
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode
            ? JsonNode.Parse(text)!
            : throw new InvalidOperationException($"The demo could not {step}: {(int)answer.StatusCode} {text}");
    }

    /// <summary>The host is one of lerum-2027, by the address.</summary>
    private static async Task InviteAsync(HttpClient organiser, CancellationToken cancellationToken)
    {
        foreach (var (_, email, name, grant) in People)
        {
            using var answer = await organiser.PostAsJsonAsync("/api/v1/accounts", new { email, name, grants = new[] { grant } }, cancellationToken);
            if (answer.StatusCode is not (HttpStatusCode.Created or HttpStatusCode.Conflict))
            {
                throw new InvalidOperationException($"The demo could not invite {email}: {(int)answer.StatusCode}");
            }
        }

        var edition = await AnswerAsync("read lerum-2027", organiser.GetAsync("/api/v1/editions/lerum-2027", cancellationToken));
        var hosts = (await AnswerAsync("read its hosts", organiser.GetAsync($"/api/v1/editions/{edition["id"]}/hosts", cancellationToken)))["items"]!.AsArray();
        if (hosts.Count > 0 && hosts.All(host => host!["email"] is null))
        {
            var host = hosts[0]!.AsObject();
            host["email"] = Host;
            await AnswerAsync("give a host an address", organiser.PutAsJsonAsync($"/api/v1/hosts/{host["id"]}", host, cancellationToken));
        }
    }

    private string PathOf(string name) => Path.Combine(repository, "deploy", "demo", name);

    private ByteArrayContent File(string name)
    {
        var content = new ByteArrayContent(System.IO.File.ReadAllBytes(PathOf(name)));
        content.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        return content;
    }

    private async Task<HttpClient> ClientAsync(string name, CancellationToken cancellationToken)
    {
        var http = new HttpClient { BaseAddress = new Uri(run.Gateway) };
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = run.Clients[name].Id,
            ["client_secret"] = run.Clients[name].Secret,
        });
        var answer = await AnswerAsync($"sign in as {name}", http.PostAsync("/connect/token", form, cancellationToken));
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", answer["access_token"]!.GetValue<string>());
        return http;
    }
}
