using BusinessFocus.Client;
using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Web.Site;
using Microsoft.AspNetCore.Mvc;

namespace BusinessFocus.Web.Preferences;

/// <summary><c>/installningar/{token}</c>: which letters a person gets, how and when, by the link in any of their letters.</summary>
public static class ChoosePreferences
{
    /// <summary>There where something was saved just now.</summary>
    private const string Saved = "sparat";

    private const string Path = "/installningar/{token}";

    public static void MapChoosePreferences(this IEndpointRouteBuilder routes)
    {
        routes.MapPage(Path, ShowAsync);
        routes.MapForm(Path, SaveAsync);
    }

    public static string PathOf(string token) => $"/installningar/{Uri.EscapeDataString(token)}";

    public static string SavedPathOf(string token) => $"{PathOf(token)}?{Saved}=ja";

    private static async Task<IResult> ShowAsync(
        string token, [FromQuery(Name = Saved)] string? saved, HttpContext context, Festival calls, CancellationToken cancellationToken)
    {
        var view = (await calls.V1.Preferences[token].GetAsync(cancellationToken: cancellationToken))!;
        return Show(context, token, view, PreferencesForm.Of(view), saved is not null);
    }

    private static async Task<IResult> SaveAsync(string token, HttpContext context, Festival calls, CancellationToken cancellationToken)
    {
        var form = await context.FormAsync();
        var view = (await calls.V1.Preferences[token].GetAsync(cancellationToken: cancellationToken))!;
        try
        {
            await calls.V1.Preferences[token].PutAsync(PreferencesForm.RequestOf(form, view), cancellationToken: cancellationToken);
            return context.GoTo(Links.To(SavedPathOf(token)));
        }
        catch (ProblemException problem) when ((int)problem.Status is 400 or 409 or 422)
        {
            return Show(context, token, view, TypedForm.Of(form, problem, PreferencesForm.BoxesOf(view)), wasSaved: false);
        }
    }

    private static IResult Show(HttpContext context, string token, PreferencesView view, TypedForm form, bool wasSaved) => context.Show<PreferencesPage>(
        new Dictionary<string, object?>
        {
            [nameof(PreferencesPage.Token)] = token,
            [nameof(PreferencesPage.Groups)] = LetterGroup.In(view),
            [nameof(PreferencesPage.OtherChannels)] = PreferencesForm.OthersOf(view).ToList(),
            [nameof(PreferencesPage.Form)] = form,
            [nameof(PreferencesPage.WasSaved)] = wasSaved,
        },
        form.HasFaults ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);
}
