using System.Text.Json.Nodes;

namespace BusinessFocus.Local.Run;

/// <summary>Companies that have asked for a visit, one in each state that a request can be in.</summary>
public sealed class DemoVisits(DemoClient organiser, DemoLetters letters)
{
    private enum State
    {
        Asked,
        Proposed,
        AnotherTimeAsked,
        Accepted,
        Declined,
        Withdrawn,

        /// <summary>It has been, and both sides have told what was promised.</summary>
        Visited,
    }

    private static readonly (string Company, string Contact, string Area, string[] Topics, int Employees, string Message, State State)[] Requests =
    [
        ("Gråbo Plåt AB", "Vera Väg", "Gråbo", ["bygglov"], 14, "Vi vill visa den nya hallen och prata om infarten.", State.Asked),
        ("Floda Trä & Inredning", "Per Holm", "Floda", [], 6, "Hur hittar vi snickare?", State.Asked),
        ("Stenkullens Bageri", "Amina Yusuf", "Stenkullen", ["livsmedel"], 9, "Kom gärna på förmiddagen, då bakar vi.", State.Proposed),
        ("Tollered Data AB", "Jonas Ask", "Tollered", ["upphandling"], 22, "Vi vill sälja till kommunen och förstår inte hur.", State.AnotherTimeAsked),
        ("Sjöviks Marina", "Lotta Sjö", "Sjövik", ["markupplatelse"], 4, "Bryggan och parkeringen.", State.Accepted),
        ("Olofstorp Vård & Omsorg", "Samir Khalil", "Olofstorp", [], 48, "Kompetens, lokaler och kollektivtrafik.", State.Accepted),
        ("Lerums Cykel", "Nora Friberg", "Lerum", [], 3, "Cykelvägen förbi butiken.", State.Declined),
        ("Norsesunds Keramik", "Disa Norén", "Norsesund", ["bygglov"], 5, "Vi bygger ut butiken.", State.Visited),
        ("Hjällsnäs Event", "Kim Rask", "Gråbo", ["serveringstillstand"], 2, "Vi tänkte söka tillstånd för sommaren.", State.Withdrawn),
    ];

    /// <summary>Who has asked already is left alone. Where the edition's days are over, requests stay as they were asked.</summary>
    /// <param name="delegation">The hosts of whom two come.</param>
    public async Task AskAsync(string edition, IReadOnlyList<JsonObject> delegation, CancellationToken cancellationToken)
    {
        var known = (await organiser.ListAsync($"/editions/{edition}/visit-requests", cancellationToken)).Select(each => each["company"]!["name"]!.GetValue<string>()).ToHashSet();
        foreach (var (company, contact, area, topics, employees, message, state) in Requests.Where(each => !known.Contains(each.Company)))
        {
            var name = contact.Split(' ')[0].ToLowerInvariant();
            var asked = await organiser.PostAsync(
                $"/editions/{edition}/visit-requests",
                new
                {
                    company = new { name = company },
                    contact = new { name = contact, email = $"{name}@besok.example", phone = "0302-12 34 56", locale = "sv" },
                    address = new { street = "Industrivägen 4", area, latitude = 57.77, longitude = 12.27 },
                    consent = true,
                    topics,
                    numberOfEmployees = employees,
                    message,
                },
                cancellationToken);
            var answered = await LeadToAsync(asked, state, [.. delegation.Select(host => host["id"]!.GetValue<string>())], cancellationToken);
            if (state == State.Visited && letters.AreRead && answered?["activityId"]?.GetValue<string>() is { } activity)
            {
                // Told as the name, then the role.
                var comes = answered["proposal"]!["hosts"]![0]!.GetValue<string>();
                var host = delegation.First(each => comes.StartsWith(each["name"]!.GetValue<string>(), StringComparison.Ordinal));
                await VisitAsync(edition, activity, $"{name}@besok.example", host["email"]!.GetValue<string>(), cancellationToken);
            }
        }
    }

    /// <summary>It is over already, and they do not remember the same day: a case that somebody has to look at.</summary>
    private async Task VisitAsync(string edition, string activity, string company, string host, CancellationToken cancellationToken)
    {
        await organiser.PostAsync($"/editions/{edition}/releases", new { note = "", activityIds = new[] { activity } }, cancellationToken);
        await organiser.PostAsync($"/activities/{activity}/complete", new { @override = new { reason = "Demo" } }, cancellationToken);
        await TellAsync(company, "Besked om bygglovet för utbyggnaden", 14);
        await TellAsync(host, "Svar om bygglovet", 30);

        async Task TellAsync(string address, string promise, int days) => await organiser.PostAsync(
            await letters.LinkAsync(address, "/surveys/", cancellationToken),
            new
            {
                answers = new Dictionary<string, object>
                {
                    ["visit-promised"] = "yes",
                    ["visit-promise"] = promise,
                    ["visit-promise-by"] = "Sara Nyqvist",
                    ["visit-promise-until"] = $"{DemoNow.DayOf(DateTimeOffset.UtcNow).AddDays(days):O}",
                },
            },
            cancellationToken);
    }

    /// <returns>What the company's answer led to; null where it gave none.</returns>
    private async Task<JsonNode?> LeadToAsync(JsonNode asked, State state, IReadOnlyList<string> delegation, CancellationToken cancellationToken)
    {
        var (path, link) = ($"/visit-requests/{asked["id"]}", $"?token={asked["token"]}");
        if (state == State.Withdrawn)
        {
            await organiser.PostAsync($"{path}/withdraw", new { reason = "Ni ringde och sade att det löst sig." }, cancellationToken);
        }

        if (state is State.Asked or State.Withdrawn || !await ProposeAsync(path, delegation, cancellationToken))
        {
            return null;
        }

        var (answer, body) = state switch
        {
            State.Accepted or State.Visited => ("accept", null),
            State.Declined => ("decline", (object?)new { reason = "Vi har stängt den veckan." }),
            State.AnotherTimeAsked => ("another-time", new { partOfDay = "morning", message = "Helst en förmiddag." }),
            _ => (null, null),
        };
        return answer is null ? null : await organiser.PostAsync($"{path}/{answer}{link}", body, cancellationToken);
    }

    /// <returns>False where no time is left.</returns>
    private async Task<bool> ProposeAsync(string path, IReadOnlyList<string> hostIds, CancellationToken cancellationToken)
    {
        var suggested = await organiser.PostAsync($"{path}/suggest", new { hostIds, delegationSize = Math.Min(2, hostIds.Count), limit = 1 }, cancellationToken);
        return suggested["suggestions"]!.AsArray().FirstOrDefault() is { } time
            && await organiser.TryPostAsync(
                $"{path}/propose",
                new { startsAt = time["startsAt"], endsAt = time["endsAt"], hostIds = time["hostIds"], message = "Vi ser fram emot att se er verksamhet." },
                cancellationToken) is not null;
    }
}
