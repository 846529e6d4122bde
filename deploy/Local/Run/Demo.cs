using System.Text.Json.Nodes;

namespace BusinessFocus.Local.Run;

/// <summary>
/// The demo, loaded as its users would: through the gateway, by the organiser's and the associations' own clients. Two editions that are
/// over, with answers; the one of these days; and the next. Loading it again changes nothing but what these days need.
/// </summary>
public sealed class Demo(RunFile run, string repository, Action<string> log, TimeProvider clock)
{
    private static readonly (string Slug, int Year, string StartsOn, string EndsOn, int GuestsEach)[] Editions =
    [
        ("lerum-2025", 2025, "2025-10-06", "2025-10-17", 3),
        ("lerum-2026", 2026, "2026-10-05", "2026-10-16", 4),
        ("lerum-2027", 2027, "2027-10-04", "2027-10-15", 0),
    ];

    /// <summary>What everybody may read of the report of 2026, to which the first page leads.</summary>
    private static readonly string[] PublicPart = ["total", "kinds", "topics", "officialFigures"];

    private readonly DemoFiles files = new(repository);

    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        using var organiser = await DemoClient.SignInAsync(run, "organiser", cancellationToken);
        using var foretagarna = await DemoClient.SignInAsync(run, "foretagarna", cancellationToken);
        using var naringsliv = await DemoClient.SignInAsync(run, "naringsliv", cancellationToken);
        var plan = new DemoPlan(organiser, files);
        var people = new DemoPeople(organiser, files, log);
        var answers = new DemoAnswers(organiser, files);

        // Who has members' addresses has to be known when they register.
        await Task.WhenAll(
            people.PushMembersAsync(foretagarna, "foretagarna", cancellationToken),
            people.PushMembersAsync(naringsliv, "naringsliv", cancellationToken),
            people.PushRegisterAsync(cancellationToken),
            people.InviteAsync(cancellationToken),
            people.SetAreasAsync([], cancellationToken));
        var now = new DemoNowLoading(organiser, files, plan, new DemoLetters(run.Mail), log).LoadAsync(clock.GetUtcNow(), cancellationToken);
        await Task.WhenAll(Editions.Select(LoadAsync).Append(answers.PublishFiguresAsync(cancellationToken)).Append(now));
        await people.SetAreasAsync(await now, cancellationToken);
        await people.InviteMembersAsync(foretagarna, "foretagarna", "Företagarna", cancellationToken);

        await organiser.PutAsync("/editions/lerum-2026/report/public", new { sections = PublicPart }, cancellationToken);
        var report = await organiser.PostAsync("/editions/lerum-2026/report/link", new { days = 30, with = "lerum-2025" }, cancellationToken);
        log($"demo: what 2026 came to beside 2025: {report["url"]}");

        async Task LoadAsync((string Slug, int Year, string StartsOn, string EndsOn, int GuestsEach) edition)
        {
            var (slug, year, startsOn, endsOn, guestsEach) = edition;
            var name = $"Business Focus Lerum {year}";
            var known = await plan.EditionAsync(slug, name, name, startsOn, endsOn, cancellationToken);
            var id = known["id"]!.GetValue<string>();
            if (await plan.ProgrammeOfAsync(slug, cancellationToken) == 0)
            {
                await plan.ImportAsync(id, files.Text($"programme-{year}.csv"), isOfTheseDays: false, cancellationToken);
                await plan.ReleaseAsync(id, cancellationToken);
            }

            if (guestsEach == 0 || IsClosed(known))
            {
                log($"demo: {slug}");
                return;
            }

            var imported = await answers.ImportAsync(slug, $"answers-{year}.csv", cancellationToken);
            await answers.ModerateAsync(slug, cancellationToken);
            await new DemoGuests(organiser, files.Guests()).FillPastAsync(id, guestsEach, cancellationToken);
            await organiser.PostAsync($"/editions/{id}/close", null, cancellationToken);
            log($"demo: {slug} with {imported?["answered"] ?? "its"} answers, over");
        }
    }

    private static bool IsClosed(JsonObject edition) => edition["status"]!.GetValue<string>() == "closed";
}
