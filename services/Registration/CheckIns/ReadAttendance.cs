using BusinessFocus.Contracts;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Registration.Seats;
using BusinessFocus.ServiceDefaults.Audit;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Registration.CheckIns;

/// <summary>Who came to an activity, and who had seats and did not. All in seats, walk-ins among those who came.</summary>
/// <param name="Confirmed">Seats that were given, to walk-ins too.</param>
/// <param name="Came">Of those, how many came.</param>
/// <param name="WalkIns">Of those who came, how many had not registered.</param>
/// <param name="NoShows">Seats whose owners have not come; until the door closes they still may.</param>
/// <param name="Absent">The registrations of which nobody came.</param>
public sealed record AttendanceView(ActivityId ActivityId, int Confirmed, int Came, int WalkIns, int NoShows, IReadOnlyList<AbsentView> Absent)
{
    public static AttendanceView Of(ActivitySeats seats)
    {
        var confirmed = seats.Allocations.Values.Where(each => each.Status == AllocationStatus.Confirmed).OrderBy(each => each.Arrival).ToList();
        var came = confirmed.Sum(each => each.Came);
        return new AttendanceView(
            seats.ActivityId,
            seats.Tally.Confirmed,
            came,
            confirmed.Where(each => each.IsWalkIn).Sum(each => each.Came),
            seats.Tally.Confirmed - came,
            confirmed.Where(each => each.CheckedInAt is null)
                .Select(each => new AbsentView(each.Booking.Id, each.Booking.Person.Name, each.Booking.Company?.Name, each.Booking.Seats))
                .ToList());
    }
}

/// <summary>A registration that had seats, and of which nobody came.</summary>
/// <param name="RegistrationId">Whose seats were empty.</param>
/// <param name="Name">Who registered.</param>
/// <param name="Company">The name of the company that they named; left out where there is none.</param>
/// <param name="Seats">How many it had.</param>
public sealed record AbsentView(RegistrationId RegistrationId, string Name, string? Company, int Seats);

/// <summary><c>GET /activities/{id}/attendance</c>: for organisers, with the names of those who did not come. 404 <c>no-such-activity</c>.</summary>
public static class ReadAttendanceEndpoint
{
    public static void MapReadAttendance(this RouteGroupBuilder api) =>
        api.MapGet("/activities/{id}/attendance", HandleAsync)
            .Only(Roles.Organiser)
            .WithTags("Check-in")
            .Audited()
            .WithName("attendance")
            .WithSummary("Read who came");

    private static async Task<Results<Ok<AttendanceView>, ProblemHttpResult>> HandleAsync(
        ActivityId id, ActivitySeatsCache cache, IQuerySession reads, HttpResponse response, CancellationToken cancellationToken)
    {
        var (seats, version) = await cache.ReadAsync(reads, id.Value, cancellationToken);
        if (seats.Facts is null)
        {
            return SeatProblems.NoSuchActivity.ToAnswer();
        }

        response.SetVersion(version);
        return TypedResults.Ok(AttendanceView.Of(seats));
    }
}
