using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Scheduling.Activities;
using BusinessFocus.Scheduling.Editions;
using BusinessFocus.Scheduling.Hours;
using BusinessFocus.Scheduling.Planning;
using BusinessFocus.Scheduling.Timetable;
using BusinessFocus.Scheduling.VisitRequests;
using BusinessFocus.ServiceDefaults.Audit;
using BusinessFocus.ServiceDefaults.Store;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Scheduling.Visits;

/// <summary>
/// An organiser proposes a time and a delegation to a company that asked for a visit. Until the company has answered, the
/// delegation is taken for that time.
/// </summary>
public static class ProposeVisit
{
    /// <summary>A time for the visit, and who comes.</summary>
    /// <param name="StartsAt">ISO 8601 with offset; on one of the edition's days, Europe/Stockholm.</param>
    /// <param name="EndsAt">ISO 8601 with offset, after <c>startsAt</c>.</param>
    /// <param name="Capacity">Seats for others who come along, 0 to 100,000; 0 unless told, which takes no registrations.</param>
    /// <param name="Message">What the company is told, at most 2,000 characters.</param>
    /// <param name="Override">Proposes it although one of the hosts clashes, with the reason.</param>
    /// <param name="HostIds">Who comes, 1 to 50 hosts of the edition.</param>
    public sealed record Request(
        DateTimeOffset StartsAt,
        DateTimeOffset EndsAt,
        IReadOnlyList<HostId> HostIds,
        int Capacity = 0,
        string? Message = null,
        PlanActivity.OverrideRequest? Override = null);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(request => request.StartsAt).Moment();
            RuleFor(request => request.EndsAt).Moment().GreaterThan(request => request.StartsAt);
            RuleFor(request => request.HostIds).NotEmpty().Must(hosts => hosts is not { Count: > 50 });
            RuleFor(request => request.Capacity).InclusiveBetween(0, Plan.MostSeats);
            RuleFor(request => request.Message).OptionalText(2000);
            RuleFor(request => request.Override!.Reason).Text(500).When(request => request.Override is not null);
        }
    }

    /// <param name="edition">With the company's place among its venues.</param>
    /// <param name="activity">What it becomes once it is accepted, where it is the first proposal.</param>
    public static Decision Decide(VisitRequest visit, Request request, EditionPlan edition, ActivityId activity, DateTimeOffset now)
    {
        if (!visit.IsOpen)
        {
            return VisitProblems.AlreadyDecided;
        }

        var proposal = new VisitProposal(
            request.StartsAt.ToUniversalTime(),
            request.EndsAt.ToUniversalTime(),
            request.HostIds.Distinct().ToList(),
            request.HostIds.Distinct().Where(edition.Hosts.ContainsKey).Select(host => edition.Hosts[host].Shown).ToList(),
            request.Capacity);
        var id = new ActivityId(visit.Id);
        var planned = PlanActivity.Decide(id, visit.PlanOf(proposal, new VenueId(visit.Id)), request.Override?.Reason, edition, now);
        return planned.Refusal is { } refusal
            ? refusal
            : Decision.Of(new VisitTimeProposed(
                proposal,
                request.Message,
                planned.Events.OfType<ActivityPlanned>().Single().Override,
                visit.Facts(proposal) with { ActivityId = visit.ReservedActivityId ?? activity },
                now,
                visit.ReservedActivityId ?? activity));
    }

    public static Decision Withdraw(VisitRequest visit, string reason, DateTimeOffset now) =>
        visit.Status == VisitStatus.Withdrawn ? Decision.Nothing
        : !visit.IsOpen ? VisitProblems.AlreadyDecided
        : Decision.Of(new VisitWithdrawn(reason, visit.Facts(), now));
}

/// <summary>The endpoints of <see cref="ProposeVisit"/>.</summary>
public static class ProposeVisitEndpoint
{
    /// <summary>Why the visit is taken back.</summary>
    /// <param name="Reason">What the company is told, at most 1,000 characters.</param>
    public sealed record WithdrawRequest(string Reason);

    public sealed class WithdrawValidator : AbstractValidator<WithdrawRequest>
    {
        public WithdrawValidator() => RuleFor(request => request.Reason).Text(1000);
    }

    public static void MapProposeVisit(this RouteGroupBuilder api)
    {
        api.MapPost("/visit-requests/{id}/propose", ProposeAsync)
            .Validates<ProposeVisit.Request>()
            .Only(Roles.Organiser)
            .WithTags("Company visits")
            .Audited()
            .WithName("proposeVisit")
            .WithSummary("Propose a time for a company visit");
        api.MapPost("/visit-requests/{id}/withdraw", WithdrawAsync)
            .Validates<WithdrawRequest>()
            .Only(Roles.Organiser)
            .WithTags("Company visits")
            .Audited()
            .WithName("withdrawVisit")
            .WithSummary("Withdraw a company visit");
    }

    /// <summary>
    /// Proposes a time and a delegation to a company that asked for a visit, in place of any proposal before: the company is mailed, with a link
    /// to answer by and an entry for its calendar. Until it has, the delegation counts as taken for that time. 409 <c>clash</c>, with the list <c>clashes</c>, where one of
    /// them cannot and <c>override</c> gives no reason; 409 <c>visit-decided</c> or <c>edition-closed</c>. For organisers.
    /// </summary>
    private static Task<Results<Ok<VisitRequestView>, ProblemHttpResult>> ProposeAsync(
        VisitRequestId id, ProposeVisit.Request request, IfMatch ifMatch, ISessionFactory sessions, HttpResponse response, TimeProvider clock, CancellationToken cancellationToken) =>
        sessions.ChangeVisitAsync(
            id,
            ifMatch.Expected,
            (visit, edition) => ProposeVisit.Decide(visit, request, edition.With(visit.AsVenue()), ActivityId.New(), clock.GetUtcNow()),
            response,
            cancellationToken);

    /// <summary>
    /// Takes back a request that is not decided, with the proposal if there is one: the company is mailed the reason. To withdraw again changes
    /// nothing. 409 <c>visit-decided</c> where it was accepted or declined; an accepted visit is cancelled as the activity that it became. For
    /// organisers.
    /// </summary>
    private static Task<Results<Ok<VisitRequestView>, ProblemHttpResult>> WithdrawAsync(
        VisitRequestId id, WithdrawRequest request, IfMatch ifMatch, ISessionFactory sessions, HttpResponse response, TimeProvider clock, CancellationToken cancellationToken) =>
        sessions.ChangeVisitAsync(id, ifMatch.Expected, (visit, _) => ProposeVisit.Withdraw(visit, request.Reason, clock.GetUtcNow()), response, cancellationToken);

    /// <summary>What a change of one request comes to, whoever makes it: decided under the edition's lock, committed and shown.</summary>
    /// <param name="alongside">What happens to other streams in the same commit, where something happened; what it refuses is refused whole.</param>
    internal static async Task<Results<Ok<VisitRequestView>, ProblemHttpResult>> ChangeVisitAsync(
        this ISessionFactory sessions,
        VisitRequestId id,
        ExpectedVersion expected,
        Func<VisitRequest, EditionPlan, Decision> decide,
        HttpResponse response,
        CancellationToken cancellationToken,
        Func<IDocumentSession, VisitRequest, EditionPlan, Task<Refusal?>>? alongside = null)
    {
        await using var session = sessions.OpenSession();
        if (await session.LoadAsync<VisitRequest>(id.Value, cancellationToken) is not { } known
            || await session.LockEditionAsync(known.EditionId, cancellationToken) is not { Aggregate: { } edition })
        {
            return CommonProblems.NotFound.ToAnswer();
        }

        var (plan, _) = await session.LoadWholeAsync(edition, cancellationToken);
        var decided = await session.DecideAsync<VisitRequest>(id.Value, expected, visit => decide(visit, plan), cancellationToken);
        if (decided.Refusal is { } refusal)
        {
            return refusal.ToAnswer();
        }

        if (alongside is not null && decided.Events.Count > 0 && await alongside(session, decided.State, plan) is { } hindrance)
        {
            return hindrance.ToAnswer();
        }

        await session.SaveChangesAsync(cancellationToken);
        response.SetVersion(decided.Version);
        return TypedResults.Ok(VisitRequestView.Of(decided.State));
    }
}
