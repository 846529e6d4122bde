using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Domain.People;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Http.Bodies;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Scheduling.Editions;
using BusinessFocus.ServiceDefaults.Audit;
using BusinessFocus.ServiceDefaults.Store;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Scheduling.Visits;

/// <summary>An organiser says who hears, beside the organisers, that a company of a postal town asks for a visit.</summary>
public static class ChooseVisitAreas
{
    /// <summary>All of an edition's: in a change, in place of what was said before.</summary>
    /// <param name="Areas">A postal town each, at most 100; none where only the organisers hear of requests.</param>
    public sealed record Request(IReadOnlyList<VisitArea> Areas);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(request => request.Areas).Must(areas => areas.Count <= 100);
            RuleForEach(request => request.Areas).ChildRules(each =>
            {
                each.RuleFor(area => area.Area).Text(60);
                each.RuleFor(area => area.Email).IsEmailAddress();
            });
            RuleFor(request => request.Areas)
                .Must(areas => areas.DistinctBy(area => area.Area?.Trim(), StringComparer.OrdinalIgnoreCase).Count() == areas.Count)
                .WithMessage(_ => Languages.Choose("Varje postort en gång.", "Each postal town once."));
        }
    }

    public static Decision Decide(Edition edition, Request request, DateTimeOffset now)
    {
        if (!edition.Exists)
        {
            return CommonProblems.NotFound;
        }

        var areas = request.Areas
            .Select(area => new VisitArea(area.Area.Trim(), EmailAddress.TryNormalise(area.Email, out var email) ? email : area.Email))
            .ToList();
        return areas.SequenceEqual(edition.VisitAreas) ? Decision.Nothing : Decision.Of(new VisitAreasChosen(areas, now));
    }

    /// <summary>Who hears of a company there; null where nobody was said. Case does not count.</summary>
    public static VisitAreaContact? ContactFor(Edition edition, string area) =>
        edition.VisitAreas.FirstOrDefault(each => string.Equals(each.Area, area.Trim(), StringComparison.OrdinalIgnoreCase)) is { } found
            ? new VisitAreaContact(found.Email, edition.VisitAreasChosenAt)
            : null;
}

/// <summary>The endpoints of <see cref="ChooseVisitAreas"/>.</summary>
public static class ChooseVisitAreasEndpoint
{
    /// <summary>Who hears that a company of a postal town asks for a visit.</summary>
    /// <param name="Areas">A postal town each.</param>
    public sealed record Answer(IReadOnlyList<VisitArea> Areas);

    public static void MapChooseVisitAreas(this RouteGroupBuilder api)
    {
        api.MapPut("/editions/{id}/visit-areas", ChooseAsync)
            .Validates<ChooseVisitAreas.Request>()
            .TakesBack<Answer>()
            .Only(Roles.Organiser)
            .WithTags("Company visits")
            .Audited()
            .WithName("chooseVisitAreas")
            .WithSummary("Choose who hears of visit requests by area");
        api.MapGet("/editions/{id}/visit-areas", ReadAsync)
            .Only(Roles.Organiser)
            .WithTags("Company visits")
            .Audited()
            .WithName("readVisitAreas")
            .WithSummary("Read who hears of visit requests by area");
    }

    /// <summary>
    /// Says who hears, beside the organisers, that a company of a postal town asks for a visit: all of them, in place of what was said before. It holds for
    /// requests from then on. The letter says where and when, and not which company. What was read can be sent back; the same again changes nothing. For
    /// organisers.
    /// </summary>
    private static async Task<Results<Ok<Answer>, ProblemHttpResult>> ChooseAsync(
        EditionId id,
        ChooseVisitAreas.Request request,
        IfMatch ifMatch,
        ISessionFactory sessions,
        HttpResponse response,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var decided = await sessions.DecideAsync<Edition>(
            id.Value, ifMatch.Expected, edition => ChooseVisitAreas.Decide(edition, request, clock.GetUtcNow()), cancellationToken);
        return decided.ToAnswer(response, edition => new Answer(edition.VisitAreas));
    }

    /// <summary>Who hears, beside the organisers, that a company of a postal town asks for a visit. Its ETag is for the change of them. For organisers.</summary>
    private static async Task<Results<Ok<Answer>, ProblemHttpResult>> ReadAsync(
        EditionId id, IQuerySession reads, HttpResponse response, CancellationToken cancellationToken)
    {
        if (await reads.LoadAsync<Edition>(id.Value, cancellationToken) is not { } edition)
        {
            return CommonProblems.NotFound.ToAnswer();
        }

        response.SetVersion(edition.StreamVersion);
        return TypedResults.Ok(new Answer(edition.VisitAreas));
    }
}
