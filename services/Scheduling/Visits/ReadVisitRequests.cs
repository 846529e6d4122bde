using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Scheduling.Editions;
using BusinessFocus.Scheduling.VisitRequests;
using BusinessFocus.ServiceDefaults.Actors;
using BusinessFocus.ServiceDefaults.Audit;
using BusinessFocus.ServiceDefaults.Store;
using FluentValidation;
using JasperFx.Events;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.OpenApi;

namespace BusinessFocus.Scheduling.Visits;

/// <summary>A company's request to be visited, and what became of it.</summary>
/// <param name="Proposal">The last time that was proposed, also where it was not accepted; once the visit is in the programme, as it is there. Left out before.</param>
/// <param name="ActivityId">The activity that it became; left out where it was never accepted.</param>
/// <param name="History">What happened to it, the oldest first; left out in lists, and in the answers to changes.</param>
/// <param name="Company">Which company asks, who asks for it, and where it is.</param>
/// <param name="Id">By what it is read and answered.</param>
/// <param name="Status">How far it has come.</param>
/// <param name="Wishes">What the company wishes.</param>
/// <param name="Wait">
/// How long the company waits for an organiser's answer, or waited for the last one; left out where that was not noted, for who reads by the
/// link, and in the answers to changes.
/// </param>
public sealed record VisitRequestView(
    VisitRequestId Id,
    VisitStatus Status,
    VisitRequestView.CompanyPart Company,
    VisitWishes Wishes,
    VisitRequestView.ProposalPart? Proposal,
    ActivityId? ActivityId,
    IReadOnlyList<VisitRequestView.Step>? History,
    VisitRequestView.WaitPart? Wait = null)
{
    /// <summary>How long a company waits, or waited, for an organiser to propose a time or to take the request back.</summary>
    /// <param name="Since">UTC: since when.</param>
    /// <param name="DueAt">UTC: until when it is to be answered, 17:00 in Europe/Stockholm on the next working day.</param>
    /// <param name="AnsweredAt">UTC: when that ended; left out while it waits.</param>
    /// <param name="Hours">Whole hours until it was answered, or until now.</param>
    /// <param name="IsLate">Whether the answer came, or comes, later than that.</param>
    public sealed record WaitPart(DateTimeOffset Since, DateTimeOffset DueAt, DateTimeOffset? AnsweredAt, int Hours, bool IsLate);

    /// <summary>The company, who asked for it, and where it is.</summary>
    /// <param name="Name">What the company is called.</param>
    /// <param name="ContactName">Who answers for the company; empty once the person is forgotten.</param>
    /// <param name="Email">Where proposals are sent; empty once the person is forgotten.</param>
    /// <param name="Phone">In international form (E.164); left out where there is none.</param>
    /// <param name="Street">Street and number.</param>
    /// <param name="Area">The postal town.</param>
    /// <param name="Latitude">Degrees north (WGS 84); left out where it was not said.</param>
    /// <param name="Longitude">Degrees east (WGS 84); left out where it was not said.</param>
    public sealed record CompanyPart(
        string Name, string ContactName, string Email, string? Phone, string Street, string Area, double? Latitude, double? Longitude);

    /// <summary>A time that was proposed, and who would come.</summary>
    /// <param name="StartsAt">UTC.</param>
    /// <param name="EndsAt">UTC.</param>
    /// <param name="Hosts">Who comes, as they were shown to the company: the name, then the role.</param>
    /// <param name="Place">Where, in words of the company's language, where it is not at the company; left out where it is.</param>
    public sealed record ProposalPart(DateTimeOffset StartsAt, DateTimeOffset EndsAt, IReadOnlyList<string> Hosts, string? Place = null);

    /// <summary>One thing that happened to a request, and how it stood then.</summary>
    /// <param name="By">The id of the account or client that did it, which who reads by the link is not told: "organisers"; "company" for whoever came by the link, and where nobody did it.</param>
    /// <param name="Message">What was said with it; left out where nothing was, or who asked is forgotten.</param>
    /// <param name="Actor">Who did it; left out where that was not stored yet. Who reads by the link is told of staff only that they are the organisers.</param>
    /// <param name="At">UTC: when.</param>
    /// <param name="Status">How the request stood after it.</param>
    public sealed record Step(DateTimeOffset At, string By, VisitStatus Status, string? Message, Actor? Actor = null);

    /// <param name="now">For organisers, who see how long it waits; null for others.</param>
    public static VisitRequestView Of(VisitRequest request, IReadOnlyList<Step>? history = null, DateTimeOffset? now = null)
    {
        var company = request.Company!;
        return new VisitRequestView(
            new VisitRequestId(request.Id),
            request.Status,
            new CompanyPart(
                company.Name, company.ContactName, company.Email, company.Phone, company.Street, company.Area, company.Latitude, company.Longitude),
            request.Wishes!,
            request.Proposal is { } proposal ? new ProposalPart(proposal.StartsAt, proposal.EndsAt, proposal.HostNames, request.Place) : null,
            request.ActivityId,
            history,
            now is { } at && request.Wait is { } wait ? new WaitPart(wait.Since, wait.DueAt, wait.AnsweredAt, wait.Hours(at), wait.IsLate(at)) : null);
    }
}

/// <summary>A company follows its request by its link; an organiser sees all of them.</summary>
public static class ReadVisitRequests
{
    /// <summary>Whoever comes by the link, in the history.</summary>
    private const string ByLink = "company";

    /// <summary>In place of staff, for who reads by the link.</summary>
    private const string ByStaff = "organisers";

    /// <param name="State">asked, proposed, anotherTimeAsked, accepted, declined or withdrawn; left out for all.</param>
    /// <param name="Late">True for those only whose answer by an organiser is late now; left out for all.</param>
    public sealed record Filter([FromQuery(Name = "state")] string? State, [FromQuery(Name = "late")] bool? Late);

    public sealed class FilterValidator : AbstractValidator<Filter>
    {
        public FilterValidator() => RuleFor(filter => filter.State).OneOf(EnumNames<VisitStatus>.All);
    }

    public static void MapReadVisitRequests(this RouteGroupBuilder api)
    {
        api.MapGet("/editions/{id}/visit-requests", ListAsync)
            .Validates<PageQuery>()
            .Validates<Filter>()
            .Only(Roles.Organiser)
            .WithTags("Company visits")
            .Audited()
            .WithName("listVisitRequests")
            .WithSummary("List requests for company visits")
            .AddOpenApiOperationTransformer((operation, context, _) =>
            {
                var state = (OpenApiParameter)operation.Parameters!.Single(parameter => parameter.Name == "state");
                state.Schema = new OpenApiSchemaReference(nameof(VisitStatus), context.Document);
                return Task.CompletedTask;
            });
        api.MapGet("/visit-requests/{id}", ReadAsync)
            .WithTags("Company visits")
            .Audited()
            .WithName("readVisitRequest")
            .WithSummary("Read a request for a company visit");
    }

    /// <summary>
    /// Lists the requests for visits in an edition, in the order in which they came, without their history: each with how long it waits for an
    /// organiser's answer, or waited for the last one. For organisers.
    /// </summary>
    private static async Task<Results<Ok<Page<VisitRequestView>>, ProblemHttpResult>> ListAsync(
        EditionId id, [AsParameters] PageQuery page, [AsParameters] Filter filter, IQuerySession reads, TimeProvider clock, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (await reads.LoadAsync<Edition>(id.Value, cancellationToken) is null)
        {
            return CommonProblems.NotFound.ToAnswer();
        }

        var wanted = reads.Query<VisitRequest>().Where(request => request.EditionId == id);
        if (filter.State is { } name)
        {
            var status = EnumNames<VisitStatus>.All[name];
            wanted = wanted.Where(request => request.Status == status);
        }

        if (filter.Late is true)
        {
            wanted = wanted.Where(request => request.AnswerDueAt < now);
        }

        var found = await wanted.PageAsync(page, cancellationToken);
        var total = await wanted.CountAsync(cancellationToken);
        return TypedResults.Ok(page.Of(found.Select(request => VisitRequestView.Of(request, now: now)).ToList(), request => request.Id.ToString(), total));
    }

    /// <summary>
    /// Reads a request with its history. A company reads its own by the token, without signing in, and organisers read any; for all others it is
    /// 404.
    /// </summary>
    /// <param name="token">From the link in the letters, or the answer to the request; also as the header X-Manage-Token. Left out by organisers.</param>
    private static async Task<Results<Ok<VisitRequestView>, ProblemHttpResult>> ReadAsync(
        VisitRequestId id, string? token, IQuerySession reads, VisitKey key, HttpContext context, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (!key.Opens(id, context) || await reads.LoadAsync<VisitRequest>(id.Value, cancellationToken) is not { } request)
        {
            return CommonProblems.NotFound.ToAnswer();
        }

        var events = await reads.Events.FetchStreamAsync(id.Value, token: cancellationToken);
        context.Response.SetVersion(request.StreamVersion);
        var isOrganiser = context.User.IsInRole(Roles.Organiser);
        IReadOnlyList<VisitRequestView.Step> history = isOrganiser
            ? HistoryOf(events, await reads.ActorNamesAsync(events.Select(@event => @event.UserName), cancellationToken))
            : [.. HistoryOf(events, ActorNames.WithoutStaff).Select(step => step with { By = step.By == ByLink ? ByLink : ByStaff })];
        return TypedResults.Ok(VisitRequestView.Of(request, history, isOrganiser ? clock.GetUtcNow() : null));
    }

    /// <param name="actors">Null where nobody is to be named.</param>
    internal static IReadOnlyList<VisitRequestView.Step> HistoryOf(IEnumerable<IEvent> events, ActorNames? actors = null)
    {
        var history = new List<VisitRequestView.Step>();
        var state = VisitRequest.Initial;
        foreach (var stored in events)
        {
            state = state.After(stored.Data);
            history.Add(new VisitRequestView.Step(
                stored.Timestamp, StoredActors.SubjectIn(stored.UserName) ?? ByLink, state.Status, MessageIn(stored.Data), actors?.Of(stored.UserName)));
        }

        return history;
    }

    private static string? MessageIn(object @event) => @event switch
    {
        VisitAsked asked => asked.Wishes.Message,
        VisitTimeProposed proposed => proposed.Message,
        AnotherVisitTimeAsked asked => asked.Message,
        VisitDeclined declined => declined.Reason,
        VisitWithdrawn withdrawn => withdrawn.Reason,
        _ => null,
    };
}
