using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Registration.People;
using BusinessFocus.Registration.Seats;
using BusinessFocus.ServiceDefaults.Audit;
using BusinessFocus.ServiceDefaults.Store;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Registration.Participation;

/// <summary>An organiser says which company a company visit is to: where the company did not ask for it, or asked under another name.</summary>
public static class SetVisitedCompany
{
    public static readonly Problem NoCompanyVisit = new(
        "no-company-visit", ProblemKind.Conflict, "Aktiviteten är inget företagsbesök", "The activity is not a company visit");

    /// <summary>Which company it is: by its name, its number, or both.</summary>
    /// <param name="Name">At most 200 characters.</param>
    /// <param name="OrganisationNumber">Ten digits, with or without a hyphen; a sole trader's is kept masked.</param>
    public sealed record Request(string? Name, string? OrganisationNumber)
    {
        internal Register.CompanyRequest Company => new(Name, OrganisationNumber);
    }

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(company => company.Name).OptionalText(200);
            RuleFor(company => company.OrganisationNumber)
                .Must(number => string.IsNullOrWhiteSpace(number) || OrganisationNumber.TryParse(number, out _))
                .WithMessage((_, number) => OrganisationNumber.WhyNot(number).In(Languages.Current));
            RuleFor(company => company.Name)
                .Must((company, name) => !string.IsNullOrWhiteSpace(name) || !string.IsNullOrWhiteSpace(company.OrganisationNumber))
                .WithMessage(_ => Languages.Choose("Företagets namn eller nummer.", "The company's name or number."));
        }
    }

    /// <returns>Why not; null where it can be said.</returns>
    public static Problem? RefusalOf(ActivityTerms? terms) =>
        terms is null ? SeatProblems.NoSuchActivity : terms.Kind != ActivityKind.CompanyVisit ? NoCompanyVisit : null;
}

/// <summary><c>PUT /activities/{id}/visited-company</c>.</summary>
public static class SetVisitedCompanyEndpoint
{
    public static void MapSetVisitedCompany(this RouteGroupBuilder api) =>
        api.MapPut("/activities/{id}/visited-company", HandleAsync)
            .Validates<SetVisitedCompany.Request>()
            .Only(Roles.Organiser)
            .WithTags("Check-in")
            .Audited()
            .WithName("setVisitedCompany")
            .WithSummary("Say which company a visit is to");

    /// <summary>
    /// Which company a company visit is to, in place of what was known: a company that asked for its visit is known by its name, and by its contact's
    /// address where a member list has it. When the visit has taken place, the company was met. 404 <c>no-such-activity</c>, 409
    /// <c>no-company-visit</c>.
    /// </summary>
    /// <param name="id">The visit's activity.</param>
    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        ActivityId id,
        SetVisitedCompany.Request company,
        ISessionFactory sessions,
        ActivitySeatsCache cache,
        BookingFactory bookings,
        CancellationToken cancellationToken)
    {
        await using var session = sessions.OpenSession();
        var (seats, _) = await cache.ReadAsync(session, id.Value, cancellationToken);
        if (SetVisitedCompany.RefusalOf(seats.Facts) is { } problem)
        {
            return problem.ToAnswer();
        }

        await session.HoldOneAsync($"visited company {id}", cancellationToken);
        session.Store(new VisitedCompany(id, seats.Facts!.EditionId, bookings.StatedBy(company.Company)!, Version: null));
        await session.SaveChangesAsync(cancellationToken);
        return TypedResults.NoContent();
    }
}
