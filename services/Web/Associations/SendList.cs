using BusinessFocus.Client;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Web.Site;
using BusinessFocus.Web.Site.SignIn;
using BusinessFocus.Web.Site.Staff;

namespace BusinessFocus.Web.Associations;

/// <summary><c>/forening/lista</c>: an association sends its spreadsheet, which is tried and not taken in yet; what would come of it has a page of its own.</summary>
public static class SendList
{
    /// <summary>The gateway lets larger files through here alone.</summary>
    public const string Path = "/forening/lista";

    public const string File = "file";
    public const string Extent = "extent";
    public const string Changes = "changes";

    private const int MostBytes = 20 * 1024 * 1024;

    public static void MapSendList(this IEndpointRouteBuilder routes)
    {
        routes.MapPage(Path, (HttpContext context) => Show(context, TypedForm.Empty)).In(Area.Associations);
        routes.MapForm(Path, SendAsync).In(Area.Associations);
    }

    private static IResult Show(HttpContext context, TypedForm form) => context.Show<SendListPage>(
        new Dictionary<string, object?> { [nameof(SendListPage.Form)] = form },
        form.HasFaults ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);

    private static async Task<IResult> SendAsync(HttpContext context, Festival calls, SentLists lists, TimeProvider clock, CancellationToken cancellationToken)
    {
        var form = await context.FormAsync();
        if (FaultOf(form.Files.GetFile(File)) is { } fault)
        {
            return Show(context, new TypedForm(form, new Dictionary<string, string> { [File] = fault }));
        }

        var sent = form.Files.GetFile(File)!;
        using var content = new MemoryStream();
        await sent.CopyToAsync(content, cancellationToken);
        var list = new SentList(
            Guid.NewGuid(), context.OwnAssociation(), System.IO.Path.GetFileName(sent.FileName), content.ToArray(), form[Extent] != Changes, clock.GetUtcNow());
        try
        {
            lists.Keep(await list.TriedAsync(calls, cancellationToken));
            return context.GoTo(Links.To($"{Path}/{list.Id}"));
        }
        catch (ProblemException problem) when ((int)problem.Status is 400 or 413 or 422)
        {
            return Show(context, new TypedForm(form, new Dictionary<string, string> { [File] = problem.Errors.Values.FirstOrDefault(each => each.Length > 0)?[0] ?? problem.Message }));
        }
        catch (Exception failed) when (TypedForm.IsUnsent(failed))
        {
            return Show(context, TypedForm.Unsent(form));
        }
    }

    /// <summary>Null where it can be tried.</summary>
    public static string? FaultOf(IFormFile? file) => file switch
    {
        null or { Length: 0 } => Languages.Choose("Välj filen med medlemmarna. Den får inte vara tom.", "Choose the file with the members. It cannot be empty."),
        { Length: > MostBytes } => Languages.Choose("Filen är större än 20 MB. Ta bort kolumner som vi inte läser.", "The file is larger than 20 MB. Remove the columns that we do not read."),
        _ => null,
    };
}
