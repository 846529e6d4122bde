using BusinessFocus.Client;
using BusinessFocus.Web.Site;
using BusinessFocus.Web.Site.SignIn;
using BusinessFocus.Web.Site.Staff;

namespace BusinessFocus.Web.Associations;

/// <summary><c>/forening/rubriker</c>: what an association said that the headers of its spreadsheet mean; changes it, and adds one.</summary>
public static class NameHeaders
{
    public const string Path = "/forening/rubriker";
    public const string New = "new";
    public const string NewColumn = "newColumn";

    public static void MapNameHeaders(this IEndpointRouteBuilder routes)
    {
        routes.MapPage(Path, (HttpContext context, Festival calls, CancellationToken cancellationToken) =>
            ShowAsync(TypedForm.Empty, context, calls, cancellationToken)).In(Area.Associations);
        routes.MapForm(Path, SaveAsync).In(Area.Associations);
    }

    private static async Task<IResult> ShowAsync(TypedForm form, HttpContext context, Festival calls, CancellationToken cancellationToken) =>
        context.Show<NameHeadersPage>(
            new Dictionary<string, object?>
            {
                [nameof(NameHeadersPage.Columns)] = ListColumns.Of(
                    await calls.V1.Associations[context.OwnAssociation()].Members.Columns.GetAsync(cancellationToken: cancellationToken)),
                [nameof(NameHeadersPage.Form)] = form,
            },
            form.HasFaults ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);

    private static async Task<IResult> SaveAsync(HttpContext context, Festival calls, CancellationToken cancellationToken)
    {
        var form = await context.FormAsync();
        var columns = calls.V1.Associations[context.OwnAssociation()].Members.Columns;
        try
        {
            var kept = new Dictionary<string, string>(ListColumns.Of(await columns.GetAsync(cancellationToken: cancellationToken)).With(form));
            if (TypedForm.Filled(form, New) is { } header)
            {
                kept[header] = form[NewColumn].ToString();
            }

            await columns.PutAsync(ListColumns.Request(kept), cancellationToken: cancellationToken);
            return context.GoTo(Links.To(Path));
        }
        catch (ProblemException problem) when ((int)problem.Status is 400 or 409 or 422)
        {
            return await ShowAsync(TypedForm.Of(form, problem), context, calls, cancellationToken);
        }
    }
}
