using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Scheduling.Editions;
using BusinessFocus.Scheduling.Hosts;
using BusinessFocus.Scheduling.Timetable;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace BusinessFocus.Scheduling.Absences;

/// <summary>The endpoint of <see cref="ReportAbsence"/>.</summary>
public static class ReportAbsenceEndpoint
{
    public static void MapReportAbsence(this RouteGroupBuilder api) =>
        api.MapPost("/hosts/{id}/absences", HandleAsync)
            .Validates<ReportAbsence.Request>()
            .Only(Roles.Organiser, Roles.Planner)
            .WithTags("Venues and hosts")
            .WithName("reportAbsence")
            .WithSummary("Say that a host cannot come");

    /// <summary>
    /// A host cannot come for a time. In one act they are unavailable then, and their slots in it that are not over are cancelled, public ones at
    /// once: whoever booked one gets one letter with up to two slots of colleagues with the same topic, the nearest in time, which are kept for a
    /// day. A slot that nobody had booked leaves the programme. <c>leftOver</c> lists booked slots for which nobody has a slot left. What is
    /// planned with others too stays. A repeat changes nothing. 409 <c>edition-closed</c>. For organisers and planners.
    /// </summary>
    /// <param name="preview">True shows which slots and bookings are touched, and what would be offered, and stores nothing.</param>
    private static async Task<Results<Ok<ReportAbsence.Answer>, ProblemHttpResult>> HandleAsync(
        HostId id,
        ReportAbsence.Request request,
        [FromQuery] bool? preview,
        ISessionFactory sessions,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        await using var session = sessions.OpenSession();
        if (await session.LoadAsync<Host>(id.Value, cancellationToken) is not { } known
            || await session.LockEditionAsync(known.EditionId, cancellationToken) is not { Aggregate: { } edition })
        {
            return CommonProblems.NotFound.ToAnswer();
        }

        if (edition.Status == EditionStatus.Closed)
        {
            return EditionProblems.Closed.ToAnswer();
        }

        var (plan, activities) = await session.LoadWholeAsync(edition, cancellationToken);
        var outcome = ReportAbsence.Decide(plan.Hosts[id], request, plan, activities, clock.GetUtcNow());
        if (preview is true)
        {
            return TypedResults.Ok(outcome.Answer with { Preview = true });
        }

        foreach (var happened in outcome.Events)
        {
            session.Events.Append(happened.Stream, happened.Event);
        }

        await session.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(outcome.Answer);
    }
}
