using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace BusinessFocus.Local.Run;

/// <summary>
/// The demo edition, loaded as its users would: through the gateway, by the organiser's and the associations' own
/// clients. Loading it again changes nothing.
/// </summary>
public sealed class Demo(RunFile run, string repository, Action<string> log)
{
    private static readonly (string Slug, int Year, string StartsOn, string EndsOn)[] Editions =
    [
        ("lerum-2026", 2026, "2026-10-05", "2026-10-16"),
        ("lerum-2027", 2027, "2027-10-04", "2027-10-15"),
    ];

    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        using var organiser = await ClientAsync("organiser", cancellationToken);
        foreach (var (slug, year, startsOn, endsOn) in Editions)
        {
            using var known = await organiser.GetAsync($"/api/v1/editions/{slug}", cancellationToken);
            if (known.StatusCode == HttpStatusCode.OK)
            {
                continue;
            }

            var name = $"Business Focus Lerum {year}";
            var edition = await AnswerAsync(
                $"create {slug}",
                organiser.PostAsJsonAsync("/api/v1/editions", new { slug, name = new { sv = name, en = name }, startsOn, endsOn }, cancellationToken));
            var id = edition["id"]!.GetValue<string>();
            var imported = await AnswerAsync(
                $"import programme-{year}.csv",
                organiser.PostAsync($"/api/v1/editions/{id}/import", File($"programme-{year}.csv"), cancellationToken));
            await AnswerAsync(
                $"release {slug}",
                organiser.PostAsJsonAsync($"/api/v1/editions/{id}/releases", new { note = "Demo" }, cancellationToken));
            log($"demo: {slug} with {imported["planned"]} activities");
        }

        foreach (var association in (string[])["foretagarna", "naringsliv"])
        {
            using var client = await ClientAsync(association, cancellationToken);
            var pushed = await AnswerAsync(
                $"push {association}.csv",
                client.PutAsync($"/api/v1/associations/{association}/members", File($"{association}.csv"), cancellationToken));
            log($"demo: {association} has {pushed["members"]} members, {pushed["refused"]!.AsArray().Count} rows refused");
        }
    }

    private static async Task<JsonNode> AnswerAsync(string step, Task<HttpResponseMessage> request)
    {
        using var answer = await request;
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode
            ? JsonNode.Parse(text)!
            : throw new InvalidOperationException($"The demo could not {step}: {(int)answer.StatusCode} {text}");
    }

    private ByteArrayContent File(string name)
    {
        var content = new ByteArrayContent(System.IO.File.ReadAllBytes(Path.Combine(repository, "deploy", "demo", name)));
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
