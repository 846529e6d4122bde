using BusinessFocus.Contracts;
using BusinessFocus.Notifications.Bus;
using BusinessFocus.Notifications.Content;
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

    private static MovedContent Moved(ActivityId from, ActivityId to) => new(to, Booked(1), new MovedFrom(from, RegistrationId.New()));

    private static BookedSeats Booked(int seats) => new(RegistrationId.New(), IsConfirmed: true, seats, null, "ticket", "token", 1);
}
