using BusinessFocus.Domain.Decisions;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Domain.Times;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Http.Bodies;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.ServiceDefaults.Store;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Feedback.Official;

/// <summary>An organiser types in what somebody else published of the municipality. The same again changes nothing, another value takes its place.</summary>
public static class SetOfficialFigure
{
    /// <summary>A published figure, with where it stands.</summary>
    /// <param name="Value">On the measure's scale; rounded to two decimals.</param>
    /// <param name="Source">Where it stands: a web address, or what it was read in; at most 500 characters on one line.</param>
    /// <param name="Scale">Needed for a measure that is not known here; else left out, or the measure's own.</param>
    /// <param name="PublishedOn">ISO 8601 date, today at the latest; left out where nobody knows it.</param>
    public sealed record Request(double Value, string Source, OfficialScale? Scale = null, DateOnly? PublishedOn = null);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(request => request.Value).InclusiveBetween(-OfficialRules.Greatest, OfficialRules.Greatest);
            RuleFor(request => request.Source).Text(OfficialRules.LongestSource);
            RuleFor(request => request.Scale!.Least).InclusiveBetween(-OfficialRules.Greatest, OfficialRules.Greatest).When(request => request.Scale is not null);
            RuleFor(request => request.Scale!.Most).InclusiveBetween(-OfficialRules.Greatest, OfficialRules.Greatest).When(request => request.Scale is not null);
        }
    }

    /// <summary>The figure that somebody says, on the scale that is known or said.</summary>
    public static OfficialFigure FigureOf(string publisher, string measure, string area, int year, Request said)
    {
        var known = KnownMeasures.Find(publisher, measure);
        return new OfficialFigure(
            publisher,
            measure,
            area,
            year,
            OfficialRules.Rounded(said.Value),
            said.Scale?.Least ?? known?.Least ?? 0,
            said.Scale?.Most ?? known?.Most ?? 0,
            VisibleText.Of(said.Source).Trim(),
            said.PublishedOn);
    }

    public static Decision Decide(OfficialFigures known, string municipality, OfficialFigure figure, string? by, DateTimeOffset now)
    {
        if (OfficialRules.FlawIn(figure, Stockholm.DayOf(now)) is { } flaw)
        {
            return Flaw.Refuse([flaw]);
        }

        var before = known.Figures.GetValueOrDefault(figure.Key);
        return before == figure ? Decision.Nothing
            : before is not null && figure.IsOlderThan(before) ? OfficialProblems.NewerKnown.With("publishedOn", before.PublishedOn)
            : before is null && known.Figures.Count >= OfficialFigures.Most ? OfficialProblems.TooMany
            : Decision.Of(new OfficialFigureWasSet(municipality, figure, by, now));
    }
}

/// <summary>
/// Sets what somebody else published of a municipality, with where it stands: the ranking (1 to 290) or summary judgement (1 to 6) of
/// Svenskt Näringsliv, SKR's Insikt (nki by authority area, nui of procurement, 0 to 100), or any other measure with its scale. Reports
/// show it beside the editions' own measures and never reckon with it. The same again changes nothing; 409 where one is known that was
/// published later. For organisers.
/// </summary>
public static class SetOfficialFigureEndpoint
{
    public static void MapSetOfficialFigure(this RouteGroupBuilder api) =>
        api.MapPut("/municipalities/{municipality}/official-figures/{publisher}/{measure}/{area}/{year}", HandleAsync)
            .Validates<SetOfficialFigure.Request>()
            .TakesBack<OfficialFigureView>()
            .Only(Roles.Organiser)
            .WithTags("Reports")
            .WithName("setOfficialFigure")
            .WithSummary("Set an official figure")
            .RefusesWith(StatusCodes.Status409Conflict);

    /// <param name="municipality">Whom it is about, as editions have it: small letters, digits and hyphens.</param>
    /// <param name="publisher">svenskt-naringsliv, skr, or another one's key of at most 40 letters, digits and hyphens; case and accents do not count.</param>
    /// <param name="measure">ranking or judgement of svenskt-naringsliv, nki or nui of skr, or another one's key of at most 40 characters.</param>
    /// <param name="area">An authority area of Insikt such as bygglov or livsmedelskontroll, or total.</param>
    /// <param name="year">The year that the publisher gives it, 1990 to next year.</param>
    private static async Task<Results<Ok<OfficialFigureView>, ProblemHttpResult>> HandleAsync(
        string municipality,
        string publisher,
        string measure,
        string area,
        int year,
        IfMatch ifMatch,
        SetOfficialFigure.Request request,
        HttpContext context,
        ISessionFactory sessions,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        if (!MunicipalityNames.Is(municipality))
        {
            return MunicipalityNames.NotOne();
        }

        var figure = SetOfficialFigure.FigureOf(
            KnownMeasures.KeyOf(publisher), KnownMeasures.KeyOf(measure), KnownMeasures.KeyOf(area), year, request);
        var by = context.User.FindFirst("sub")?.Value;
        var decided = await sessions.DecideAsync<OfficialFigures>(
            OfficialFigures.StreamOf(municipality),
            ifMatch.Expected,
            known => SetOfficialFigure.Decide(known, municipality, figure, by, clock.GetUtcNow()),
            cancellationToken);
        context.Response.SetVersion(decided.Version);
        return decided.Refusal is { } refusal ? refusal.ToAnswer() : TypedResults.Ok(OfficialFigureView.Of(decided.State.Figures[figure.Key]));
    }
}
