using System.Text.Json;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.ServiceDefaults.Audit;
using BusinessFocus.ServiceDefaults.Tables;
using FluentValidation;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace BusinessFocus.Registration.Participation;

/// <summary>Which companies are wanted; what is left out does not matter.</summary>
/// <param name="Met">false for those that were not met in the editions that are looked at, true for the others; left out for both.</param>
/// <param name="Editions">How many of the last editions that have begun are looked at, 1 to 20; 3 unless told.</param>
/// <param name="Area">In this postal town only, however it is written; "unknown" for those whose the register does not say.</param>
/// <param name="CompanySize">sole, micro, small, medium or large; "unknown" for those whose the register does not say.</param>
/// <param name="Name">With this in their name, however it is written; at most 200 characters.</param>
/// <param name="Registered">true for those in the register only, false for the others; left out for both.</param>
public sealed record KnownCompanyFilter(
    [FromQuery(Name = "met")] bool? Met,
    [FromQuery(Name = "editions")] int? Editions,
    [FromQuery(Name = "area")] string? Area,
    [FromQuery(Name = "companySize")] string? CompanySize,
    [FromQuery(Name = "name")] string? Name,
    [FromQuery(Name = "registered")] bool? Registered)
{
    private const string Unknown = "unknown";

    internal int Last => Editions ?? CountMetCompanies.Editions;

    internal bool Wants(KnownCompanyView company) =>
        (Met is not { } met || company.WasMet == met)
        && (Registered is not { } registered || company.IsInRegister == registered)
        && (Area is null || string.Equals(company.Area ?? Unknown, Area.Trim(), StringComparison.OrdinalIgnoreCase))
        && (CompanySize is null || CompanySize == (company.Size is { } size ? NameOf(size) : Unknown))
        && (Name is null || company.Name?.Contains(Name.Trim(), StringComparison.OrdinalIgnoreCase) == true);

    internal static string NameOf(CompanySize size) => JsonNamingPolicy.CamelCase.ConvertName(size.ToString());

    internal static IReadOnlyList<string> Sizes { get; } = [.. Enum.GetValues<CompanySize>().Select(NameOf), Unknown];
}

public sealed class KnownCompanyFilterValidator : AbstractValidator<KnownCompanyFilter>
{
    public KnownCompanyFilterValidator()
    {
        RuleFor(filter => filter.Editions).InclusiveBetween(1, 20);
        RuleFor(filter => filter.Area).MaximumLength(200);
        RuleFor(filter => filter.Name).MaximumLength(200);
        RuleFor(filter => filter.CompanySize).Must(size => size is null || KnownCompanyFilter.Sizes.Contains(size))
            .WithMessage(_ => Languages.Choose(
                $"En av: {string.Join(", ", KnownCompanyFilter.Sizes)}.", $"One of: {string.Join(", ", KnownCompanyFilter.Sizes)}."))
            .OverridePropertyName("companySize");
    }
}

/// <summary><c>GET /municipalities/{municipality}/companies</c> and its figures.</summary>
public static class ListKnownCompaniesEndpoint
{
    /// <summary>How many companies of the register were met.</summary>
    /// <param name="Editions">The editions that were looked at, in their order.</param>
    /// <param name="Rows">All, each postal town, each size, and each size in each town.</param>
    public sealed record FiguresView(IReadOnlyList<EditionId> Editions, IReadOnlyList<MetFigures> Rows);

    public static void MapListKnownCompanies(this RouteGroupBuilder api)
    {
        api.MapGet("/municipalities/{municipality}/companies", ListAsync)
            .Validates<PageQuery>()
            .Validates<KnownCompanyFilter>()
            .Only(Roles.Organiser)
            .WithTags("Check-in")
            .Audited()
            .WithName("listKnownCompanies")
            .WithSummary("List a municipality's companies, met or never met")
            .AnswersAs("text/csv");
        api.MapGet("/municipalities/{municipality}/companies/figures", FiguresAsync)
            .Validates<KnownCompanyFilter>()
            .Only(Roles.Organiser)
            .WithTags("Check-in")
            .Audited()
            .WithName("metCompanies")
            .WithSummary("Read how many companies were met");
    }

    /// <summary>
    /// The companies in the municipality's register, and those that took part without being in it: with <c>met=false</c> those that nobody has met in
    /// the last editions. Met is whoever came, or was visited. In pages, in no order that means anything; with <c>Accept: text/csv</c> all at once.
    /// </summary>
    /// <param name="municipality">Whose companies, as editions have it: small letters, digits and hyphens.</param>
    private static async Task<Results<Ok<Page<KnownCompanyView>>, FileContentHttpResult>> ListAsync(
        string municipality,
        [AsParameters] PageQuery page,
        [AsParameters] KnownCompanyFilter filter,
        HttpRequest http,
        KnownCompanies known,
        CancellationToken cancellationToken)
    {
        var (all, _) = await known.ReadAsync(municipality, filter.Last, cancellationToken);
        var wanted = all.Where(filter.Wants).ToList();
        if (SpreadsheetFile.IsAskedFor(http))
        {
            return TypedResults.File(Csv(wanted), SpreadsheetFile.MediaType);
        }

        var found = wanted.Where(each => string.CompareOrdinal(each.Id, page.Key ?? "") > 0).Take(page.Size + 1).ToList();
        return TypedResults.Ok(page.Of(found, each => each.Id, wanted.Count));
    }

    /// <summary>
    /// How many companies of the register were met in the last editions, and how many never: all of those that are wanted, by postal town, by size,
    /// and by both.
    /// </summary>
    /// <param name="municipality">Whose companies, as editions have it: small letters, digits and hyphens.</param>
    private static async Task<Ok<FiguresView>> FiguresAsync(
        string municipality, [AsParameters] KnownCompanyFilter filter, KnownCompanies known, CancellationToken cancellationToken)
    {
        var (all, editions) = await known.ReadAsync(municipality, filter.Last, cancellationToken);
        return TypedResults.Ok(new FiguresView(editions, MetCompanies.FiguresOf([.. all.Where(filter.Wants)])));
    }

    private static byte[] Csv(IEnumerable<KnownCompanyView> companies) => SpreadsheetFile.Of(
        ["organisationNumber", "name", "street", "postalCode", "area", "employees", "size", "isInRegister", "wasMet", "lastMetIn"],
        companies,
        (csv, company) =>
        {
            csv.WriteField(company.OrganisationNumber);
            csv.WriteField(company.Name);
            csv.WriteField(company.Street);
            csv.WriteField(company.PostalCode);
            csv.WriteField(company.Area);
            csv.WriteField(company.Employees);
            csv.WriteField(company.Size is { } size ? KnownCompanyFilter.NameOf(size) : null);
            csv.WriteField(company.IsInRegister);
            csv.WriteField(company.WasMet);
            csv.WriteField(company.LastMetIn?.ToString());
        });
}
