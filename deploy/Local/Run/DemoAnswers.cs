using System.Text.Json.Nodes;

namespace BusinessFocus.Local.Run;

/// <summary>What people say afterwards: answers to surveys, comments, and cases that were opened with them.</summary>
public sealed class DemoAnswers(DemoClient organiser, DemoFiles files)
{
    private static readonly string[] Comments =
    [
        "Bra att få prata med den som faktiskt handlägger.",
        "Lite trångt i salen, men värt det.",
        "Äntligen raka svar om hur lång tid det tar.",
        "Good that somebody could explain it in English.",
        "Skicka gärna bilderna efteråt.",
    ];

    private static readonly (string? Topic, string Message)[] Wishes =
    [
        ("bygglov", "Ring mig om takkuporna, jag blev inte klok på svaret."),
        ("upphandling", "När kommer nästa upphandling av snickeri?"),
        ("serveringstillstand", "Kan vi få hjälp med ansökan?"),
        (null, "Vem talar jag med om belysningen på Brogatan?"),
        ("bygglov", "Vi väntar fortfarande på svar från i våras."),
    ];

    /// <summary>
    /// Takes in what an edition was answered, as soon as the feedback service has heard of it; once. Null where that was done before, or an organiser
    /// asks other questions now: what is there stays.
    /// </summary>
    public async Task<JsonNode?> ImportAsync(string slug, string file, CancellationToken cancellationToken)
    {
        var activities = await DemoClient.UntilAsync(
            async () => await organiser.FindAsync($"/editions/{slug}/report", cancellationToken) is { } report && report["activities"]!.AsArray().Count > 0 ? report : null,
            $"the report of {slug}",
            cancellationToken);
        return activities["total"]!["invited"]!.GetValue<int>() > 0
            ? null
            : await organiser.UnlessRefusedAsync(client => client.SendFileAsync(HttpMethod.Post, $"/editions/{slug}/answers", files.Text(file), cancellationToken));
    }

    /// <summary>Some comments of a finished edition are shown, one is not, the others wait; where somebody has looked at them, they stay.</summary>
    public async Task ModerateAsync(string slug, CancellationToken cancellationToken)
    {
        var comments = await organiser.ListAsync($"/editions/{slug}/comments", cancellationToken);
        if (comments.All(comment => comment["state"]!.GetValue<string>() == "waiting"))
        {
            var clean = comments.Where(comment => comment["personalData"]!.AsArray().Count == 0).ToList();
            foreach (var (comment, i) in clean.Take(5).Select((comment, i) => (comment, i)))
            {
                await organiser.PostAsync($"/comments/{comment["id"]}/moderate", new { state = i == 4 ? "hidden" : "shown", topics = comment["topics"] }, cancellationToken);
            }
        }
    }

    /// <summary>Those who came answer by the code in the room, when all services know that they came; nobody does where an organiser asks other questions.</summary>
    public async Task AnswerAsync(string activity, IReadOnlyList<DemoGuests.Registered> who, CancellationToken cancellationToken)
    {
        var room = await DemoClient.UntilAsync(() => organiser.FindAsync($"/activities/{activity}/survey/room", cancellationToken), $"the survey of {activity}", cancellationToken);
        var code = room["code"]!.GetValue<string>();
        await Parallel.ForEachAsync(who.Select((each, i) => (each, i)), DemoClient.Together(cancellationToken), async (answer, token) =>
        {
            var (who, i) = answer;
            var answers = new Dictionary<string, object>
            {
                ["overall"] = 7 + (i % 4),
                ["expectations"] = 6 + (i % 5),
                ["ideal"] = 6 + (i % 4),
                ["recommend"] = 6 + (i % 5),
                ["climate"] = 3 + (i % 4),
                ["knowledge"] = 3 + (i % 3),
            };
            if (i % 2 == 0)
            {
                answers["comment"] = Comments[i / 2 % Comments.Length];
            }

            var wish = i < Wishes.Length ? new { topic = Wishes[i].Topic, message = Wishes[i].Message } : null;
            await organiser.UnlessRefusedAsync(client => DemoClient.UntilAsync(
                () => client.TryPostAsync($"/rooms/{code}", new { ticket = who.Ticket, answers, followUp = wish }, token), "somebody who came to be known", token));
        });
    }

    /// <summary>Of the cases that were opened, one each is taken, answered and closed; where somebody has looked at them, they stay.</summary>
    public async Task AnswerCasesAsync(CancellationToken cancellationToken)
    {
        var cases = await organiser.ListAsync("/follow-ups", cancellationToken);
        if (cases.Count < 4 || cases.Any(each => each["state"]!.GetValue<string>() != "open"))
        {
            return;
        }

        await organiser.PostAsync($"/follow-ups/{cases[0]["id"]}/take", null, cancellationToken);
        await organiser.PostAsync($"/follow-ups/{cases[1]["id"]}/answer", new { answer = "Hej! Vi har ringts vid i dag. Beslutet kommer senast fredag." }, cancellationToken);
        await organiser.PostAsync(
            $"/follow-ups/{cases[2]["id"]}/close", new { answer = "Ansökan är inlämnad tillsammans med handläggaren.", outcome = "Hjälp med ansökan" }, cancellationToken);
    }

    /// <summary>What others publish of the municipality; made up, as the source says.</summary>
    public async Task PublishFiguresAsync(CancellationToken cancellationToken)
    {
        (string Publisher, string Measure, string Area, int Year, double Value)[] figures =
        [
            ("svenskt-naringsliv", "ranking", "total", 2025, 118),
            ("svenskt-naringsliv", "ranking", "total", 2026, 97),
            ("svenskt-naringsliv", "judgement", "total", 2025, 3.4),
            ("svenskt-naringsliv", "judgement", "total", 2026, 3.6),
            ("skr", "nki", "total", 2025, 74),
            ("skr", "nki", "total", 2026, 76),
        ];
        // One after the other: they share a list.
        foreach (var (publisher, measure, area, year, value) in figures)
        {
            await organiser.PutAsync(
                $"/municipalities/lerum/official-figures/{publisher}/{measure}/{area}/{year}", new { value, source = "Demo: påhittade siffror" }, cancellationToken);
        }
    }
}
