using System.Net;
using BusinessFocus.Client;
using BusinessFocus.Client.Generated.Models;

namespace BusinessFocus.Web.Site.Staff;

/// <summary>
/// The edition that a page of staff is about: the one of the query's <c>edition</c>, which links keep, else the one that visitors begin with, else the
/// newest.
/// </summary>
public sealed class ChosenEdition(Festival festival)
{
    public const string Parameter = "edition";

    /// <summary>Null where there is none yet.</summary>
    public async Task<EditionView?> ReadAsync(HttpContext page, CancellationToken cancellationToken)
    {
        if (SlugIn(page) is { } slug)
        {
            return await festival.V1.Editions[slug].GetAsync(cancellationToken: cancellationToken);
        }

        try
        {
            return await festival.V1.Editions.Current.GetAsync(cancellationToken: cancellationToken);
        }
        catch (ProblemException problem) when (problem.Status == HttpStatusCode.NotFound)
        {
            var all = await AllAsync(cancellationToken);
            return all.Count > 0 ? all[0] : null;
        }
    }

    /// <summary>The one that the address says; null where it says none.</summary>
    public static string? SlugIn(HttpContext page) => page.Request.Query[Parameter].ToString() is { Length: > 0 } slug ? slug : null;

    /// <summary>The newest first.</summary>
    public async Task<IReadOnlyList<EditionView>> AllAsync(CancellationToken cancellationToken) =>
        [.. ((await festival.V1.Editions.GetAsync(cancellationToken: cancellationToken))?.Items ?? []).OrderByDescending(edition => edition.StartsOn.ToString(), StringComparer.Ordinal)];

    /// <summary>The address of a page about the same edition.</summary>
    public static string Link(string path, string? slug) =>
        Links.To(slug is null ? path : $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{Parameter}={Uri.EscapeDataString(slug)}");
}
