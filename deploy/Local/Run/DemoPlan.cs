using System.Text.Json.Nodes;

namespace BusinessFocus.Local.Run;

/// <summary>An edition of the demo with its programme, places and hosts. What is there already stays as it is.</summary>
public sealed class DemoPlan(DemoClient organiser, DemoFiles files)
{
    public static object Presentation { get; } = new
    {
        introduction = new
        {
            sv = "Två veckor då kommunens politiker och tjänstemän och Lerums företag träffas på riktigt: seminarier, företagsbesök, öppet hus och egna samtal. Allt är gratis.",
            en = "Two weeks when politicians, officials and companies in Lerum really meet: seminars, company visits, open houses and one-to-one conversations. Everything is free.",
        },
        consent = new
        {
            sv = "Lerums kommun får spara det här i två år efter festivalen, för att boka din plats och höra av sig om den.",
            en = "Lerum municipality may keep this for two years after the festival, to book your seat and to write to you about it.",
        },
        sender = "Business Focus Lerum",
        replyTo = "businessfocus@lerum.example",
        contact = new { name = "Sara Nyqvist, näringslivskontoret", email = "sara.nyqvist@lerum.example", phone = "0302-52 10 00" },
    };

    /// <returns>The edition as it is now.</returns>
    public async Task<JsonObject> EditionAsync(string slug, string sv, string en, string startsOn, string endsOn, CancellationToken cancellationToken)
    {
        var name = new { sv, en };
        var edition = await organiser.FindAsync($"/editions/{slug}", cancellationToken)
            ?? await organiser.PostAsync("/editions", new { slug, name, startsOn, endsOn, municipality = ServiceEnvironment.Municipality }, cancellationToken);
        if (edition["presentation"]?["introduction"] is null && edition["status"]!.GetValue<string>() != "closed")
        {
            // It answers what it would change, not the edition.
            await organiser.PutAsync($"/editions/{slug}", new { name, startsOn, endsOn, presentation = Presentation }, cancellationToken);
        }

        return edition.AsObject();
    }

    /// <param name="isOfTheseDays">Then its officer has the address of the account that signs in: an account begins with its newest host.</param>
    public async Task ImportAsync(string edition, string csv, bool isOfTheseDays, CancellationToken cancellationToken)
    {
        await organiser.SendFileAsync(HttpMethod.Post, $"/editions/{edition}/import", csv, cancellationToken);
        await CompleteAsync("venues", "venues.json", "address");
        await CompleteAsync("hosts", "hosts.json", "role");

        // Before the release, so that it goes public with the programme.
        async Task CompleteAsync(string what, string file, string missing)
        {
            var named = files.Named(file);
            var there = await organiser.ListAsync($"/editions/{edition}/{what}", cancellationToken);
            await Parallel.ForEachAsync(
                there.Where(each => each[missing] is null && named.ContainsKey(each["name"]!.GetValue<string>())),
                DemoClient.Together(cancellationToken),
                async (each, token) =>
                {
                    var told = each.DeepClone().AsObject();
                    foreach (var (field, value) in named[each["name"]!.GetValue<string>()])
                    {
                        told[field] = value?.DeepClone();
                    }

                    if (isOfTheseDays && told["name"]!.GetValue<string>() == DemoConversations.Officer)
                    {
                        told["email"] = DemoPeople.Officer;
                    }

                    await organiser.PutAsync($"/{what}/{each["id"]}", told, token);
                });
        }
    }

    /// <summary>The square, which nothing of the programme needs.</summary>
    public async Task<string> SquareAsync(string edition, CancellationToken cancellationToken)
    {
        var square = files.Named("venues.json")["Bagges torg"];
        var venues = await organiser.ListAsync($"/editions/{edition}/venues", cancellationToken);
        var known = venues.FirstOrDefault(venue => venue["name"]!.GetValue<string>() == square["name"]!.GetValue<string>())
            ?? await organiser.PostAsync($"/editions/{edition}/venues", square, cancellationToken);
        return known["id"]!.GetValue<string>();
    }

    public Task<JsonNode> ReleaseAsync(string edition, CancellationToken cancellationToken) =>
        organiser.PostAsync($"/editions/{edition}/releases", new { note = "Demo" }, cancellationToken);

    /// <summary>How many activities are public; 0 for an edition that is not there or was loaded by half.</summary>
    public async Task<int> ProgrammeOfAsync(string slug, CancellationToken cancellationToken) =>
        (await organiser.FindAsync($"/editions/{slug}/programme", cancellationToken))?["activities"]!.AsArray().Count ?? 0;
}
