using System.Text.Json.Nodes;

namespace BusinessFocus.Local.Run;

/// <summary>Fills the edition of these days: what has been, what goes on and what comes.</summary>
public sealed class DemoNowLoading(DemoClient organiser, DemoFiles files, DemoPlan plan, DemoLetters letters, Action<string> log)
{
    private readonly DemoGuests guests = new(organiser, files.Guests());

    /// <summary>What stands in the programme of a day that is over, so that surveys were answered and cases opened.</summary>
    private const string Over = "Kvällsmöte: så går ett bygglov till";

    /// <returns>The hosts of the officer who signs in.</returns>
    public async Task<IReadOnlyList<string>> LoadAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var edition = DemoNow.At(now);
        var (sv, en) = edition.Name;
        var id = (await plan.EditionAsync(edition.Slug, sv, en, $"{edition.StartsOn:O}", $"{edition.EndsOn:O}", cancellationToken))["id"]!.GetValue<string>();
        var path = $"/editions/{id}";
        var known = await organiser.ListAsync($"{path}/activities", cancellationToken);
        if (!known.Any(each => each["kind"]!.GetValue<string>() == "seminar"))
        {
            await plan.ImportAsync(id, edition.Programme(files.Text("programme-2027.csv")), isOfTheseDays: true, cancellationToken);
        }

        var hosts = await organiser.ListAsync($"{path}/hosts", cancellationToken);
        IReadOnlyList<string> officers = [.. Named(DemoConversations.Officer).Select(host => host["id"]!.GetValue<string>())];
        if (DemoNow.IsEnough(known.Where(each => each["status"]!.GetValue<string>() == "released").Select(each => each["startsAt"]!.GetValue<DateTimeOffset>()), now))
        {
            await CompleteByItselfAsync();
            return officers;
        }

        var isFirst = known.Count == 0;
        var square = await plan.SquareAsync(id, cancellationToken);
        var activities = DemoNow.ActivitiesAt(now);
        var planned = new List<string>();
        foreach (var activity in activities)
        {
            planned.Add(await PlanAsync(activity.Sv, activity.En, activity.StartsAt, activity.EndsAt, square));
        }

        var evening = DemoNow.Moment(DemoNow.DayOf(now).AddDays(-1), new TimeOnly(18, 0));
        var over = known.Any(each => each["title"]!["sv"]!.GetValue<string>() == Over && each["startsAt"]!.GetValue<DateTimeOffset>() == evening)
            ? null
            : await PlanAsync(Over, "Evening meeting: how a building permit is granted", evening, evening.AddHours(1.5), square);
        var conversations = new DemoConversations(organiser, guests, hosts);
        var venues = await organiser.ListAsync($"{path}/venues", cancellationToken);
        var desk = venues.FirstOrDefault(each => each["name"]!.GetValue<string>() == "Kommunhuset, servicecenter")?["id"]!.GetValue<string>();
        await conversations.CutAsync(path, desk, DemoConversations.DaysAfter(DemoNow.DayOf(now), edition.EndsOn), cancellationToken);
        var today = await conversations.CutTodayAsync(path, desk, DemoNow.MinuteOf(now), cancellationToken);
        await plan.ReleaseAsync(id, cancellationToken);

        foreach (var (activity, activityId) in activities.Zip(planned))
        {
            var registered = await guests.RegisterAsync(activityId, activity.Came, activity.Guests, _ => 1, activity.StartsAt <= now, cancellationToken);
            await guests.ComeAsync(activityId, DateTimeOffset.UtcNow, registered.Take(activity.Came), cancellationToken);
            log($"demo: {edition.Slug} has {activity.En.ToLowerInvariant()} ({activityId})");
        }

        await guests.FillCurrentAsync(id, [.. planned, over], now, cancellationToken);
        await Task.WhenAll(
            AnswerAsync(over, evening),
            conversations.BookTodayAsync(today, cancellationToken),
            conversations.BookAsync(path, now, cancellationToken),
            isFirst ? new DemoVisits(organiser, letters).AskAsync(id, Named("Eva Lindström", "Sara Nyqvist", "Johan Hedberg"), cancellationToken) : Task.CompletedTask);
        if (isFirst)
        {
            await LeaveToDecideAsync(id, path, now, cancellationToken);
        }

        await CompleteByItselfAsync();
        return officers;

        IReadOnlyList<JsonObject> Named(params string[] names) => [.. hosts.Where(host => names.Contains(host["name"]!.GetValue<string>()))];

        // Last: what is completed takes no guests.
        Task<JsonNode> CompleteByItselfAsync() => organiser.PostAsync($"{path}/complete-by-itself", null, cancellationToken);

        async Task<string> PlanAsync(string titleSv, string titleEn, DateTimeOffset startsAt, DateTimeOffset endsAt, string venueId) => (await organiser.PostAsync(
            $"{path}/activities",
            new
            {
                kind = "meeting",
                title = new { sv = titleSv, en = titleEn },
                description = new
                {
                    sv = "Kom förbi, ta en kopp kaffe och säg vad du tänker på. Ingen fråga är för liten.",
                    en = "Drop by, have a cup of coffee and say what is on your mind. No question is too small.",
                },
                startsAt,
                endsAt,
                capacity = 20,
                language = "sv",
                venueId,
                @override = new { reason = "Demo" },
            },
            cancellationToken))["id"]!.GetValue<string>();

        async Task AnswerAsync(string? activity, DateTimeOffset at)
        {
            if (activity is null)
            {
                return;
            }

            var who = await guests.RegisterAsync(activity, 8, 18, _ => 1, hasBegun: true, cancellationToken);
            await guests.ComeAsync(activity, at, who.Take(16), cancellationToken);
            await organiser.PostAsync($"/activities/{activity}/complete", null, cancellationToken);
            var answers = new DemoAnswers(organiser, files);
            await answers.AnswerAsync(activity, [.. who.Take(15)], cancellationToken);
            await answers.AnswerCasesAsync(cancellationToken);
        }
    }

    /// <summary>A draft, a letter that is to go out tomorrow, and something that is cancelled.</summary>
    private async Task LeaveToDecideAsync(string id, string path, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var tomorrow = DemoNow.DayOf(now).AddDays(1);
        await organiser.PostAsync(
            $"{path}/activities",
            new
            {
                kind = "seminar",
                title = new { sv = "Extra kväll: bokföring på en timme", en = "Extra evening: bookkeeping in an hour" },
                startsAt = DemoNow.Moment(tomorrow, new TimeOnly(19, 0)),
                endsAt = DemoNow.Moment(tomorrow, new TimeOnly(20, 0)),
                capacity = 25,
                language = "sv",
            },
            cancellationToken);
        await organiser.PostAsync(
            $"{path}/messages",
            new
            {
                subject = "Parkering under Business Focus",
                text = "Hej! Parkera gratis vid Dergårdsteatern hela veckan. Vi ses!",
                audience = new { to = "confirmed" },
                sendAt = DemoNow.Moment(tomorrow, new TimeOnly(9, 0)),
            },
            cancellationToken);
        var visit = (await organiser.ListAsync($"/editions/{id}/activities", cancellationToken))
            .Where(each => each["kind"]!.GetValue<string>() == "companyVisit" && each["status"]!.GetValue<string>() == "released" && each["startsAt"]!.GetValue<DateTimeOffset>() > now)
            .MaxBy(each => each["startsAt"]!.GetValue<DateTimeOffset>());
        if (visit is not null)
        {
            await organiser.PostAsync($"/activities/{visit["id"]}/cancel", new { reason = "Företaget har fått förhinder." }, cancellationToken);
        }
    }
}
