using BusinessFocus.Client;
using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Web.Organisers.Activities;
using BusinessFocus.Web.Site;
using BusinessFocus.Web.Site.SignIn;
using BusinessFocus.Web.Site.Staff;
using Microsoft.AspNetCore.Mvc;

namespace BusinessFocus.Web.Organisers.Editions;

/// <summary>
/// <c>/styr/upplagor</c>: all editions; next year's is made of one of them (<c>/kopiera</c>), and an edition's days and texts are changed
/// (<c>/andra</c>) with what it means shown before it is done.
/// </summary>
public static class ShowEditions
{
    public const string Path = "/styr/upplagor";
    public const string Act = "act";
    public const string Save = "save";

    public static void MapShowEditions(this IEndpointRouteBuilder routes)
    {
        routes.MapPage(Path, ListAsync).In(Area.Organisers);
        routes.MapPage($"{Path}/{{slug}}/kopiera", ShowCopyAsync).In(Area.Organisers);
        routes.MapForm($"{Path}/{{slug}}/kopiera", CopyAsync).In(Area.Organisers);
        routes.MapPage($"{Path}/{{slug}}/andra", ShowChangeAsync).In(Area.Organisers);
        routes.MapForm($"{Path}/{{slug}}/andra", ChangeAsync).In(Area.Organisers);
    }

    private static async Task<IResult> ListAsync(
        [FromQuery(Name = "kopierad")] int? copied, [FromQuery(Name = "utan")] int? leftOut, [FromQuery(Name = "sparad")] string? saved,
        [FromQuery(Name = "borttagen")] string? removed, HttpContext context, ChosenEdition chosen, TimeProvider clock, CancellationToken cancellationToken) =>
        context.Show<EditionsPage>(new Dictionary<string, object?>
        {
            [nameof(EditionsPage.Editions)] = await chosen.AllAsync(cancellationToken),
            [nameof(EditionsPage.Copied)] = copied,
            [nameof(EditionsPage.LeftOut)] = leftOut ?? 0,
            [nameof(EditionsPage.IsSaved)] = saved is not null,
            [nameof(EditionsPage.IsRemoved)] = removed is not null,
            [nameof(EditionsPage.Now)] = clock.GetUtcNow(),
        });

    private static async Task<IResult> ShowCopyAsync(string slug, HttpContext context, Festival calls, CancellationToken cancellationToken)
    {
        var edition = (await calls.V1.Editions[slug].GetAsync(cancellationToken: cancellationToken))!;
        return ShowCopy(context, edition, new TypedForm(EditionForm.NextYear(edition), TypedForm.Empty.Faults));
    }

    private static async Task<IResult> CopyAsync(string slug, HttpContext context, Festival calls, CancellationToken cancellationToken)
    {
        var form = await context.FormAsync();
        var edition = (await calls.V1.Editions[slug].GetAsync(cancellationToken: cancellationToken))!;
        if (EditionForm.FaultsIn(form, isNew: true) is { Count: > 0 } faults)
        {
            return ShowCopy(context, edition, new TypedForm(form, faults));
        }

        try
        {
            var made = (await calls.V1.Editions[ReadPlan.Id(edition)].Copy.PostAsync(EditionForm.CopyOf(form), cancellationToken: cancellationToken))!;
            return context.GoTo(ChosenEdition.Link($"{Path}?kopierad={made.Activities}&utan={made.LeftOut?.Count ?? 0}", made.Edition!.Slug));
        }
        catch (ProblemException problem) when ((int)problem.Status is 400 or 409 or 422)
        {
            return ShowCopy(context, edition, TypedForm.Of(form, problem));
        }
    }

    private static IResult ShowCopy(HttpContext context, EditionView edition, TypedForm form) => context.Show<CopyEditionPage>(
        new Dictionary<string, object?> { [nameof(CopyEditionPage.Edition)] = edition, [nameof(CopyEditionPage.Form)] = form },
        form.HasFaults ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);

    private static async Task<IResult> ShowChangeAsync(string slug, HttpContext context, Festival calls, TimeProvider clock, CancellationToken cancellationToken)
    {
        var (edition, version) = await ReadAsync(slug, calls, cancellationToken);
        return ShowChange(context, edition, new TypedForm(EditionForm.Filled(edition), TypedForm.Empty.Faults), version, null, clock);
    }

    private static async Task<IResult> ChangeAsync(string slug, HttpContext context, Festival calls, TimeProvider clock, CancellationToken cancellationToken)
    {
        var form = await context.FormAsync();
        var (edition, version) = await ReadAsync(slug, calls, cancellationToken);
        if (EditionForm.FaultsIn(form, isNew: false) is { Count: > 0 } faults)
        {
            return ShowChange(context, edition, new TypedForm(form, faults), version, null, clock);
        }

        try
        {
            var isPreview = form[Act] != Save;
            var meaning = await calls.V1.Editions[slug].PutAsync(
                EditionForm.ChangeOf(form),
                ask =>
                {
                    ask.QueryParameters.Preview = isPreview;
                    ask.Headers.Based(TypedForm.Filled(form, PlanForm.Version));
                },
                cancellationToken);
            return isPreview
                ? ShowChange(context, edition, new TypedForm(form, TypedForm.Empty.Faults), TypedForm.Filled(form, PlanForm.Version) ?? version, meaning, clock)
                : context.GoTo(ChosenEdition.Link($"{Path}?sparad=ja", slug));
        }
        catch (ProblemException problem) when ((int)problem.Status is 400 or 409 or 412 or 422)
        {
            return ShowChange(context, edition, TypedForm.Of(form, problem), version, null, clock);
        }
    }

    private static Task<(EditionView Edition, string? Version)> ReadAsync(string slug, Festival calls, CancellationToken cancellationToken) =>
        ReadPlan.WithVersionAsync<EditionView>((option, token) => calls.V1.Editions[slug].GetAsync(ask => ask.Options.Add(option), token), cancellationToken);

    private static IResult ShowChange(HttpContext context, EditionView edition, TypedForm form, string? version, ReviseEditionAnswer? meaning, TimeProvider clock) =>
        context.Show<ChangeEditionPage>(
            new Dictionary<string, object?>
            {
                [nameof(ChangeEditionPage.Edition)] = edition,
                [nameof(ChangeEditionPage.Form)] = form,
                [nameof(ChangeEditionPage.Version)] = version,
                [nameof(ChangeEditionPage.Meaning)] = meaning,
                [nameof(ChangeEditionPage.Now)] = clock.GetUtcNow(),
            },
            form.HasFaults ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);
}
