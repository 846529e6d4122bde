using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Registration.CheckIns;
using BusinessFocus.Registration.Participation;
using BusinessFocus.Registration.Seats;
using Shouldly;
using Xunit;
using static BusinessFocus.Registration.Tests.Given;

namespace BusinessFocus.Registration.Tests.Participation;

/// <summary>What the numbers of an edition say, without a store.</summary>
public sealed class CountingParticipation
{
    private static readonly Company Ett = new("Ett", "556177-7631", "5561777631");
    private static readonly Company Tva = new("Två", "556012-5790", "5560125790");

    [Fact]
    public void Those_who_came_are_the_sum_of_the_check_ins_and_the_others_did_not_come_or_still_may()
    {
        var (anna, bo, cilla) = (Booking("anna", seats: 3), Booking("bo", seats: 2), Booking("cilla"));
        var today = Today(10).Registered(anna, bo, cilla);
        today = today.Then(CheckIn.Decide(today, new CheckIn.Scan(anna.Id, 2, Now, null, null), _ => null));
        today = today.Then(CheckIn.Decide(today, new CheckIn.Scan(bo.Id, null, Now, null, null), _ => null));
        today = today.Then(UndoCheckIn.Decide(today, bo.Id, Now));
        today = today.Then(WalkIn.Decide(today, Booking("dan"), null, null, null, Now));
        var later = Activity(4).Registered(Booking("eva", seats: 2));

        var during = Total(Now, today, later);
        (during.Registrations, during.Seats, during.Came, during.WalkIns, during.DidNotCome, during.MayStillCome).ShouldBe((5, 9, 3, 1, 0, 6));

        var after = Total(Now.AddHours(2), today, later);
        (after.Came, after.DidNotCome, after.MayStillCome).ShouldBe((3, 4, 2));
    }

    [Fact]
    public void Who_waits_or_has_cancelled_takes_no_part()
    {
        var (anna, bo) = (Booking("anna"), Booking("bo"));
        var seats = Today(1).Registered(anna, bo);
        Total(Now, seats).Registrations.ShouldBe(1);

        Total(Now, seats.Then(Announce.Decide(seats, seats.Facts! with { Phase = ActivityPhase.Cancelled, SourceVersion = 2 }, null, Now))).Seats.ShouldBe(0);
    }

    [Fact]
    public void A_company_is_counted_once_and_is_new_where_it_came_to_no_earlier_edition()
    {
        var first = Came(ActivityKind.Seminar, Ett);
        var last = Came(ActivityKind.Seminar, company: null);
        EditionTally[] editions =
        [
            Tally(Now, first),
            Tally(Now, last),
            Tally(Now, Came(ActivityKind.CompanyVisit, Ett, Ett), Came(ActivityKind.OpenHouse, Tva), Activity(3).Registered(Booking("gun", company: Tva))),
        ];
        var view = CountParticipation.Of(editions);

        var total = view.Rows[0];
        (total.Figures.Companies, total.Figures.CompaniesThatCame, total.Figures.FirstTimeCompanies).ShouldBe((2, 2, 1));
        (total.Figures.Visits, total.Figures.Conversations, total.Figures.Came).ShouldBe((1, 1, 3));
        (view.LastEditionId, total.Last!.Came, total.Last.Companies).ShouldBe((editions[1].Id, 1, 0));
    }

    [Fact]
    public void Each_way_of_grouping_that_divides_adds_up_to_the_whole_and_who_stays_away_now_is_shown()
    {
        var view = CountParticipation.Of(
        [
            Tally(Now, Came(ActivityKind.Meeting, Tva)),
            Tally(Now, Came(ActivityKind.Seminar, Ett, Tva), Came(ActivityKind.OpenHouse, company: null)),
        ]);

        foreach (var by in (ParticipationBy[])[ParticipationBy.Kind, ParticipationBy.Size, ParticipationBy.Membership, ParticipationBy.Area])
        {
            view.Rows.Where(row => row.By == by).Sum(row => row.Figures.Came).ShouldBe(3, by.ToString());
        }

        view.Rows.Where(row => row.By == ParticipationBy.Kind).Select(row => (row.Group, row.Figures.Came, row.Last?.Came))
            .ShouldBe([("meeting", 0, 1), ("openHouse", 1, null), ("seminar", 2, null)]);
        view.Rows.Where(row => row.By == ParticipationBy.Size).Select(row => row.Group).ShouldBe(["small", "unknown"]);
        (view.Rows[0].Last!.FirstTimeCompanies, view.Rows[0].Figures.FirstTimeCompanies).ShouldBe((1, 1), "what was new last time is not new again");
        view.Rows.Where(row => row.By == ParticipationBy.Area).Select(row => (row.Group, row.Figures.Came, row.Last?.Came)).ShouldBe([("Lerum", 1, null), ("unknown", 2, 1)]);
        var association = view.Rows.Single(row => row.By == ParticipationBy.Association);
        (association.Group, association.Figures.Came, association.Last).ShouldBe(("foretagarna", 1, null));
    }

    [Fact]
    public void An_activity_is_counted_under_each_of_its_topics_however_they_are_written()
    {
        var today = Today(3);
        var seats = today.Then(Announce.Decide(today, today.Facts! with { Topics = ["Miljö", "miljo", "skatt"], SourceVersion = 2 }, null, Now)).Registered(Booking("anna", seats: 2));

        var view = CountParticipation.Of([Tally(Now, seats, Activity(3).Registered(Booking("bo")))]);

        view.Rows.Where(row => row.By == ParticipationBy.Topic).Select(row => (row.Group, row.Figures.Seats)).ShouldBe([("miljo", 2), ("skatt", 2)]);
    }

    [Fact]
    public void Topics_that_were_not_told_before_are_news_of_the_same_version()
    {
        var today = Today(3);
        Announce.Decide(today, today.Facts! with { Topics = ["skatt"] }, null, Now).Events.ShouldHaveSingleItem();
        var told = today.Then(Announce.Decide(today, today.Facts! with { Topics = ["skatt"] }, null, Now));
        Announce.Decide(told, told.Facts!, null, Now).Events.ShouldBeEmpty();
    }

    [Fact]
    public void Whatever_happens_in_whatever_order_what_is_kept_up_to_date_is_what_counting_all_comes_to()
    {
        var random = new Random(17);
        ActivityKind[] kinds = [ActivityKind.Seminar, ActivityKind.CompanyVisit, ActivityKind.OpenHouse];
        var activities = kinds.Select(kind => Activity(Facts(30) with { StartsAt = Now.AddMinutes(30), EndsAt = Now.AddMinutes(40 + (int)kind), Kind = kind })).ToArray();
        var kept = new EditionTally(Edition);
        var now = Now;
        for (var step = 1; step <= 300; step++)
        {
            var i = random.Next(activities.Length);
            activities[i] = Step(activities[i], random, now);
            kept.GoOnTo(now, Groups);
            kept.Put(ActivityParticipation.Of(activities[i]), step, Groups, now);
            now = step % 20 == 0 ? now.AddMinutes(1) : now;
            kept.GoOnTo(now, Groups);

            CountParticipation.Of([kept]).Rows.ShouldBe(CountParticipation.Of([Tally(now, activities.Where(each => kept.VersionOf(each.Id) > 0).ToArray())]).Rows);
        }

        kept.FiguresOf(ParticipationGroups.Total, new HashSet<string>())!.Came
            .ShouldBe(activities.Sum(each => each.Allocations.Values.Where(allocation => allocation.Status == AllocationStatus.Confirmed).Sum(allocation => allocation.Came)));
    }

    private static ActivitySeats Step(ActivitySeats seats, Random random, DateTimeOffset now)
    {
        var confirmed = seats.Allocations.Values.Where(each => each.Status == AllocationStatus.Confirmed).OrderBy(each => each.Arrival).ToList();
        var one = confirmed.Count == 0 ? null : confirmed[random.Next(confirmed.Count)];
        switch (random.Next(4))
        {
            case 0 when one is { Came: 0 }:
                return seats.Evolve(new SeatsCancelled(one.Booking, CancelledBy.Contact, null));
            case 1 when one is { Came: 0 }:
                return seats.Evolve(new CheckedIn(one.Booking.Id, one.Booking.Seats, false, now, CompanySize: CompanySize.Large));
            case 2 when one is { Came: > 0 }:
                return seats.Evolve(new CheckInUndone(one.Booking.Id, one.Came, false, now));
            default:
                Company?[] companies = [Ett, Tva, null];
                return seats.Evolve(new SeatsConfirmed(Booking($"a{Guid.NewGuid():N}", random.Next(1, 3), random.Next(2) == 0, companies[random.Next(3)])));
        }
    }

    private static ParticipationFigures Total(DateTimeOffset now, params ActivitySeats[] activities) =>
        CountParticipation.Of([Tally(now, activities)]).Rows[0].Figures;

    private static ParticipationGroups Groups { get; } = new(
        company => company == Ett.Key ? CompanySize.Small : null,
        company => company == Ett.Key ? ["foretagarna"] : [],
        company => company == Ett.Key ? "Lerum" : null);

    private static EditionTally Tally(DateTimeOffset now, params ActivitySeats[] activities)
    {
        var tally = new EditionTally(EditionId.New());
        foreach (var each in activities)
        {
            tally.Put(ActivityParticipation.Of(each), 1, Groups, now);
        }

        return tally;
    }

    private static ActivitySeats Came(ActivityKind kind, params Company?[] companies)
    {
        var today = Today(10);
        var seats = today.Then(Announce.Decide(today, today.Facts! with { Kind = kind, SourceVersion = 2 }, null, Now));
        foreach (var company in companies)
        {
            var booking = Booking($"a{Guid.NewGuid():N}", company: company);
            seats = seats.Registered(booking);
            seats = seats.Then(CheckIn.Decide(seats, new CheckIn.Scan(booking.Id, null, Now, null, null), _ => null));
        }

        return seats;
    }

    private static ActivitySeats Came(ActivityKind kind, Company? company) => Came(kind, [company]);
}
