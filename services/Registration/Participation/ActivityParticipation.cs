using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Domain.Topics;
using BusinessFocus.Registration.Seats;

namespace BusinessFocus.Registration.Participation;

/// <summary>What a confirmed registration did, as far as it is counted: nothing of who it is, beside the company.</summary>
/// <param name="Size">Its company's at the check-in; null where the lists did not say it then.</param>
public readonly record struct TakenPart(RegistrationId Registration, Company? Company, int Seats, int Came, bool IsWalkIn, bool IsMember, CompanySize? Size);

/// <summary>Who took part in an activity, from the same state that the door decides on.</summary>
public sealed record ActivityParticipation(Guid Id, ActivityTerms Terms, IReadOnlyList<string> Topics, IReadOnlyList<TakenPart> Parts)
{
    public static ActivityParticipation Of(ActivitySeats seats) => new(
        seats.Id,
        seats.Facts!,
        [.. (seats.Facts!.Topics ?? []).Select(TopicNames.Of).Distinct(StringComparer.Ordinal)],
        [.. seats.Allocations.Values
            .Where(each => each.Status == AllocationStatus.Confirmed)
            .Select(each => new TakenPart(
                each.Booking.Id, each.Booking.Company, each.Booking.Seats, each.Came, each.IsWalkIn, each.Booking.IsMember, each.CompanySize))]);

    /// <summary>Whether who has not come by now did not come.</summary>
    public bool HasEnded(DateTimeOffset now) => Terms.Phase == ActivityPhase.Completed || Terms.EndsAt <= now;
}
