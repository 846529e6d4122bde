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
        EditionSeats[] editions =
        [
            new(EditionId.New(), [first]),
            new(EditionId.New(), [last]),
            new(EditionId.New(), [Came(ActivityKind.CompanyVisit, Ett, Ett), Came(ActivityKind.OpenHouse, Tva), Activity(3).Registered(Booking("gun", company: Tva))]),
        ];
        var view = Count(Now).Of(editions);

        var total = view.Rows[0];
        (total.Figures.Companies, total.Figures.CompaniesThatCame, total.Figures.FirstTimeCompanies).ShouldBe((2, 2, 1));
        (total.Figures.Visits, total.Figures.Conversations, total.Figures.Came).ShouldBe((1, 1, 3));
        (view.LastEditionId, total.Last!.Came, total.Last.Companies).ShouldBe((editions[1].Id, 1, 0));
    }

    [Fact]
    public void Each_way_of_grouping_that_divides_adds_up_to_the_whole_and_who_stays_away_now_is_shown()
    {
        var view = Count(Now).Of(
        [
            new(EditionId.New(), [Came(ActivityKind.Meeting, Tva)]),
            new(EditionId.New(), [Came(ActivityKind.Seminar, Ett, Tva), Came(ActivityKind.OpenHouse, company: null)]),
        ]);

        foreach (var by in (ParticipationBy[])[ParticipationBy.Kind, ParticipationBy.Size, ParticipationBy.Membership])
        {
            view.Rows.Where(row => row.By == by).Sum(row => row.Figures.Came).ShouldBe(3, by.ToString());
        }

        view.Rows.Where(row => row.By == ParticipationBy.Kind).Select(row => (row.Group, row.Figures.Came, row.Last?.Came))
            .ShouldBe([("meeting", 0, 1), ("openHouse", 1, null), ("seminar", 2, null)]);
        view.Rows.Where(row => row.By == ParticipationBy.Size).Select(row => row.Group).ShouldBe(["small", "unknown"]);
        (view.Rows[0].Last!.FirstTimeCompanies, view.Rows[0].Figures.FirstTimeCompanies).ShouldBe((1, 1), "what was new last time is not new again");
        var association = view.Rows.Single(row => row.By == ParticipationBy.Association);
        (association.Group, association.Figures.Came, association.Last).ShouldBe(("foretagarna", 1, null));
    }

    private static ParticipationFigures Total(DateTimeOffset now, params ActivitySeats[] activities) =>
        Count(now).Of([new EditionSeats(Edition, activities)]).Rows[0].Figures;

    private static CountParticipation Count(DateTimeOffset now) => new(
        company => company == Ett.Key ? CompanySize.Small : null,
        company => company == Ett.Key ? ["foretagarna"] : [],
        now);

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
