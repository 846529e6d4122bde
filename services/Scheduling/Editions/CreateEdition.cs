using System.Security.Claims;
using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.ServiceDefaults.Store;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Scheduling.Editions;

/// <summary>An organiser begins to plan an edition.</summary>
public static class CreateEdition
{
    /// <summary>A new edition.</summary>
    /// <param name="Slug">
    /// Its name in addresses, for instance "lerum-2026", at most 60 characters: small letters and digits, with single hyphens between them. It
    /// cannot be "current" or "compare", no other edition has it, and it never changes.
    /// </param>
    /// <param name="StartsOn">First day, Europe/Stockholm.</param>
    /// <param name="EndsOn">Last day, Europe/Stockholm; not before <c>startsOn</c>.</param>
    /// <param name="CompletesByItself">Whether its activities are completed by themselves after their end; false unless told. It can be changed later.</param>
    /// <param name="Municipality">
    /// Whose festival it is, at most 60 characters: small letters and digits, with single hyphens between them. Left out, the municipality in
    /// which the asker is organiser; nothing is said where they are it in all.
    /// </param>
    /// <param name="Name">What it is called, at most 200 characters in each language.</param>
    public sealed record Request(
        string Slug, LocalizedText Name, DateOnly StartsOn, DateOnly EndsOn, bool? CompletesByItself = null, string? Municipality = null);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(request => request.Slug).Slug().IsNoOtherAddress();
            RuleFor(request => request.Name.Sv).Text(200);
            RuleFor(request => request.Name.En).OptionalText(200);
            RuleFor(request => request.StartsOn).GreaterThan(BeginningOfTime);
            RuleFor(request => request.EndsOn).GreaterThanOrEqualTo(request => request.StartsOn).LessThan(EndOfTime);
            RuleFor(request => request.Municipality).IsMunicipality();
        }
    }

    /// <summary>Days are reckoned with from here to there: the calendar of .NET begins and ends soon before and after.</summary>
    internal static DateOnly BeginningOfTime { get; } = new(1900, 1, 1);

    internal static DateOnly EndOfTime { get; } = new(9000, 1, 1);

    internal static IRuleBuilderOptions<T, string?> Slug<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Text(60).Matches(@"^[a-z0-9]+(-[a-z0-9]+)*\z");

    public static Decision Decide(Edition edition, EditionId id, Request request, DateTimeOffset now) =>
        edition.Exists
            ? Decision.Nothing
            : Decision.Of(new EditionCreated(
                id,
                request.Slug,
                request.Name,
                request.StartsOn,
                request.EndsOn,
                now,
                CompletesByItself: request.CompletesByItself is true,
                Municipality: request.Municipality));
}

/// <summary>What an edition cannot be called, because it would be behind another address.</summary>
internal static class OtherAddresses
{
    /// <summary>An address of Feedback's, <c>/editions/compare</c>.</summary>
    private const string Comparison = "compare";

    public static IRuleBuilderOptions<T, string?> IsNoOtherAddress<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Must(slug => slug is not (ReadCurrentEdition.Name or Comparison))
            .WithMessage((_, slug) => Languages.Choose($"{slug} är upptaget av en annan adress.", $"{slug} is taken by another address."));
}

/// <summary>The endpoint of <see cref="CreateEdition"/>.</summary>
public static class CreateEditionEndpoint
{
    public static void MapCreateEdition(this RouteGroupBuilder api) =>
        api.MapPost("/editions", HandleAsync)
            .Validates<CreateEdition.Request>()
            .Only(Roles.Organiser)
            .InAnyMunicipality()
            .WithTags("Editions")
            .WithName("createEdition")
            .WithSummary("Make an edition");

    /// <summary>
    /// Makes an edition as a draft: only organisers and planners see it until it is opened, or its programme is released for the first time. 409
    /// <c>slug-taken</c> where another edition has the slug; 403 where the asker is organiser in another municipality than the one that is
    /// named. For organisers.
    /// </summary>
    private static async Task<Results<Created<EditionView>, ProblemHttpResult>> HandleAsync(
        CreateEdition.Request request,
        ClaimsPrincipal asker,
        IQuerySession reads,
        ISessionFactory sessions,
        HttpResponse response,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var wanted = request with { Municipality = request.Municipality ?? asker.MunicipalityOf(Roles.Organiser) };
        if (asker.MunicipalityOf(Roles.Organiser) is { } own && own != wanted.Municipality)
        {
            return CommonProblems.Forbidden.ToAnswer();
        }

        if (await reads.Query<Edition>().AnyAsync(edition => edition.Slug == request.Slug, cancellationToken))
        {
            return EditionProblems.SlugTaken.ToAnswer();
        }

        var id = EditionId.New();
        var decided = await sessions.DecideAsync<Edition>(
            id.Value, ExpectedVersion.Any, edition => CreateEdition.Decide(edition, id, wanted, clock.GetUtcNow()), cancellationToken);
        response.SetVersion(decided.Version);
        return TypedResults.Created($"/api/v1/editions/{id}", EditionView.Of(decided.State));
    }
}
