using System.Text.Json.Nodes;

namespace BusinessFocus.Local.Run;

/// <summary>People register, wait in line and come.</summary>
public sealed class DemoGuests(DemoClient organiser, IReadOnlyList<DemoFiles.Guest> guests)
{
    private const string Why = "Demo";

    /// <summary>A registration that was made.</summary>
    /// <param name="Ticket">By which somebody is checked in and answers.</param>
    public sealed record Registered(string Id, string Ticket);

    /// <summary>As many as make an activity look like one: large ones well visited, small ones full, with a line before they begin.</summary>
    public static int HowMany(int capacity, bool hasBegun) => capacity switch
    {
        0 => 0,
        <= 12 => (capacity / 2) + (hasBegun ? 0 : 3),
        < 100 => 8,
        _ => 14,
    };

    /// <summary>Two seats each where there are few, so that a line comes of few people.</summary>
    public static int SeatsFor(int capacity, int guest) => capacity <= 12 ? 2 : guest % 4 == 0 ? 2 : 1;

    /// <summary>Registers guests of the list, as soon as the registration service has heard of the activity.</summary>
    /// <param name="from">Of the list; it begins anew at its end.</param>
    /// <param name="hasBegun">Then registration is closed: an organiser lets them in by name.</param>
    public async Task<IReadOnlyList<Registered>> RegisterAsync(
        string activity, int from, int count, Func<int, int> seats, bool hasBegun, CancellationToken cancellationToken)
    {
        await DemoClient.UntilAsync(() => organiser.FindAsync($"/activities/{activity}/availability", cancellationToken), activity, cancellationToken);
        var registered = new Registered?[count];
        await Parallel.ForEachAsync(Enumerable.Range(0, count), DemoClient.Together(cancellationToken), async (i, token) =>
        {
            var guest = guests[(from + i) % guests.Count];
            var answer = await organiser.TryPostAsync(
                $"/activities/{activity}/registrations",
                new { contact = guest.Contact, company = guest.For, seats = seats(i), consent = true, @override = hasBegun ? new { reason = Why } : null },
                token);
            registered[i] = Of(answer);
        });
        return [.. registered.OfType<Registered>()];
    }

    /// <summary>One books a conversation.</summary>
    public async Task<Registered?> BookAsync(string slot, int guest, string topic, string note, bool hasBegun, CancellationToken cancellationToken)
    {
        await DemoClient.UntilAsync(() => organiser.FindAsync($"/activities/{slot}/availability", cancellationToken), slot, cancellationToken);
        var who = guests[guest % guests.Count];
        return Of(await organiser.TryPostAsync(
            $"/activities/{slot}/registrations",
            new { contact = who.Contact, company = who.For, consent = true, conversation = new { topic, note }, @override = hasBegun ? new { reason = Why } : null },
            cancellationToken));
    }

    /// <summary>They came, at a time that may be long ago: as a door tells that was offline.</summary>
    public async Task ComeAsync(string activity, DateTimeOffset at, IEnumerable<Registered> who, CancellationToken cancellationToken)
    {
        var scans = who.Select(each => new { nonce = $"demo-{each.Id}", ticket = each.Ticket, at }).ToList();
        if (scans.Count > 0)
        {
            await organiser.PostAsync("/check-ins/upload", new { door = "Entrén", scans, activityId = activity, @override = new { reason = Why } }, cancellationToken);
        }
    }

    /// <summary>Of an edition whose activities are over: who came to each of them.</summary>
    public async Task FillPastAsync(string edition, int perActivity, CancellationToken cancellationToken)
    {
        var activities = (await organiser.ListAsync($"/editions/{edition}/activities", cancellationToken)).Where(each => CapacityOf(each) > 0).ToList();
        foreach (var (activity, index) in activities.Select((activity, index) => (activity, index)))
        {
            var id = activity["id"]!.GetValue<string>();
            var registered = await RegisterAsync(id, index * perActivity, perActivity, i => i % 3 == 0 ? 2 : 1, hasBegun: true, cancellationToken);
            await ComeAsync(id, activity["startsAt"]!.GetValue<DateTimeOffset>(), registered.Where((_, i) => i % 5 != 4), cancellationToken);
        }
    }

    /// <summary>Of an edition that is on: what has been is filled and was visited, what comes is filled.</summary>
    /// <param name="filled">What has its guests already.</param>
    public async Task FillCurrentAsync(string edition, IReadOnlyCollection<string?> filled, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var activities = (await organiser.ListAsync($"/editions/{edition}/activities", cancellationToken))
            .Where(each => each["status"]!.GetValue<string>() == "released" && CapacityOf(each) > 1
                && !filled.Contains(each["id"]!.GetValue<string>())
                && (each["organiser"]!["seats"]?["confirmed"]?.GetValue<int>() ?? 0) == 0)
            .ToList();
        foreach (var (activity, index) in activities.Select((activity, index) => (activity, index)))
        {
            var (id, capacity, startsAt) = (activity["id"]!.GetValue<string>(), CapacityOf(activity), activity["startsAt"]!.GetValue<DateTimeOffset>());
            var registered = await RegisterAsync(id, index * 7, HowMany(capacity, startsAt <= now), i => SeatsFor(capacity, i), startsAt <= now, cancellationToken);
            if (startsAt <= now)
            {
                await ComeAsync(id, startsAt, registered.Where((_, i) => i % 6 != 5), cancellationToken);
            }
        }
    }

    private static int CapacityOf(JsonObject activity) => activity["capacity"]!.GetValue<int>();

    private static Registered? Of(JsonNode? answer) =>
        answer?["id"] is { } id && answer["ticket"] is { } ticket ? new Registered(id.GetValue<string>(), ticket.GetValue<string>()) : null;
}
