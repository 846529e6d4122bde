using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Scheduling.Activities;
using BusinessFocus.Scheduling.Planning;
using BusinessFocus.Scheduling.Streams;
using BusinessFocus.Scheduling.Timetable;
using BusinessFocus.Scheduling.Venues;
using BusinessFocus.Scheduling.VisitRequests;
using BusinessFocus.ServiceDefaults.Store;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Scheduling.Visits;

/// <summary>A company answers a proposal by its link: accepts it, asks for another time, or declines the visit.</summary>
public static class AnswerVisit
{
    /// <summary>Why a company declines; the body may be left out.</summary>
    /// <param name="Reason">What the organisers are told, at most 1,000 characters.</param>
    public sealed record DeclineRequest(string? Reason = null);

    /// <summary>When it would suit the company, in place of what it wished before.</summary>
    /// <param name="Days">On which days it suits, Europe/Stockholm, days of the edition, at most 60; left out, on any.</param>
    /// <param name="Message">What the organisers are told, at most 2,000 characters.</param>
    /// <param name="PartOfDay">At what time of day it suits; any time, unless told.</param>
    public sealed record AnotherTimeRequest(IReadOnlyList<DateOnly>? Days = null, PartOfDay PartOfDay = PartOfDay.Any, string? Message = null);

    public sealed class DeclineValidator : AbstractValidator<DeclineRequest>
    {
        public DeclineValidator() => RuleFor(request => request.Reason).OptionalText(1000);
    }

    public sealed class AnotherTimeValidator : AbstractValidator<AnotherTimeRequest>
    {
        public AnotherTimeValidator()
        {
            RuleFor(request => request.Days).Must(days => days is not { Count: > 60 });
            RuleFor(request => request.Message).OptionalText(2000);
        }
    }

    /// <summary>Accepted is what was proposed: what clashed was accepted by an organiser before.</summary>
    /// <param name="activity">What it becomes, where the proposal has reserved none.</param>
    public static Decision Accept(VisitRequest visit, ActivityId activity, DateTimeOffset now) => visit.Status switch
    {
        VisitStatus.Accepted => Decision.Nothing,
        VisitStatus.Proposed => Decision.Of(new VisitAccepted(
            visit.ReservedActivityId ?? activity, visit.Facts() with { ActivityId = visit.ReservedActivityId ?? activity }, now)),
        VisitStatus.Asked or VisitStatus.AnotherTimeAsked => VisitProblems.NothingProposed,
        _ => VisitProblems.AlreadyDecided,
    };

    /// <summary>An accepted visit is a draft like any other, at a place of its own.</summary>
    public static IReadOnlyList<StreamEvent> Planned(VisitRequest visit, EditionPlan edition, VenueId venue, DateTimeOffset now)
    {
        var (company, activity) = (visit.Company!, visit.ActivityId!.Value);
        var name = NameOf(company, edition);
        return
        [
            new(venue.Value, new VenueAdded(
                venue, visit.EditionId, name, company.Address, null, company.Latitude, company.Longitude, Shared: true, now, VenueDetails.None)),
            new(activity.Value, new ActivityPlanned(activity, visit.EditionId, visit.PlanOf(visit.Proposal!, venue), null, now, Visit: new VisitRequestId(visit.Id))),
        ];
    }

    /// <summary>Also what it has accepted: plans change at companies too.</summary>
    public static Decision Decline(VisitRequest visit, string? reason, DateTimeOffset now) =>
        visit.Status == VisitStatus.Declined ? Decision.Nothing
        : visit.Status == VisitStatus.Withdrawn ? VisitProblems.AlreadyDecided
        : Decision.Of(new VisitDeclined(reason, visit.Facts(), now));

    public static Decision AskAnotherTime(VisitRequest visit, AnotherTimeRequest request, EditionPlan edition, DateTimeOffset now)
    {
        if (visit.Status != VisitStatus.Proposed)
        {
            return visit.IsOpen ? VisitProblems.NothingProposed : VisitProblems.AlreadyDecided;
        }

        var days = (request.Days ?? []).Distinct().Order().ToList();
        return AskForVisit.Outside(days, edition.Edition) is { } refusal
            ? refusal
            : Decision.Of(new AnotherVisitTimeAsked(visit.Wishes! with { Days = days, PartOfDay = request.PartOfDay }, request.Message, visit.Facts(), now));
    }

    /// <summary>Places have names of their own; a company that is visited twice, or is called like a place, gets a number.</summary>
    private static string NameOf(VisitingCompany company, EditionPlan edition)
    {
        var taken = edition.Venues.Values.Select(venue => venue.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return Enumerable.Range(1, int.MaxValue)
            .Select(i => i == 1 ? company.Name : $"{company.Name} ({i})")
            .First(name => !taken.Contains(name));
    }
}

/// <summary>The endpoints of <see cref="AnswerVisit"/>.</summary>
public static class AnswerVisitEndpoint
{
    public static void MapAnswerVisit(this RouteGroupBuilder api)
    {
        api.MapPost("/visit-requests/{id}/accept", AcceptAsync)
            .WithTags("Company visits")
            .WithName("acceptVisit")
            .WithSummary("Accept the proposed time of a visit");
        api.MapPost("/visit-requests/{id}/decline", DeclineAsync)
            .Validates<AnswerVisit.DeclineRequest>()
            .WithTags("Company visits")
            .WithName("declineVisit")
            .WithSummary("Decline a company visit");
        api.MapPost("/visit-requests/{id}/another-time", AnotherTimeAsync)
            .Validates<AnswerVisit.AnotherTimeRequest>()
            .WithTags("Company visits")
            .WithName("askAnotherVisitTime")
            .WithSummary("Ask for another time of a visit");
    }

    /// <summary>
    /// A company accepts the time that was proposed, by its link and without signing in: the visit becomes an activity, a draft until the next
    /// release. To accept again changes nothing. 409 <c>nothing-proposed</c>, or <c>visit-decided</c> where it was declined or withdrawn; 404
    /// where the token is wrong.
    /// </summary>
    /// <param name="token">From the link in the letters, or the answer to the request; also as the header X-Manage-Token.</param>
    private static async Task<Results<Ok<VisitRequestView>, ProblemHttpResult>> AcceptAsync(
        VisitRequestId id, string? token, ISessionFactory sessions, VisitKey key, HttpContext context, TimeProvider clock, CancellationToken cancellationToken)
    {
        var (activity, venue, now) = (ActivityId.New(), VenueId.New(), clock.GetUtcNow());
        return key.HasToken(id, context)
            ? await sessions.ChangeVisitAsync(
                id,
                ExpectedVersion.Any,
                (visit, _) => AnswerVisit.Accept(visit, activity, now),
                context.Response,
                cancellationToken,
                (session, visit, edition) =>
                {
                    foreach (var happened in AnswerVisit.Planned(visit, edition, venue, now))
                    {
                        session.Events.Append(happened.Stream, happened.Event);
                    }

                    return Task.FromResult<Refusal?>(null);
                })
            : CommonProblems.NotFound.ToAnswer();
    }

    /// <summary>
    /// A company says that it no longer wants the visit, by its link and without signing in, before a time is proposed, when one is, or after it
    /// accepted: then the activity is cancelled, the delegation is free again, and everybody registered is told. To decline again changes
    /// nothing. 409 <c>visit-decided</c> where it was withdrawn, <c>activity-completed</c> where it has taken place; 404 where the token is
    /// wrong.
    /// </summary>
    /// <param name="token">From the link in the letters, or the answer to the request; also as the header X-Manage-Token.</param>
    private static async Task<Results<Ok<VisitRequestView>, ProblemHttpResult>> DeclineAsync(
        VisitRequestId id, string? token, AnswerVisit.DeclineRequest? request, ISessionFactory sessions, VisitKey key, HttpContext context, TimeProvider clock, CancellationToken cancellationToken) =>
        key.HasToken(id, context)
            ? await sessions.ChangeVisitAsync(
                id,
                ExpectedVersion.Any,
                (visit, _) => AnswerVisit.Decline(visit, request?.Reason, clock.GetUtcNow()),
                context.Response,
                cancellationToken,
                async (session, visit, edition) => visit.ActivityId is { } activity
                    ? (await CancelAsync(session, activity, edition, clock.GetUtcNow(), cancellationToken)).Refusal
                    : null)
            : CommonProblems.NotFound.ToAnswer();

    /// <summary>Without the company's words: they are for the organisers, and everybody registered would read them.</summary>
    private static Task<DecisionResult<Activity>> CancelAsync(
        IDocumentSession session, ActivityId id, EditionPlan edition, DateTimeOffset now, CancellationToken cancellationToken) =>
        session.DecideAsync<Activity>(
            id.Value,
            ExpectedVersion.Any,
            activity => CancelActivity.Decide(activity, reason: null, edition.Edition.ReleaseVersion, now),
            cancellationToken);

    /// <summary>
    /// A company asks for another time than the one that was proposed, by its link and without signing in. Its wishes are these from then on,
    /// and organisers can propose another time. 409 <c>nothing-proposed</c>, or <c>visit-decided</c>; 404 where the token is wrong.
    /// </summary>
    /// <param name="token">From the link in the letters, or the answer to the request; also as the header X-Manage-Token.</param>
    private static async Task<Results<Ok<VisitRequestView>, ProblemHttpResult>> AnotherTimeAsync(
        VisitRequestId id, string? token, AnswerVisit.AnotherTimeRequest request, ISessionFactory sessions, VisitKey key, HttpContext context, TimeProvider clock, CancellationToken cancellationToken) =>
        key.HasToken(id, context)
            ? await sessions.ChangeVisitAsync(
                id, ExpectedVersion.Any, (visit, edition) => AnswerVisit.AskAnotherTime(visit, request, edition, clock.GetUtcNow()), context.Response, cancellationToken)
            : CommonProblems.NotFound.ToAnswer();
}
