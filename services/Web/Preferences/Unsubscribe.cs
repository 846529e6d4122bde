using BusinessFocus.Client;
using BusinessFocus.Web.Site;

namespace BusinessFocus.Web.Preferences;

/// <summary>
/// <c>/avboka/{token}/{group}</c>: the link in a letter that leaves a group of letters. Opening it only asks, because mail scanners open every link; the
/// button does it, and it can be taken back.
/// </summary>
public static class Unsubscribe
{
    private const string Path = "/avboka/{token}/{group}";

    public static void MapUnsubscribe(this IEndpointRouteBuilder routes)
    {
        routes.MapPage(Path, AskAsync);
        routes.MapForm(Path, LeaveAsync);
        routes.MapForm($"{Path}/angra", ReturnAsync);
    }

    public static string PathOf(string token, string group) => $"/avboka/{Uri.EscapeDataString(token)}/{Uri.EscapeDataString(group)}";

    private static async Task<IResult> AskAsync(string token, string group, HttpContext context, Festival calls, CancellationToken cancellationToken)
    {
        var view = (await calls.V1.Preferences[token].GetAsync(cancellationToken: cancellationToken))!;
        return LetterGroup.In(view).FirstOrDefault(each => each.Key == group) is { } letters
            ? context.Show<UnsubscribePage>(new Dictionary<string, object?>
            {
                [nameof(UnsubscribePage.Token)] = token,
                [nameof(UnsubscribePage.Group)] = letters,
            })
            : context.Missing();
    }

    private static async Task<IResult> LeaveAsync(string token, string group, HttpContext context, Festival calls, CancellationToken cancellationToken)
    {
        await context.FormAsync();
        try
        {
            await calls.V1.Preferences[token].Unsubscribe[group].PostAsync(cancellationToken: cancellationToken);
        }
        catch (ProblemException problem) when (problem.Code == "necessary-notices")
        {
            // The page says why they are not turned off.
        }

        return context.GoTo(Links.To(PathOf(token, group)));
    }

    private static async Task<IResult> ReturnAsync(string token, string group, HttpContext context, Festival calls, CancellationToken cancellationToken)
    {
        await context.FormAsync();
        var view = (await calls.V1.Preferences[token].GetAsync(cancellationToken: cancellationToken))!;
        if (LetterGroup.In(view).All(each => each.Key != group))
        {
            return context.Missing();
        }

        await calls.V1.Preferences[token].PutAsync(PreferencesForm.Wanting(group, view), cancellationToken: cancellationToken);
        return context.GoTo(Links.To(ChoosePreferences.SavedPathOf(token)));
    }
}
