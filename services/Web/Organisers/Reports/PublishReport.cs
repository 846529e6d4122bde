using BusinessFocus.Client;
using BusinessFocus.Web.Site;
using BusinessFocus.Web.Site.SignIn;
using BusinessFocus.Web.Site.Staff;
using BusinessFocus.Web.Topics;
using Microsoft.AspNetCore.Mvc;

namespace BusinessFocus.Web.Organisers.Reports;

/// <summary>
/// <c>/styr/rapport/offentligt</c>: an organiser chooses which parts of the report everybody may read; <c>/rapport/{edition}</c> is what they read.
/// </summary>
public static class PublishReport
{
    public const string Path = $"{ShowReport.Path}/offentligt";
    public const string Public = "/rapport";
    public const string Sections = "sections";

    public static void MapPublishReport(this IEndpointRouteBuilder routes)
    {
        routes.MapPage(Path, ([FromQuery(Name = "sparat")] string? saved, HttpContext context, Festival calls, ChosenEdition chosen, CancellationToken cancellationToken) =>
            ShowAsync(saved is not null, TypedForm.Empty, context, calls, chosen, cancellationToken)).In(Area.Organisers);
        routes.MapForm(Path, ChooseAsync).In(Area.Organisers);
        routes.MapPage($"{Public}/{{edition}}", ReadAsync);
    }

    private static async Task<IResult> ChooseAsync(
        HttpContext context, Festival calls, ChosenEdition chosen, CancellationToken cancellationToken)
    {
        var form = await context.FormAsync();
        if (await chosen.ReadAsync(context, cancellationToken) is not { } edition)
        {
            return context.Missing();
        }

        try
        {
            await PublicPart.ChooseAsync(calls, edition.Slug!, PublicPart.ChosenIn(form), cancellationToken);
            return context.GoTo(ChosenEdition.Link($"{Path}?sparat=ja", edition.Slug));
        }
        catch (ProblemException problem) when ((int)problem.Status is 400 or 404 or 409 or 422)
        {
            FormKey.Forget(context);
            return await ShowAsync(false, TypedForm.Of(form, problem, Sections), context, calls, chosen, cancellationToken);
        }
    }

    private static async Task<IResult> ShowAsync(
        bool isSaved, TypedForm form, HttpContext context, Festival calls, ChosenEdition chosen, CancellationToken cancellationToken)
    {
        if (await chosen.ReadAsync(context, cancellationToken) is not { } edition)
        {
            return context.Show<NoEditionYetPage>(new Dictionary<string, object?>());
        }

        return context.Show<PublishReportPage>(
            new Dictionary<string, object?>
            {
                [nameof(PublishReportPage.Edition)] = edition,
                [nameof(PublishReportPage.Part)] = await PublicPart.ReadAsync(calls, edition.Slug!, cancellationToken),
                [nameof(PublishReportPage.IsSaved)] = isSaved,
                [nameof(PublishReportPage.Form)] = form,
            },
            form.HasFaults ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);
    }

    private static async Task<IResult> ReadAsync(
        [FromRoute(Name = "edition")] string slug, HttpContext context, Festival calls, CancellationToken cancellationToken)
    {
        if (await PublicPart.ReadAsync(calls, slug, cancellationToken) is not { Sections.Count: > 0 } part)
        {
            return context.Missing();
        }

        return context.Show<PublicReportPage>(
            new Dictionary<string, object?>
            {
                [nameof(PublicReportPage.Edition)] = await calls.V1.Editions[slug].GetAsync(cancellationToken: cancellationToken),
                [nameof(PublicReportPage.Part)] = part,
                [nameof(PublicReportPage.Topics)] = await calls.TopicsAsync(cancellationToken),
            },
            isPublic: true);
    }
}
