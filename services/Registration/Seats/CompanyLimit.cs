using BusinessFocus.Domain.Decisions;

namespace BusinessFocus.Registration.Seats;

/// <summary>How many seats one company may have at an activity, where its rules say so.</summary>
public static class CompanyLimit
{
    private const string Left = "left";

    /// <summary>Why the company may not have so many seats more.</summary>
    public static Refusal? RefusalOf(ActivitySeats seats, Booking booking, int more)
    {
        if (seats.Facts?.Rules?.SeatsPerCompany is not { } limit || booking.Company?.Counted is not { } company)
        {
            return null;
        }

        var taken = seats.SeatsOfCompany.GetValueOrDefault(company);
        return taken + more > limit
            ? new Refusal(SeatProblems.CompanyLimit, new Dictionary<string, object?> { ["limit"] = limit, [Left] = Math.Max(0, limit - taken) })
            : null;
    }

    /// <summary>
    /// As who asks is told it. How many seats the company has left is for staff and programs only: who types an address of it could else
    /// count who of it comes.
    /// </summary>
    public static Refusal Told(Refusal refusal, bool isTrusted) => isTrusted || refusal.Problem != SeatProblems.CompanyLimit
        ? refusal
        : refusal with { Facts = refusal.Facts?.Where(fact => fact.Key != Left).ToDictionary() };
}
