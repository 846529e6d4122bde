using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Registration.Seats;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Registration.CheckIns;

/// <summary>
/// Who stands at a door serves its activity: reads tickets, looks people up, lets walk-ins in; where they were given certain doors or days, there and
/// then only. An organiser does so at any, and may let somebody in all the same.
/// </summary>
public static class CheckInRights
{
    public static ProblemHttpResult? Missing(HttpContext context, ActivityId? activity, Register.OverrideRequest? @override) =>
        RegistrationAccess.IsOrganiser(context) ? null
        : @override is not null ? CommonProblems.Forbidden.ToAnswer()
        : activity is not { } door ? Problems.Invalid("activityId", "Vilken aktivitet dörren hör till.", "Which activity the door is at.")
        : context.User.HasClaim(claim => claim.Type == Roles.DoorClaim) && !context.User.HasClaim(Roles.DoorClaim, door.ToString())
            ? CommonProblems.Forbidden.ToAnswer()
            : null;

    /// <summary>The same for what is done at once, at a door that the call names.</summary>
    public static ProblemHttpResult? MissingAt(HttpContext context, ActivityId door, DateTimeOffset now, Register.OverrideRequest? @override = null) =>
        Missing(context, door, @override) ?? (HasDay(context, now) ? null : CommonProblems.Forbidden.ToAnswer());

    /// <param name="at">UTC: when the ticket was read.</param>
    public static bool HasDay(HttpContext context, DateTimeOffset at) => RegistrationAccess.IsOrganiser(context) || context.User.StandsThereAt(at);

    /// <summary>An organiser of one municipality reads the tickets of its activities: which ones those are, the tickets say.</summary>
    public static async Task<bool> HasActivityAsync(HttpContext context, ActivityId activity) =>
        !RegistrationAccess.IsOrganiser(context) || await context.HoldsForAsync("activities", activity.ToString(), Roles.Organiser);

    public static CheckInOverride? OverrideOf(HttpContext context, Register.OverrideRequest? @override) =>
        @override is { } given ? new CheckInOverride(given.Reason, context.User.Identity?.Name) : null;
}
