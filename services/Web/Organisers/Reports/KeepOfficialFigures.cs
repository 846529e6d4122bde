using BusinessFocus.Client;
using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Web.Site;
using BusinessFocus.Web.Site.SignIn;
using BusinessFocus.Web.Site.Staff;
using Microsoft.AspNetCore.Mvc;

namespace BusinessFocus.Web.Organisers.Reports;

/// <summary>
/// <c>/styr/rapport/andras</c>: what others published of the municipality, which the report shows beside its own figures: typed in, sent as a file,
/// taken away.
/// </summary>
public static class KeepOfficialFigures
{
    public const string Path = $"{ShowReport.Path}/andras";

    public static void MapKeepOfficialFigures(this IEndpointRouteBuilder routes)
    {
        routes.MapPage(Path, ([FromQuery(Name = "klart")] string? done, [FromQuery(Name = "antal")] int? count, HttpContext context, Festival calls, ChosenEdition chosen, IConfiguration configuration, CancellationToken cancellationToken) =>
            ShowAsync(TypedForm.Empty, [], done is null ? null : (done, count ?? 0), context, calls, chosen, configuration, cancellationToken)).In(Area.Organisers);
        routes.MapForm(Path, SetAsync).In(Area.Organisers);
        routes.MapForm($"{Path}/fil", ImportAsync).In(Area.Organisers);
        routes.MapForm($"{Path}/ta-bort", RemoveAsync).In(Area.Organisers);
    }

    private static async Task<IResult> SetAsync(
        HttpContext context, Festival calls, ChosenEdition chosen, IConfiguration configuration, TimeProvider clock, CancellationToken cancellationToken)
    {
        var form = await context.FormAsync();
        if (OfficialForm.FaultsIn(form, clock.GetUtcNow()) is { Count: > 0 } faults || PublishedMeasure.Find(form[OfficialForm.Measure]) is not { } measure)
        {
            return await ShowAsync(new TypedForm(form, OfficialForm.FaultsIn(form, clock.GetUtcNow())), [], null, context, calls, chosen, configuration, cancellationToken);
        }

        return await DoAsync(
            form, "satt", context, calls, chosen, configuration,
            async municipality =>
            {
                await calls.V1.Municipalities[municipality].OfficialFigures[measure.Publisher][measure.Measure][measure.Area][int.Parse(form[OfficialForm.Year]!, System.Globalization.CultureInfo.InvariantCulture)]
                    .PutAsync(OfficialForm.RequestOf(form), cancellationToken: cancellationToken);
                return 1;
            },
            cancellationToken);
    }

    private static async Task<IResult> ImportAsync(
        HttpContext context, Festival calls, ChosenEdition chosen, IConfiguration configuration, CancellationToken cancellationToken)
    {
        var form = await context.FormAsync();
        if (OfficialForm.FaultOf(form.Files.GetFile(OfficialForm.File)) is { } fault)
        {
            return await ShowAsync(TypedForm.Empty.With(OfficialForm.File, fault), [], null, context, calls, chosen, configuration, cancellationToken);
        }

        var file = form.Files.GetFile(OfficialForm.File)!;
        await using var content = file.OpenReadStream();
        return await DoAsync(
            form, "inlasta", context, calls, chosen, configuration,
            async municipality =>
                (await calls.V1.Municipalities[municipality].OfficialFigures.PostAsync(content, OfficialForm.TypeOf(file), cancellationToken: cancellationToken))?.Changed ?? 0,
            cancellationToken);
    }

    private static async Task<IResult> RemoveAsync(
        HttpContext context, Festival calls, ChosenEdition chosen, IConfiguration configuration, CancellationToken cancellationToken)
    {
        var form = await context.FormAsync();
        if (form[OfficialForm.Measure].ToString().Split('|') is not [var publisher, var measure, var area] || !int.TryParse(form[OfficialForm.Year], out var year))
        {
            return context.Missing();
        }

        return await DoAsync(
            form, "borttagen", context, calls, chosen, configuration,
            async municipality =>
            {
                await calls.V1.Municipalities[municipality].OfficialFigures[publisher][measure][area][year].DeleteAsync(cancellationToken: cancellationToken);
                return 1;
            },
            cancellationToken);
    }

    private static async Task<IResult> DoAsync(
        IFormCollection form, string done, HttpContext context, Festival calls, ChosenEdition chosen, IConfiguration configuration, Func<string, Task<int>> act, CancellationToken cancellationToken)
    {
        try
        {
            var edition = await chosen.ReadAsync(context, cancellationToken);
            if (MunicipalityOf(edition, configuration) is not { Length: > 0 } municipality)
            {
                return context.Missing();
            }

            var count = await act(municipality);
            return context.GoTo(ChosenEdition.Link($"{Path}?klart={done}&antal={count}", edition?.Slug));
        }
        catch (ProblemException problem) when ((int)problem.Status is 400 or 409 or 413 or 415 or 422)
        {
            FormKey.Forget(context);
            var refused = OfficialForm.RefusedIn(problem);
            var told = refused.Count > 0 ? TypedForm.Empty.With(OfficialForm.File, problem.Message)
                : form.Files.Count > 0 ? TypedForm.Empty.With(OfficialForm.File, problem.Errors.Values.FirstOrDefault(each => each.Length > 0)?[0] ?? problem.Message)
                : TypedForm.Of(form, problem);
            return await ShowAsync(told, refused, null, context, calls, chosen, configuration, cancellationToken);
        }
    }

    /// <summary>Whose the edition is; the festival's own where that was never said, and nothing where that is not known either.</summary>
    internal static string MunicipalityOf(EditionView? edition, IConfiguration configuration) => edition?.Municipality ?? OwnMunicipality.DefaultOf(configuration);

    private static async Task<IResult> ShowAsync(
        TypedForm form, IReadOnlyList<RefusedRow> refused, (string What, int Count)? done, HttpContext context, Festival calls, ChosenEdition chosen, IConfiguration configuration, CancellationToken cancellationToken)
    {
        if (await chosen.ReadAsync(context, cancellationToken) is not { } edition)
        {
            return context.Show<NoEditionYetPage>(new Dictionary<string, object?>());
        }

        var municipality = MunicipalityOf(edition, configuration);
        var known = municipality.Length == 0 ? null : await calls.V1.Municipalities[municipality].OfficialFigures.GetAsync(cancellationToken: cancellationToken);
        return context.Show<OfficialPage>(
            new Dictionary<string, object?>
            {
                [nameof(OfficialPage.Edition)] = edition,
                [nameof(OfficialPage.Figures)] = known?.Figures ?? [],
                [nameof(OfficialPage.IsOfNobody)] = municipality.Length == 0,
                [nameof(OfficialPage.Form)] = form,
                [nameof(OfficialPage.Refused)] = refused,
                [nameof(OfficialPage.Done)] = done switch
                {
                    ("satt", _) => Languages.Choose("Sparad. Rapporten visar den.", "Saved. You can see it in the report."),
                    ("borttagen", _) => Languages.Choose("Borttagen.", "Removed."),
                    ("inlasta", 0) => Languages.Choose("Allt i filen fanns redan.", "Everything in the file was already there."),
                    ("inlasta", var count) => Languages.Choose($"{count} nya eller ändrade siffror är inlästa.", $"{count} new or changed figures have been imported."),
                    _ => null,
                },
            },
            form.HasFaults ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);
    }
}
