using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using MimeKit;

namespace BusinessFocus.Fuzz;

/// <summary>An edition with something of everything, so that requests find what they are about.</summary>
public sealed class Preparation(RunningSystem system, KnownValues known)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly string organiser = system.Token("organiser", "organiser");
    private int letters;

    /// <returns>The host whose token requests are made with.</returns>
    public async Task<string> RunAsync(int seed, CancellationToken cancellationToken)
    {
        var slug = $"fuzz-{seed}-{Guid.NewGuid():N}"[..30];
        var edition = Id(await PostAsync("/editions", new { slug, name = new { sv = "Fuzz", en = "Fuzz" }, startsOn = "2027-10-04", endsOn = "2027-10-15" }));
        known.Add(KnownValues.Slugs, slug);
        await PostAsync($"/editions/{edition}/open", new { });
        var venue = Id(await PostAsync($"/editions/{edition}/venues", new { name = "Lerums kulturhus", address = "Dergårdsvägen 1", capacity = 200 }));
        var host = Id(await PostAsync($"/editions/{edition}/hosts", new { name = "Hanna Handläggare", role = "bygglov" }));
        known.Add("own-host", host);
        await PostAsync($"/hosts/{host}/agenda-link", new { });
        var small = Id(await PostAsync($"/editions/{edition}/activities", Activity("Seminarium", 2, 5)));
        var done = Id(await PostAsync($"/editions/{edition}/activities", Activity("Möte", 50, 6)));
        await PostAsync($"/editions/{edition}/activities", Activity("Lunch", 50, 7));
        await PostAsync($"/editions/{edition}/open-house", new { hostId = host, startsAt = "2027-10-06T09:00:00+02:00", endsAt = "2027-10-06T11:00:00+02:00", slotMinutes = 20, venueId = venue });
        await PostAsync($"/editions/{edition}/releases", new { note = "Programmet" });
        await PostAsync($"/editions/{edition}/releases", new { at = "2027-09-01T08:00:00+02:00" });
        await PostAsync($"/editions/{edition}/visit-requests", new
        {
            company = new { name = "Åkeriet AB" },
            contact = new { name = "Vera Väg", email = "vera@fuzz.example" },
            address = new { street = "Vägen 1", area = "Gråbo" },
            days = new[] { "2027-10-07" },
            consent = true,
        });
        await SendAsync(HttpMethod.Put, "/associations/foretagarna/members", "organisationsnummer;namn;epost\n556016-0680;Bygg AB;info@bygg.example\n", "text/csv", system.Token("association", "foretagarna"));
        foreach (var activity in (string[])[small, done])
        {
            await UntilAsync(() => system.Http.GetAsync($"/api/v1/activities/{activity}/availability", cancellationToken));
            for (var i = 0; i < 4; i++)
            {
                await PostAsync($"/activities/{activity}/registrations", new { contact = new { name = $"Gäst {i}", email = $"guest{i}@fuzz.example" }, seats = 1, consent = true });
            }
        }

        await PostAsync($"/activities/{small}/message", new { subject = "Hej", text = "Välkommen", to = "confirmed" });
        await PostAsync($"/activities/{done}/complete", new { overrideReason = "Fuzz" });
        await PostAsync($"/editions/{edition}/report/link", new { });
        foreach (var list in (string[])["/notifications", "/templates", "/survey-templates", "/follow-up-areas", $"/activities/{small}/registrations?limit=1", $"/editions/{edition}/activities?limit=1", $"/activities/{done}/survey/room", "/editions?limit=1", "/notifications?limit=1"])
        {
            await SendAsync(HttpMethod.Get, list, null, null, organiser);
        }

        await UntilLettersComeAsync(cancellationToken);
        return host;
    }

    /// <summary>Keeps the links of letters that have come since.</summary>
    public void ReadLetters()
    {
        var files = Directory.GetFiles(system.Mails, "*.eml").Order(StringComparer.Ordinal).ToList();
        foreach (var file in files.Skip(letters))
        {
            try
            {
                using var letter = MimeMessage.Load(file);
                known.LearnLinks(letter.TextBody ?? "");
            }
            catch (Exception failure) when (failure is FormatException or IOException)
            {
                // It is being written.
            }
        }

        letters = files.Count;
    }

    private static object Activity(string title, int capacity, int day) => new
    {
        kind = "seminar",
        title = new { sv = title, en = title },
        startsAt = $"2027-10-0{day}T16:00:00+02:00",
        endsAt = $"2027-10-0{day}T17:00:00+02:00",
        capacity,
        language = "sv",
        topics = new[] { "upphandling" },
    };

    private static string Id(JsonNode? answer) => answer?["id"]?.GetValue<string>() ?? throw new InvalidOperationException("The preparation got no id.");

    private Task<JsonNode?> PostAsync(string path, object body) =>
        SendAsync(HttpMethod.Post, path, JsonSerializer.Serialize(body), "application/json", organiser);

    /// <summary>What does not go well is left out: the interface may have changed, and the requests go on without it.</summary>
    private async Task<JsonNode?> SendAsync(HttpMethod method, string path, string? body, string? mediaType, string token)
    {
        using var request = new HttpRequestMessage(method, $"/api/v1{path}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, mediaType!);
        using var answer = await system.Http.SendAsync(request);
        if (!answer.IsSuccessStatusCode || answer.Content.Headers.ContentType?.MediaType != "application/json")
        {
            return null;
        }

        var json = JsonNode.Parse(await answer.Content.ReadAsStringAsync());
        known.Learn(Patterned(path), json);
        return json;
    }

    private static string Patterned(string path) =>
        string.Join('/', path.Split('?')[0].Split('/').Select(part => part.Any(char.IsDigit) ? "{id}" : part));

    private static async Task UntilAsync(Func<Task<HttpResponseMessage>> ask)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (true)
        {
            using var answer = await ask();
            if (answer.StatusCode == HttpStatusCode.OK)
            {
                return;
            }

            await Task.Delay(50, limit.Token);
        }
    }

    private async Task UntilLettersComeAsync(CancellationToken cancellationToken)
    {
        var until = DateTime.UtcNow + Patience;
        while (known.Any("surveys", new Random(0)) is null && DateTime.UtcNow < until)
        {
            await Task.Delay(100, cancellationToken);
            ReadLetters();
        }
    }
}
