using BusinessFocus.Contracts.Registration;
using BusinessFocus.Registration.Door;
using BusinessFocus.Registration.Members;
using BusinessFocus.Registration.Seats;
using BusinessFocus.ServiceDefaults.Decisions;
using Shouldly;
using Xunit;
using static BusinessFocus.Registration.Tests.Given;

namespace BusinessFocus.Registration.Tests;

public sealed class DoorTests
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
        var seats = Activity(capacity: 1).Registered(Booking("Anna"), bo);

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

        UploadScans.Decide(seats, Scan(anna, at: Now.AddHours(-3), nonce: "n1"), NoList, Now).Events.ShouldHaveSingleItem().ShouldBeOfType<CheckedIn>().At.ShouldBe(Now.AddHours(-3));
        UploadScans.Decide(seats, Scan(anna, at: Now.AddMinutes(6), nonce: "n1"), NoList, Now).Refusal!.Problem.ShouldBe(SeatProblems.NotNow);
    }

    [Fact]
    public void A_walk_in_takes_a_free_seat_and_has_come()
    {
        var seats = Activity(capacity: 1);

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
        var seats = Activity(capacity: 5).Registered(anna, bo, Booking("Cilla"));

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
        Move.Decide(seats, Activity(1), anna.Id, (Booking("x").Id, ""), null, CancelledBy.Organiser, Now).From.Refusal!.Problem.ShouldBe(SeatProblems.CameAlready);
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
        WalkIn.Decide(Activity(capacity: 1), Booking("Dan"), CompanySize.Large, null, null, Now)
            .Events.OfType<CheckedIn>().ShouldHaveSingleItem().CompanySize.ShouldBe(CompanySize.Large);
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

    private static (ActivitySeats Seats, Booking Booking) Registered(Booking booking) => (Activity(capacity: 1).Registered(booking), booking);

    private static CheckIn.Scan Scan(Booking booking, DateTimeOffset? at = null, string? door = null, string? nonce = null) =>
        new(booking.Id, null, at ?? Now, door, nonce);
}
