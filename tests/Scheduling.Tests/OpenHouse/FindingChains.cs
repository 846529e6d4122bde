using System.Diagnostics;
using System.Net;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Scheduling.OpenHouse;
using static BusinessFocus.Scheduling.Tests.Given;

namespace BusinessFocus.Scheduling.Tests.OpenHouse;

/// <summary>Food, alcohol, permit and fire in one morning.</summary>
public sealed class FindingChains(SchedulingService scheduling)
{
    private const string Day = "2026-10-06";

    private HttpClient Organiser => scheduling.Organiser;

    [Fact]
    public void The_shortest_chain_goes_in_whatever_order_it_takes()
    {
        var (late, early) = (Slot(0, "10:20"), Slot(1, "10:00"));

        var chain = Find([[Slot(0, "09:00"), late], [early, Slot(1, "11:00")]])[0];

        chain.ShouldBe([early, late]);
    }

    [Fact]
    public void There_is_time_to_walk_and_none_is_needed_in_one_place()
    {
        var (first, soon, later) = (Slot(0, "09:00", Theatre), Slot(1, "09:20", AtTheCompany), Slot(1, "09:30", AtTheCompany));

        Find([[first], [soon, later]], walkMinutes: 10)[0].ShouldBe([first, later]);
        Find([[first], [soon with { Venue = Theatre }]], walkMinutes: 10)[0][1].StartsAt.ShouldBe(soon.StartsAt);
        Find([[first], [soon]], walkMinutes: 10).ShouldBeEmpty("all or nothing");
    }

    [Fact]
    public void One_slot_is_never_two_stops()
    {
        var both = Slot(0, "09:00");

        Find([[both], [both with { Stop = 1 }]]).ShouldBeEmpty();
    }

    [Fact]
    public void The_chains_are_the_best_ones_also_beside_a_search_through_all()
    {
        var random = new Random(17);
        for (var round = 0; round < 200; round++)
        {
            var stops = Enumerable.Range(0, 3)
                .Select(stop => Enumerable.Range(0, 6).Select(_ => Slot(stop, $"{random.Next(8, 12):00}:{random.Next(0, 12) * 5:00}", random.Next(2) == 0 ? Theatre : AtTheCompany)).ToList())
                .ToList();

            var all =
                from one in stops[0]
                from two in stops[1]
                from three in stops[2]
                let chain = new[] { one, two, three }.OrderBy(slot => slot.StartsAt).ToArray()
                where chain.Zip(chain.Skip(1)).All(pair => pair.First.EndsAt + Walk(15)(pair.First.Venue, pair.Second.Venue) <= pair.Second.StartsAt)
                select chain[^1].EndsAt - chain[0].StartsAt;

            var found = Find(stops, walkMinutes: 15);

            found.Select(chain => chain[^1].EndsAt - chain[0].StartsAt).FirstOrDefault().ShouldBe(all.Order().FirstOrDefault(), $"round {round}");
            found.ShouldAllBe(chain => chain.Select(slot => slot.Stop).Distinct().Count() == 3);
        }
    }

    [Fact]
    public void Among_forty_officers_and_two_thousand_slots_it_is_found_at_once()
    {
        var stops = Enumerable.Range(0, 4)
            .Select(stop => Enumerable.Range(0, 10)
                .SelectMany(officer => Enumerable.Range(0, 50)
                    .Select(number => Slot(stop, "08:00", officer % 2 == 0 ? Theatre : AtTheCompany, TimeSpan.FromMinutes((number * 10) + (officer * 3)))))
                .ToList())
            .ToList();
        var found = Find(stops, walkMinutes: 10);
        var times = Enumerable.Range(0, 21).Select(_ =>
        {
            var watch = Stopwatch.StartNew();
            found = Find(stops, walkMinutes: 10);
            return watch.Elapsed.TotalMilliseconds;
        }).Order().ToList();

        found.Count.ShouldBe(5);
        found[0].Count.ShouldBe(4);
        Console.WriteLine($"A chain of four among 40 officers and 2,000 slots: {times[10]:0.0} ms, the median of 21 (aim: under 50 ms).");
    }

    [Fact]
    public async Task Anyone_is_proposed_chains_of_what_is_released()
    {
        var edition = await scheduling.NewEditionAsync(2027);
        foreach (var (name, topic, startsAt) in new[] { ("Anna", "livsmedel", "09:20"), ("Bo", "serveringstillstand", "09:00") })
        {
            var host = await scheduling.AddAsync(edition, "hosts", new { name, languages = (string[])["sv", name == "Bo" ? "en" : "fi"] });
            await Organiser.SendAsync(HttpMethod.Post, $"{edition.Path}/open-house", HttpStatusCode.Created, new
            {
                hostId = host,
                startsAt = $"2027-10-05T{startsAt}:00+02:00",
                endsAt = "2027-10-05T10:00:00+02:00",
                slotMinutes = 20,
                topics = new[] { topic },
            });
        }

        object asked = new { day = "2027-10-05", stops = new[] { new { topic = "livsmedel" }, new { topic = "serveringstillstand" } } };
        (await AskAsync(asked))["chains"]!.AsArray().ShouldBeEmpty("nothing is released");
        await scheduling.ReleaseAsync(edition);

        var chain = (await AskAsync(asked))["chains"]![0]!;

        chain["slots"]!.AsArray().Select(slot => (slot!.Number("stop"), slot!["hosts"]![0]!.GetValue<string>())).ShouldBe([(1, "Bo"), (0, "Anna")]);
        (await AskAsync(In("sv")))["chains"]!.AsArray().Count.ShouldBe((await AskAsync(asked))["chains"]!.AsArray().Count, "all slots are held in Swedish");
        (await AskAsync(In("en")))["chains"]!.AsArray().ShouldBeEmpty("Anna does not speak English");
        (await scheduling.Anyone.SendAsync(HttpMethod.Post, $"{edition.Path}/chains", HttpStatusCode.BadRequest, In("english")))["errors"]!.AsObject().Single().Key.ShouldBe("language");
        (await scheduling.Anyone.SendAsync(HttpMethod.Post, $"{edition.Path}/chains", HttpStatusCode.BadRequest, new { day = "2027-10-05", stops = new[] { new { topic = "livsmedel" } } }))
            ["errors"]!.AsObject().Select(error => error.Key).ShouldBe(["stops"]);

        static object In(string language) => new { day = "2027-10-05", stops = new[] { new { topic = "livsmedel" }, new { topic = "serveringstillstand" } }, language };

        Task<System.Text.Json.Nodes.JsonNode> AskAsync(object body) => scheduling.Anyone.SendAsync(HttpMethod.Post, $"{edition.Path}/chains", HttpStatusCode.OK, body);
    }

    [Fact]
    public async Task What_booking_would_refuse_since_the_officer_has_something_else_is_not_proposed()
    {
        var edition = await scheduling.NewEditionAsync(2027);
        var (anna, bo) = (await scheduling.AddAsync(edition, "hosts", new { name = "Anna" }), await scheduling.AddAsync(edition, "hosts", new { name = "Bo" }));
        await CutAsync(anna, "livsmedel", "09:00");
        await CutAsync(bo, "serveringstillstand", "09:20");
        var other = await CutAsync(anna, "bygglov", "09:00");
        await scheduling.ReleaseAsync(edition);
        (await ChainsAsync()).ShouldHaveSingleItem();

        await scheduling.Running.Bus.PublishAsync(new SeatsChanged(new ActivityId(Guid.Parse(other)), new EditionId(Guid.Parse(edition.Id)), 1, 1, 0, 1));

        await Testing.Eventually.TrueAsync(async () => (await ChainsAsync()).Count == 0);

        async Task<string> CutAsync(string host, string topic, string startsAt) => (await Organiser.SendAsync(HttpMethod.Post, $"{edition.Path}/open-house", HttpStatusCode.Created, new
        {
            hostId = host,
            startsAt = $"2027-10-05T{startsAt}:00+02:00",
            endsAt = $"2027-10-05T{startsAt[..3]}{int.Parse(startsAt[3..], System.Globalization.CultureInfo.InvariantCulture) + 20}:00+02:00",
            slotMinutes = 20,
            topics = new[] { topic },
            @override = new { reason = "Två ämnen" },
        }))["slots"]![0]!["id"]!.GetValue<string>();

        async Task<System.Text.Json.Nodes.JsonArray> ChainsAsync() => (await scheduling.Anyone.SendAsync(
            HttpMethod.Post, $"{edition.Path}/chains", HttpStatusCode.OK, new { day = "2027-10-05", stops = new[] { new { topic = "livsmedel" }, new { topic = "serveringstillstand" } } }))["chains"]!.AsArray();
    }

    private static IReadOnlyList<IReadOnlyList<FreeSlot>> Find(IReadOnlyList<IReadOnlyList<FreeSlot>> stops, int walkMinutes = 0) =>
        Chains.Find(stops, Walk(walkMinutes), most: 5);

    private static Func<VenueId?, VenueId?, TimeSpan> Walk(int minutes) => (from, to) => from == to ? TimeSpan.Zero : TimeSpan.FromMinutes(minutes);

    private static FreeSlot Slot(int stop, string from, VenueId? venue = null, TimeSpan later = default) =>
        new(ActivityId.New(), At(Day, from) + later, At(Day, from) + later + TimeSpan.FromMinutes(20), venue, stop);
}
