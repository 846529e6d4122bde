using BusinessFocus.Domain.Decisions;
using BusinessFocus.Scheduling.Activities;

namespace BusinessFocus.Scheduling.Planning;

/// <summary>What moves along when an activity moves.</summary>
internal static class MovedPlan
{
    /// <summary>On another day at the same time on the clock, as long as before.</summary>
    public static Plan MovedByDays(this Plan plan, int days)
    {
        var clock = Stockholm.WallClock(plan.StartsAt);
        var startsAt = Stockholm.At(DateOnly.FromDateTime(clock).AddDays(days), TimeOnly.FromDateTime(clock));
        return plan.MovedTo(startsAt, startsAt + (plan.EndsAt - plan.StartsAt));
    }

    /// <summary>When registration closes keeps its distance to the start; when it opens, and how long members go first, are days of their own.</summary>
    public static Plan MovedTo(this Plan plan, DateTimeOffset startsAt, DateTimeOffset endsAt) => plan with
    {
        StartsAt = startsAt.ToUniversalTime(),
        EndsAt = endsAt.ToUniversalTime(),
        RegistrationClosesAt = plan.RegistrationClosesAt is { } closes ? (closes + (startsAt - plan.StartsAt)).ToUniversalTime() : null,
    };

    /// <summary>An activity that moves to an earlier time may close its registration before it opens.</summary>
    public static Flaw? FlawOfRegistration(this Plan plan) =>
        plan.RegistrationOpensAt is { } opens && plan.RegistrationClosesAt is { } closes && closes <= opens
            ? new Flaw("registrationOpensAt", "Anmälan skulle stänga innan den öppnar.", "Registration would close before it opens.")
            : null;
}
