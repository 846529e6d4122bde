using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Registration.CheckIns;
using BusinessFocus.Registration.Participation;
using BusinessFocus.Registration.Seats;
using Shouldly;
using Xunit;
using static BusinessFocus.Registration.Tests.Given;

namespace BusinessFocus.Registration.Tests.Participation;

/// <summary>What an association is told of its members, and that none of them can be reckoned from it.</summary>
public sealed class ReachOfAnAssociation
{
    [Fact]
    public void Six_members_show_nothing_and_seven_do()
    {
        Of(Activity(ActivityKind.Seminar, "skatt", booked: 6, came: 6)).Total.ShouldBeNull();

        var seven = Of(Activity(ActivityKind.Seminar, "skatt", booked: 7, came: 7));
        seven.Total.ShouldBe(new ReachTotal(7, 7, 7, 7));
        seven.Rows.ShouldBe([new ReachRow("seminar", null, 7, 7), new ReachRow("seminar", "skatt", 7, 7)]);
    }

    [Fact]
    public void Seven_seats_of_one_member_are_one_member() =>
        AssociationReach.Of("foretagarna", Tally(Today(20).Registered(Booking("anna", seats: 7, company: Company(1)))), _ => ["foretagarna"]).Total.ShouldBeNull();

    [Fact]
    public void What_is_left_over_in_the_whole_is_not_of_few()
    {
        var view = Of(Activity(ActivityKind.Seminar, "skatt", 12, 12), Activity(ActivityKind.Meeting, null, 9, 9), Activity(ActivityKind.CompanyVisit, null, 2, 2));

        view.Total!.Seats.ShouldBe(23);
        view.Rows.Where(row => row.Topic is null).Select(row => row.Kind).ShouldBe(["seminar"], "23 - 12 - 9 would tell of two");
    }

    [Fact]
    public void Who_came_is_told_only_where_those_who_did_not_are_none_or_enough()
    {
        var few = Of(Activity(ActivityKind.Seminar, "skatt", booked: 12, came: 8));
        few.Total.ShouldBe(new ReachTotal(12, 12, null, null), "12 - 8 would tell of four who did not come");
        few.Rows.ShouldAllBe(row => row.Came == null);

        Of(Activity(ActivityKind.Seminar, "skatt", booked: 15, came: 8)).Total.ShouldBe(new ReachTotal(15, 15, 8, 8));
    }

    [Fact]
    public void Those_of_others_are_not_counted()
    {
        var activity = Activity(ActivityKind.Seminar, "skatt", 9, 9);
        AssociationReach.Of("handel", Tally(activity), _ => ["foretagarna"]).Total.ShouldBeNull();
    }

    [Fact]
    public void Whatever_was_booked_no_difference_of_what_is_shown_is_of_one_to_six()
    {
        var random = new Random(11);
        string?[] topics = ["skatt", "miljo", null];
        for (var round = 0; round < 300; round++)
        {
            var activities = Enumerable.Range(0, 8).Select(_ =>
            {
                var booked = random.Next(14);
                return Activity((ActivityKind)random.Next(4), topics[random.Next(3)], booked, random.Next(booked + 1));
            }).ToArray();
            var view = Of(activities);
            foreach (var parts in view.Rows.Where(row => row.Topic is null).Select(kind => (Whole: (Seats: kind.Seats, kind.Came), Parts: view.Rows.Where(row => row.Kind == kind.Kind && row.Topic is not null).ToList()))
                .Append((Whole: (Seats: view.Total?.Seats ?? 0, view.Total?.Came), Parts: view.Rows.Where(row => row.Topic is null).ToList())))
            {
                Enough(parts.Whole.Seats);
                Enough(parts.Whole.Seats - parts.Parts.Sum(part => part.Seats));
                if (parts.Whole.Came is { } came)
                {
                    Enough(came);
                    Enough(parts.Whole.Seats - came);
                    Enough(came - parts.Parts.Sum(part => part.Came ?? 0));
                }
                else
                {
                    parts.Parts.ShouldAllBe(part => part.Came == null);
                }
            }
        }

        static void Enough(int number) => (number is 0 or >= AssociationReach.Fewest).ShouldBeTrue(number.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    private static AssociationReachView Of(params ActivitySeats[] activities) => AssociationReach.Of("foretagarna", Tally(activities), _ => ["foretagarna"]);

    private static EditionTally Tally(params ActivitySeats[] activities)
    {
        var tally = new EditionTally(EditionId.New());
        foreach (var each in activities)
        {
            tally.Put(ActivityParticipation.Of(each), 1, new ParticipationGroups(_ => null, _ => []), Now);
        }

        return tally;
    }

    /// <summary>One seat for each of so many members, who are others at each activity.</summary>
    private static ActivitySeats Activity(ActivityKind kind, string? topic, int booked, int came)
    {
        var today = Today(100);
        var seats = today.Then(Announce.Decide(today, today.Facts! with { Kind = kind, Topics = topic is null ? [] : [topic], SourceVersion = 2 }, null, Now));
        for (var i = 0; i < booked; i++)
        {
            var booking = Booking($"a{Guid.NewGuid():N}", company: Company(next++));
            seats = seats.Registered(booking);
            seats = i < came ? seats.Then(CheckIn.Decide(seats, new CheckIn.Scan(booking.Id, null, Now, null, null), _ => null)) : seats;
        }

        return seats;
    }

    private static int next;

    private static Company Company(int number) => new(null, null, $"n{number}");
}
