using BusinessFocus.Client;
using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Web.Site;
using BusinessFocus.Web.Site.SignIn;
using BusinessFocus.Web.Site.Staff;

namespace BusinessFocus.Web.Organisers.Reports;

/// <summary>
/// <c>/styr/rapport/aldrig-mott</c>: the companies of the municipality's register that nobody has met, to look through and take out; the register is sent
/// here too.
/// </summary>
public static class ShowNeverMet
{
    public const string Path = $"{ShowReport.Path}/aldrig-mott";

    public static void MapShowNeverMet(this IEndpointRouteBuilder routes)
    {
        routes.MapPage(Path, (HttpContext context, Festival calls, ChosenEdition chosen, IConfiguration configuration, CancellationToken cancellationToken) =>
            ShowAsync(new Sent(TypedForm.Empty, null, false), context, calls, chosen, configuration, cancellationToken)).In(Area.Organisers);
        routes.MapForm(Path, SendAsync).In(Area.Organisers);
        routes.MapPage($"{Path}/tabell", TableAsync).In(Area.Organisers);
    }

    /// <param name="Answer">What came of the file; null where none was taken in.</param>
    private sealed record Sent(TypedForm Form, PushRegisterAnswer? Answer, bool AsksToConfirm);

    private static async Task<IResult> SendAsync(
        HttpContext context, Festival calls, ChosenEdition chosen, IConfiguration configuration, CancellationToken cancellationToken)
    {
        var form = await context.FormAsync();
        var file = form.Files.GetFile(RegisterForm.File);
        if (RegisterForm.FaultOf(file) is { } fault)
        {
            return await ShowAsync(new Sent(TypedForm.Empty.With(RegisterForm.File, fault), null, false), context, calls, chosen, configuration, cancellationToken);
        }

        if (KeepOfficialFigures.MunicipalityOf(await chosen.ReadAsync(context, cancellationToken), configuration) is not { Length: > 0 } municipality)
        {
            return context.Missing();
        }

        Sent sent;
        try
        {
            await using var content = file!.OpenReadStream();
            var answer = await calls.V1.Municipalities[municipality].Companies.PutAsync(
                content, OfficialForm.TypeOf(file), ask => ask.QueryParameters.Confirm = form[RegisterForm.Confirm] == "true", cancellationToken);
            sent = new Sent(TypedForm.Empty, answer, false);
        }
        catch (ProblemException problem) when ((int)problem.Status is 400 or 409 or 413 or 415 or 422)
        {
            FormKey.Forget(context);
            sent = new Sent(RegisterForm.Faults(form, problem), null, RegisterForm.AsksToConfirm(problem));
        }

        // The rows that were refused are stored nowhere: the answer is the only place that has them.
        return await ShowAsync(sent, context, calls, chosen, configuration, cancellationToken);
    }

    private static async Task<IResult> ShowAsync(
        Sent sent, HttpContext context, Festival calls, ChosenEdition chosen, IConfiguration configuration, CancellationToken cancellationToken)
    {
        if (await chosen.ReadAsync(context, cancellationToken) is not { } edition)
        {
            return context.Show<NoEditionYetPage>(new Dictionary<string, object?>());
        }

        var filter = NeverMetFilter.Of(context.Request.Query);
        var municipality = KeepOfficialFigures.MunicipalityOf(edition, configuration);
        return context.Show<NeverMetPage>(
            new Dictionary<string, object?>
            {
                [nameof(NeverMetPage.Edition)] = edition,
                [nameof(NeverMetPage.Editions)] = await chosen.AllAsync(cancellationToken),
                [nameof(NeverMetPage.IsOfNobody)] = municipality.Length == 0,
                [nameof(NeverMetPage.List)] = municipality.Length == 0 ? NeverMetList.Nothing : await ReadAsync(calls, municipality, filter, cancellationToken),
                [nameof(NeverMetPage.Form)] = sent.Form,
                [nameof(NeverMetPage.Answer)] = sent.Answer,
                [nameof(NeverMetPage.AsksToConfirm)] = sent.AsksToConfirm,
            },
            sent.Form.HasFaults ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);
    }

    private static async Task<IResult> TableAsync(
        HttpContext context, Festival calls, ChosenEdition chosen, IConfiguration configuration, CancellationToken cancellationToken)
    {
        var edition = await chosen.ReadAsync(context, cancellationToken);
        if (KeepOfficialFigures.MunicipalityOf(edition, configuration) is not { Length: > 0 } municipality)
        {
            return context.Missing();
        }

        var filter = NeverMetFilter.Of(context.Request.Query);
        return await context.PassOnAsync(
            option => calls.V1.Municipalities[municipality].Companies.GetAsync(
                ask =>
                {
                    Choose(ask.QueryParameters, filter);
                    ask.Headers.Add("Accept", "text/csv");
                    ask.Options.Add(option);
                },
                cancellationToken),
            "aldrig-motta.csv");
    }

    private static async Task<NeverMetList> ReadAsync(Festival calls, string municipality, NeverMetFilter filter, CancellationToken cancellationToken)
    {
        var companies = calls.V1.Municipalities[municipality].Companies;
        var figures = (await companies.Figures.GetAsync(ask => ask.QueryParameters.Editions = filter.Editions, cancellationToken))?.Rows ?? [];
        var found = new List<KnownCompanyView>();
        if (NeverMetList.CountOf(figures, filter) is > 0 and <= NeverMetList.Most)
        {
            // The interface has them in no order that means anything to a reader.
            await foreach (var company in Lists.AllAsync(
                (after, stop) => companies.GetAsync(
                    ask =>
                    {
                        Choose(ask.QueryParameters, filter);
                        ask.QueryParameters.After = after;
                        ask.QueryParameters.Limit = 200;
                        ask.Headers.Add("Accept", "application/json");
                    },
                    stop),
                page => (page.Items, page.Next),
                cancellationToken))
            {
                found.Add(company);
            }
        }

        return new NeverMetList(figures, found, filter);
    }

    private static void Choose(
        BusinessFocus.Client.Generated.Api.V1.Municipalities.Item.Companies.CompaniesRequestBuilder.CompaniesRequestBuilderGetQueryParameters ask, NeverMetFilter filter)
    {
        ask.Met = false;
        ask.Registered = true;
        ask.Editions = filter.Editions;
        ask.Area = filter.Area;
        ask.CompanySize = filter.Size;
    }
}
