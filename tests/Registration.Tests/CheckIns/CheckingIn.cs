using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Registration.CheckIns;
using BusinessFocus.Registration.Members;
using BusinessFocus.Registration.Seats;
using Shouldly;
using Xunit;
using static BusinessFocus.Registration.Tests.Given;

namespace BusinessFocus.Registration.Tests.CheckIns;

public sealed class CheckingIn
{
    [Fact]
    public void A_ticket_is_used_once_and_the_second_time_tells_when_and_where_the_first_was()
    {
        var (seats, anna) = Registered(Booking("Anna"));
        seats = seats.Then(Decide(seats, Scan(anna, door: "Norra")));

        var refusal = Decide(seats, Scan(anna, at: Now.AddMinutes(5), door: "Södra")).Refusal!;

        refusal.Problem.ShouldBe(SeatProblems.AlreadyCheckedIn);
        (refusal.Facts!["checkedInAt"], refusal.Facts["door"]).ShouldBe((Now, "Norra"));
    }

    [Fact]
    public void Who_waits_cannot_check_in()
    {
        var bo = Booking("Bo");
        var seats = Today(capacity: 1).Registered(Booking("Anna"), bo);

        Decide(seats, Scan(bo)).Refusal!.Problem.ShouldBe(SeatProblems.NotConfirmed);
    }

    [Fact]
    public void A_check_in_that_was_a_mistake_is_undone_and_the_ticket_opens_again()
    {
        var (seats, anna) = Registered(Booking("Anna"));
        UndoCheckIn.Decide(seats, anna.Id, Now).Refusal!.Problem.ShouldBe(SeatProblems.NotCheckedIn);

        seats = seats.Then(Decide(seats, Scan(anna)));
        seats = seats.Then(UndoCheckIn.Decide(seats, anna.Id, Now));

        AttendanceView.Of(seats).Came.ShouldBe(0);
        Decide(seats, Scan(anna)).Events.ShouldHaveSingleItem();
    }

    [Fact]
    public void Another_activitys_door_learns_nothing_of_who_came()
    {
        var (seats, anna) = Registered(Booking("Anna"));
        seats = seats.Then(Decide(seats, Scan(anna, door: "Norra")));

        var elsewhere = UploadScans.AnswerOf(seats, Scan(anna, nonce: "n1"), new Refusal(SeatProblems.OtherActivity), row: 1);
        var again = UploadScans.AnswerOf(seats, Scan(anna, nonce: "n1"), new Refusal(SeatProblems.AlreadyCheckedIn), row: 1);

        (elsewhere.Nonce, elsewhere.Problem, elsewhere.CheckedInAt, elsewhere.Door).ShouldBe(("n1", "ticket-for-another-activity", null, null));
        (again.CheckedInAt, again.Door).ShouldBe((Now, "Norra"));
    }

    [Fact]
    public void A_scan_that_is_told_twice_counts_once_also_when_it_was_undone_in_between()
    {
        var (seats, anna) = Registered(Booking("Anna"));
        var scan = Scan(anna, nonce: "n1");
        seats = seats.Then(Decide(seats, scan));

        Decide(seats, scan).Events.ShouldBeEmpty();
        Decide(seats, Scan(anna, nonce: "n2")).Refusal!.Problem.ShouldBe(SeatProblems.AlreadyCheckedIn);
        seats = seats.Then(UndoCheckIn.Decide(seats, anna.Id, Now));
        Decide(seats, scan).Events.ShouldBeEmpty();
    }

    [Fact]
    public void A_scan_keeps_the_doors_time_which_is_never_in_the_future()
    {
        var (seats, anna) = Registered(Booking("Anna"));

        UploadScans.Decide(seats, Scan(anna, at: Now.AddMinutes(-3), nonce: "n1"), NoList, Now).Events.ShouldHaveSingleItem().ShouldBeOfType<CheckedIn>().At.ShouldBe(Now.AddMinutes(-3));
        UploadScans.Decide(seats, Scan(anna, at: Now.AddMinutes(6), nonce: "n1"), NoList, Now).Refusal!.Problem.ShouldBe(SeatProblems.NotNow);
    }

    [Fact]
    public void A_walk_in_takes_a_free_seat_and_has_come()
    {
        var seats = Today(capacity: 1);

        seats = seats.Then(WalkIn.Decide(seats, Booking("Dan"), null, "Norra", null, Now));

        var attendance = AttendanceView.Of(seats);
        (attendance.Confirmed, attendance.Came, attendance.WalkIns, attendance.NoShows).ShouldBe((1, 1, 1, 0));
        attendance.Absent.ShouldBeEmpty();
        WalkIn.Decide(seats, Booking("Eva"), null, null, null, Now).Refusal!.Problem.ShouldBe(SeatProblems.NotEnoughLeft);
        seats.Then(WalkIn.Decide(seats, Booking("Eva"), null, null, "Stolar finns", Now)).Tally.Confirmed.ShouldBe(2);
    }

    [Fact]
    public void Attendance_counts_those_of_a_group_who_came_and_names_those_who_did_not()
    {
        var (anna, bo) = (Booking("Anna", seats: 3), Booking("Bo", seats: 2));
        var seats = Today(capacity: 5).Registered(anna, bo, Booking("Cilla"));

        Decide(seats, Scan(anna) with { Seats = 4 }).Refusal!.Problem.ShouldBe(SeatProblems.MoreThanTheTicket);
        seats = seats.Then(Decide(seats, Scan(anna) with { Seats = 2 }));

        var attendance = AttendanceView.Of(seats);
        (attendance.Confirmed, attendance.Came, attendance.NoShows).ShouldBe((5, 2, 3));
        attendance.Absent.Select(each => each.Name).ShouldBe(["Bo"]);
    }

    [Fact]
    public void Who_has_come_is_not_moved_resized_or_cancelled()
    {
        var (seats, anna) = Registered(Booking("Anna"));
        seats = seats.Then(Decide(seats, Scan(anna)));

        Resize.Decide(seats, anna.Id, 2, CancelledBy.Organiser, Now).Refusal!.Problem.ShouldBe(SeatProblems.CameAlready);
        Cancel.Decide(seats, anna.Id, CancelledBy.Contact, null, Now).Refusal!.Problem.ShouldBe(SeatProblems.CameAlready);
        Move.Decide(seats, Today(1), anna.Id, (Booking("x").Id, ""), null, CancelledBy.Organiser, Now).From.Refusal!.Problem.ShouldBe(SeatProblems.CameAlready);
    }

    [Fact]
    public void A_check_in_keeps_how_large_the_company_is_by_then_and_its_undoing_says_the_same()
    {
        var lerum = new Company("Lerum AB", "556177-7631", "5561777631");
        var (seats, anna) = Registered(Booking("Anna", company: lerum));

        var cameAs = CheckIn.Decide(seats, Scan(anna), company => company == lerum ? CompanySize.Small : null);

        cameAs.Events.ShouldHaveSingleItem().ShouldBeOfType<CheckedIn>().CompanySize.ShouldBe(CompanySize.Small);
        seats = seats.Then(cameAs);
        UndoCheckIn.Decide(seats, anna.Id, Now).Events.ShouldHaveSingleItem().ShouldBeOfType<CheckInUndone>().CompanySize.ShouldBe(CompanySize.Small);
        seats = seats.Then(UndoCheckIn.Decide(seats, anna.Id, Now));
        seats.Then(Decide(seats, Scan(anna))).Allocations[anna.Id].CompanySize.ShouldBeNull("the company had left the list");
    }

    [Fact]
    public void A_walk_in_and_an_uploaded_scan_keep_the_companys_size_too()
    {
        var (seats, anna) = Registered(Booking("Anna"));

        UploadScans.Decide(seats, Scan(anna, nonce: "n1"), _ => CompanySize.Sole, Now)
            .Events.ShouldHaveSingleItem().ShouldBeOfType<CheckedIn>().CompanySize.ShouldBe(CompanySize.Sole);
        WalkIn.Decide(Today(capacity: 1), Booking("Dan"), CompanySize.Large, null, null, Now)
            .Events.OfType<CheckedIn>().ShouldHaveSingleItem().CompanySize.ShouldBe(CompanySize.Large);
    }

    [Fact]
    public void The_door_opens_an_hour_before_the_start_and_closes_with_the_day()
    {
        var (seats, anna) = Registered(Booking("Anna"));
        var opens = seats.Facts!.StartsAt.AddHours(-1);
        var midnight = new DateTimeOffset(2027, 9, 1, 22, 0, 0, TimeSpan.Zero);

        var early = Decide(seats, Scan(anna, at: opens.AddTicks(-1))).Refusal!;

        (early.Problem, early.Facts!["opensAt"]).ShouldBe((SeatProblems.TooEarly, opens));
        Decide(seats, Scan(anna, at: opens)).Events.ShouldHaveSingleItem();
        Decide(seats, Scan(anna, at: midnight.AddTicks(-1))).Events.ShouldHaveSingleItem();
        Decide(seats, Scan(anna, at: midnight)).Refusal!.Problem.ShouldBe(SeatProblems.DoorClosed);
    }

    [Theory]
    [InlineData("2027-10-05T21:30Z", "2027-10-05T22:30Z")]
    [InlineData("2027-10-05T22:00Z", "2027-10-06T22:00Z")]
    [InlineData("2027-10-05T12:00Z", "2027-10-05T22:00Z")]
    [InlineData("2027-10-31T12:00Z", "2027-10-31T23:00Z")]
    public void The_door_is_open_for_an_hour_after_the_end_at_least(string ends, string closes)
    {
        var endsAt = DateTimeOffset.Parse(ends, System.Globalization.CultureInfo.InvariantCulture);

        CheckInHours.ClosesAt(Facts(1) with { StartsAt = endsAt.AddHours(-1), EndsAt = endsAt })
            .ShouldBe(DateTimeOffset.Parse(closes, System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void A_ticket_opens_the_door_of_its_own_activity_and_says_where_it_belongs()
    {
        var (seats, anna) = Registered(Booking("Anna"));

        var refusal = Decide(seats, Scan(anna) with { DoorOf = ActivityId.New() }).Refusal!;

        (refusal.Problem, refusal.Facts!["activityId"], refusal.Facts["startsAt"]).ShouldBe((SeatProblems.OtherActivity, seats.ActivityId, seats.Facts!.StartsAt));
        Decide(seats, Scan(anna) with { DoorOf = seats.ActivityId }).Events.ShouldHaveSingleItem();
    }

    [Fact]
    public void An_organiser_lets_somebody_in_all_the_same_and_the_course_says_why()
    {
        var seats = Activity(capacity: 1);
        var anna = Booking("Anna");
        seats = seats.Registered(anna);
        var why = new CheckInOverride("Föreläsaren provar tekniken", "eva");

        var early = Decide(seats, Scan(anna) with { DoorOf = ActivityId.New(), Override = why }).Events.ShouldHaveSingleItem().ShouldBeOfType<CheckedIn>();

        early.Override.ShouldBe(why);
        CourseStep.Of(early, anna.Id, Now)!.Message.ShouldBe("Föreläsaren provar tekniken");
        var (open, bo) = Registered(Booking("Bo"));
        Decide(open, Scan(bo) with { Override = why }).Events.ShouldHaveSingleItem().ShouldBeOfType<CheckedIn>().Override.ShouldBeNull("it was the time");
        Decide(open.Then(Decide(open, Scan(bo))), Scan(bo) with { Override = why }).Refusal!.Problem.ShouldBe(SeatProblems.AlreadyCheckedIn);
    }

    [Fact]
    public void What_a_door_without_a_network_tells_days_later_counts_by_the_scans_own_time()
    {
        var (seats, anna) = Registered(Booking("Anna"));

        UploadScans.Decide(seats, Scan(anna, at: Now, nonce: "n1"), NoList, Now.AddDays(3)).Events.ShouldHaveSingleItem().ShouldBeOfType<CheckedIn>().At.ShouldBe(Now);
        UploadScans.Decide(seats, Scan(anna, at: Now.AddDays(3), nonce: "n1"), NoList, Now.AddDays(3)).Refusal!.Problem.ShouldBe(SeatProblems.DoorClosed);
    }

    [Fact]
    public void Nobody_walks_in_before_the_door_opens_unless_an_organiser_says_why()
    {
        var seats = Activity(capacity: 1);

        WalkIn.Decide(seats, Booking("Dan"), null, null, null, Now).Refusal!.Problem.ShouldBe(SeatProblems.TooEarly);
        WalkIn.Decide(seats, Booking("Dan"), null, null, "Generalrepetition", Now).Events.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData(0, CompanySize.Sole)]
    [InlineData(1, CompanySize.Micro)]
    [InlineData(9, CompanySize.Micro)]
    [InlineData(10, CompanySize.Small)]
    [InlineData(49, CompanySize.Small)]
    [InlineData(50, CompanySize.Medium)]
    [InlineData(249, CompanySize.Medium)]
    [InlineData(250, CompanySize.Large)]
    [InlineData(int.MaxValue, CompanySize.Large)]
    public void A_companys_size_is_told_by_how_many_it_employs(int employees, CompanySize size) => Member.SizeOf(employees).ShouldBe(size);

    private static CompanySize? NoList(Company? company) => null;

    private static Decision Decide(ActivitySeats seats, CheckIn.Scan scan) => CheckIn.Decide(seats, scan, NoList);

    private static (ActivitySeats Seats, Booking Booking) Registered(Booking booking) => (Today(capacity: 1).Registered(booking), booking);

    private static CheckIn.Scan Scan(Booking booking, DateTimeOffset? at = null, string? door = null, string? nonce = null) =>
        new(booking.Id, null, at ?? Now, door, nonce);
}
