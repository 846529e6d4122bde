using BusinessFocus.Contracts;
using BusinessFocus.Notifications.Bus;
using BusinessFocus.Notifications.Content;
using BusinessFocus.Notifications.ReadModels;
using Shouldly;
using Xunit;

namespace BusinessFocus.Notifications.Tests.Bus;

/// <summary>What one letter tells of several changes.</summary>
public sealed class ChangingAgain
{
    private static readonly ActivityId A = ActivityId.New();
    private static readonly ActivityId B = ActivityId.New();
    private static readonly ActivityId C = ActivityId.New();

    [Fact]
    public void Of_two_moves_it_tells_where_from_and_where_to()
    {
        var (first, second) = (Moved(A, B), Moved(B, C));

        RepeatedChanges.Merge(first, second).ShouldBe(second with { From = first.From });
    }

    [Fact]
    public void Somebody_who_moved_back_is_told_of_the_new_ticket() => RepeatedChanges.Merge(Moved(A, B), Moved(B, A)).ActivityId.ShouldBe(A);

    [Fact]
    public void A_move_and_another_number_of_seats_are_a_move()
    {
        var (moved, resized) = (Moved(A, B), new ResizedContent(B, Booked(3), 1));

        RepeatedChanges.Merge(moved, resized).ShouldBe(new MovedContent(B, resized.Booking, moved.From));
    }

    [Fact]
    public void Of_two_other_numbers_it_tells_the_first_and_the_last()
    {
        var (first, second) = (new ResizedContent(A, Booked(2), 1), new ResizedContent(A, Booked(5), 2));

        RepeatedChanges.Merge(first, second).ShouldBe(second with { SeatsBefore = 1 });
    }

    [Theory]
    [InlineData(4, false)]
    [InlineData(5, true)]
    [InlineData(6, true)]
    public void A_change_that_something_newer_is_known_of_takes_nothing_back(long version, bool may)
    {
        var registration = Some.Registration(A, version: 5);
        var known = KnownRegistration.Learn(Some.Known(registration), registration with { Version = version }, NotificationKind.Resized);

        RepeatedChanges.MayMerge(new ResizedContent(A, BookedSeats.Of(registration with { Version = version }), 2), known).ShouldBe(may);
    }

    [Fact]
    public void A_change_of_a_registration_that_is_over_takes_nothing_back()
    {
        var registration = Some.Registration(A, version: 5);

        RepeatedChanges.MayMerge(new ResizedContent(A, BookedSeats.Of(registration), 2), Some.Known(registration) with { IsOver = true }).ShouldBeFalse();
    }

    [Fact]
    public void A_move_tells_what_waited_whatever_came_before_it()
    {
        var known = Some.Known(Some.Registration(B, version: 5));

        RepeatedChanges.MayMerge(Moved(A, B), known).ShouldBeTrue();
    }

    [Fact]
    public void Only_changes_are_merged() =>
        RepeatedChanges.MayMerge(
            Some.Content(NotificationKind.Promotion, Some.Registration(A)), Some.Known(Some.Registration(A))).ShouldBeFalse();

    [Fact]
    public void It_waits_no_longer_than_the_first_of_them_would_have()
    {
        var (first, second) = (Some.Now.AddMinutes(-1), Some.Now.AddMinutes(-4));

        RepeatedChanges.Until(Some.Now, []).ShouldBe(Some.Now.AddMinutes(5));
        RepeatedChanges.Until(Some.Now, [(first, null)]).ShouldBe(Some.Now.AddMinutes(4));
        RepeatedChanges.Until(Some.Now, [(first, Some.Now.AddMinutes(2))]).ShouldBe(Some.Now.AddMinutes(2));
        RepeatedChanges.Until(Some.Now, [(first, Some.Now.AddMinutes(2)), (second, null)]).ShouldBe(Some.Now.AddMinutes(1));
    }

    [Fact]
    public void An_end_takes_another_number_of_seats_back_and_never_a_move()
    {
        EndedRegistrations.KindsOvertaken(goesOn: false).ShouldContain(NotificationKind.Resized);
        EndedRegistrations.KindsOvertaken(goesOn: false).ShouldNotContain(NotificationKind.Moved);
        EndedRegistrations.KindsOvertaken(goesOn: true).ShouldNotContain(NotificationKind.Resized);
    }

    private static MovedContent Moved(ActivityId from, ActivityId to) => new(to, Booked(1), new MovedFrom(from, RegistrationId.New()));

    private static BookedSeats Booked(int seats) => new(RegistrationId.New(), IsConfirmed: true, seats, null, "ticket", "token", 1);
}
