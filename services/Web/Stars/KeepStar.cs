using BusinessFocus.Web.Site;

namespace BusinessFocus.Web.Stars;

/// <summary><c>POST /mina-val/stjarna</c>: keeps an activity in this browser, or several, or lets one go; sent twice, it is the same. Then back to the page.</summary>
public static class KeepStar
{
    public const string Path = "/mina-val/stjarna";
    public const string Keep = "spara";
    public const string LetGo = "ta-bort";

    /// <summary>The code of several, as an address has it.</summary>
    public const string KeepAll = "alla";

    public const string Back = "tillbaka";

    public static void MapKeepStar(this IEndpointRouteBuilder routes) => routes.MapForm(Path, async (HttpContext context) =>
    {
        var form = await context.FormAsync();
        After(Starred.In(context), form).Keep(context);
        return context.GoTo(BackTo(form));
    });

    public static Starred After(Starred starred, IFormCollection form)
    {
        foreach (var activity in Starred.Of(form[KeepAll]).Activities)
        {
            starred = starred.With(activity);
        }

        if (Guid.TryParse(form[Keep], out var kept))
        {
            starred = starred.With(kept);
        }

        return Guid.TryParse(form[LetGo], out var gone) ? starred.Without(gone) : starred;
    }

    /// <summary>A page of ours, and where on it the activity stands.</summary>
    public static string BackTo(IFormCollection form)
    {
        var page = form[Back].ToString();
        var isOurs = page.StartsWith('/') && !page.StartsWith("//", StringComparison.Ordinal) && !page.Any(sign => sign == '\\' || char.IsControl(sign));
        return !isOurs ? Links.To("/mina-val") : Guid.TryParse(form[Keep], out var activity) || Guid.TryParse(form[LetGo], out activity) ? $"{page}#{PlaceOf(activity)}" : page;
    }

    public static string PlaceOf(Guid activity) => $"a-{activity}";
}
