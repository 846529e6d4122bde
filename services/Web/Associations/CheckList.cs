using BusinessFocus.Client;
using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Web.Site;
using BusinessFocus.Web.Site.SignIn;
using BusinessFocus.Web.Site.Staff;

namespace BusinessFocus.Web.Associations;

/// <summary>
/// <c>/forening/lista/{id}</c>: what would come of a list that was sent; says what its headers mean, takes it in, and tells what came of it. Sent twice,
/// it is taken in once.
/// </summary>
public static class CheckList
{
    /// <summary>Yes, they are to leave the list.</summary>
    public const string Removal = "removal";

    private const string Path = SendList.Path + "/{id:guid}";

    public static void MapCheckList(this IEndpointRouteBuilder routes)
    {
        routes.MapPage(Path, async (Guid id, HttpContext context, Festival calls, SentLists lists, CancellationToken cancellationToken) =>
            lists.Find(id, context.OwnAssociation()) is { } list ? await ShowAsync(list, TypedForm.Empty, context, calls, cancellationToken) : Gone(context)).In(Area.Associations);
        routes.MapForm($"{Path}/rubriker", NameHeadersAsync).In(Area.Associations);
        routes.MapForm($"{Path}/ta-in", TakeInAsync).In(Area.Associations);
    }

    private static async Task<IResult> ShowAsync(SentList list, TypedForm form, HttpContext context, Festival calls, CancellationToken cancellationToken) =>
        context.Show<CheckListPage>(
            new Dictionary<string, object?>
            {
                [nameof(CheckListPage.List)] = list,
                [nameof(CheckListPage.Columns)] = ListColumns.Of(
                    await calls.V1.Associations[list.Association].Members.Columns.GetAsync(cancellationToken: cancellationToken)),
                [nameof(CheckListPage.Form)] = form,
            },
            form.HasFaults ? StatusCodes.Status409Conflict : StatusCodes.Status200OK);

    private static IResult Gone(HttpContext context) => context.Show<ListGonePage>(new Dictionary<string, object?>(), StatusCodes.Status404NotFound);

    private static async Task<IResult> NameHeadersAsync(Guid id, HttpContext context, Festival calls, SentLists lists, CancellationToken cancellationToken)
    {
        var form = await context.FormAsync();
        if (lists.Find(id, context.OwnAssociation()) is not { Done: null } list)
        {
            return Gone(context);
        }

        try
        {
            var columns = calls.V1.Associations[list.Association].Members.Columns;
            var kept = ListColumns.Of(await columns.GetAsync(cancellationToken: cancellationToken));
            await columns.PutAsync(ListColumns.Request(kept.With(form)), cancellationToken: cancellationToken);
            lists.Keep(await list.TriedAsync(calls, cancellationToken));
            return context.GoTo(Links.To($"{SendList.Path}/{id}"));
        }
        catch (ProblemException problem) when ((int)problem.Status is 400 or 409 or 422)
        {
            return await ShowAsync(list, TypedForm.Of(form, problem), context, calls, cancellationToken);
        }
    }

    private static async Task<IResult> TakeInAsync(Guid id, HttpContext context, Festival calls, SentLists lists, CancellationToken cancellationToken)
    {
        var form = await context.FormAsync();
        if (lists.Find(id, context.OwnAssociation()) is not { } list)
        {
            return Gone(context);
        }

        if (list is { Done: null, Outlook: { } outlook })
        {
            if (FaultOf(outlook, form) is { } fault)
            {
                return await ShowAsync(list, TypedForm.Empty.With(Removal, fault), context, calls, cancellationToken);
            }

            lists.Keep(await list.TakenInAsync(calls, cancellationToken));
        }

        return context.GoTo(Links.To($"{SendList.Path}/{id}"));
    }

    /// <summary>Whoever leaves the list is said yes to, with how many they are.</summary>
    public static string? FaultOf(PushMembersAnswer outlook, IFormCollection form) => outlook.Removed > 0 && form[Removal] != "true"
        ? Languages.Choose("Kryssa i rutan om de ska bort. Annars laddar ni upp filen som ändringar.", "Tick the box if they should be removed. Otherwise upload the file as changes.")
        : null;
}
