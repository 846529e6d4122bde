using System.Text.Json.Nodes;

namespace BusinessFocus.Local.Run;

/// <summary>Times with officers in the demo's edition of these days: on the weekdays to come, some of them booked; and today for the officer who signs in.</summary>
public sealed class DemoConversations(DemoClient organiser, DemoGuests guests, IReadOnlyList<JsonObject> hosts)
{
    /// <summary>Whose account signs in.</summary>
    public const string Officer = "Maria Sjögren";

    private const int Days = 4;

    private static readonly (string[] Officers, TimeOnly From, string[] Topics)[] Periods =
    [
        ([Officer, "Amir Haddad"], new TimeOnly(13, 0), ["bygglov", "miljo"]),
        (["Josefin Ek", "Helena Dahl"], new TimeOnly(9, 0), ["livsmedel", "serveringstillstand"]),
    ];

    /// <summary>As people say it: what they talk about is their own words.</summary>
    private static readonly Dictionary<string, string> Said = new()
    {
        ["bygglov"] = "Bygga ut",
        ["livsmedel"] = "Servera mat",
    };

    private static readonly string[] Notes =
    [
        "Vi vill bygga ut lagret med 200 kvadratmeter mot vägen.",
        "Har köpt en lokal som varit frisör. Vad krävs för att bli café?",
        "Ny skylt på fasaden, och gärna en uteplats.",
        "Vi fick avslag i våras och vill förstå varför.",
        "Fråga om avstånd till grannens tomt.",
    ];

    /// <summary>The weekdays that are left; the edition's last day where there is none.</summary>
    public static IReadOnlyList<DateOnly> DaysAfter(DateOnly today, DateOnly last)
    {
        var days = Enumerable.Range(1, Math.Max(0, last.DayNumber - today.DayNumber)).Select(today.AddDays).ToList();
        var weekdays = days.Where(day => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)).Take(Days).ToList();
        return weekdays.Count > 0 ? weekdays : [.. days.TakeLast(1)];
    }

    /// <summary>Where something else is planned then, it stays as it is.</summary>
    /// <param name="path">Of the edition.</param>
    public async Task CutAsync(string path, string? venue, IReadOnlyList<DateOnly> days, CancellationToken cancellationToken)
    {
        foreach (var (officers, from, topics) in Periods)
        {
            foreach (var day in days)
            {
                await CutAsync(path, venue, officers, DemoNow.Moment(day, from), DemoNow.Moment(day, from.AddHours(2)), 30, topics, @override: null, cancellationToken);
            }
        }
    }

    /// <summary>Slots of the officer who signs in around this hour.</summary>
    /// <returns>By their start.</returns>
    public Task<IReadOnlyList<JsonObject>> CutTodayAsync(string path, string? venue, DateTimeOffset minute, CancellationToken cancellationToken) =>
        CutAsync(path, venue, [Officer], minute.AddMinutes(-40), minute.AddMinutes(80), 20, ["bygglov"], new { reason = "Demo" }, cancellationToken);

    /// <summary>Every third of the times to come is booked.</summary>
    public async Task BookAsync(string path, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var slots = (await organiser.ListAsync($"{path}/activities", cancellationToken))
            .Where(each => IsSlot(each) && each["startsAt"]!.GetValue<DateTimeOffset>() > now.AddHours(2))
            .OrderBy(each => each["startsAt"]!.GetValue<DateTimeOffset>())
            .Where((_, i) => i % 3 == 1);
        await Parallel.ForEachAsync(slots.Select((slot, i) => (slot, i)), DemoClient.Together(cancellationToken), async (each, token) => await guests.BookAsync(
            each.slot["id"]!.GetValue<string>(), 20 + each.i, Said[each.slot["topics"]![0]!.GetValue<string>()], Notes[each.i % Notes.Length], hasBegun: false, token));
    }

    /// <summary>All of today's but the last, and who had the first two has been there.</summary>
    public async Task BookTodayAsync(IReadOnlyList<JsonObject> slots, CancellationToken cancellationToken)
    {
        foreach (var (slot, i) in slots.Take(slots.Count - 1).Select((slot, i) => (slot, i)))
        {
            var (id, startsAt) = (slot["id"]!.GetValue<string>(), slot["startsAt"]!.GetValue<DateTimeOffset>());
            var booked = await guests.BookAsync(id, i + 3, Said["bygglov"], Notes[i % Notes.Length], hasBegun: true, cancellationToken);
            if (booked is not null && i < 2)
            {
                await guests.ComeAsync(id, startsAt, [booked], cancellationToken);
            }
        }
    }

    private static bool IsSlot(JsonObject activity) => activity["kind"]!.GetValue<string>() == "openHouse"
        && activity["capacity"]!.GetValue<int>() == 1
        && activity["status"]!.GetValue<string>() == "released"
        && activity["topics"]!.AsArray().Count > 0;

    private async Task<IReadOnlyList<JsonObject>> CutAsync(
        string path, string? venueId, string[] officers, DateTimeOffset startsAt, DateTimeOffset endsAt, int slotMinutes, string[] topics, object? @override, CancellationToken cancellationToken)
    {
        var hostIds = hosts.Where(host => officers.Contains(host["name"]!.GetValue<string>())).Select(host => host["id"]!.GetValue<string>()).ToList();
        var cut = hostIds.Count == 0
            ? null
            : await organiser.TryPostAsync($"{path}/open-house", new { hostIds, startsAt, endsAt, slotMinutes, topics, venueId, @override }, cancellationToken);
        return [.. (cut?["slots"]?.AsArray() ?? []).Select(slot => slot!.AsObject()).OrderBy(slot => slot["startsAt"]!.GetValue<DateTimeOffset>())];
    }
}
