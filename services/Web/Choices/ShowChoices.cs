using BusinessFocus.Client;
using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Web.Programme;
using BusinessFocus.Web.Site;
using BusinessFocus.Web.Stars;
using Microsoft.AspNetCore.Mvc;

namespace BusinessFocus.Web.Choices;

/// <summary>
/// <c>GET /mina-val</c>: what somebody has kept in this browser, as a list to go by. With <c>?val=</c> the list that somebody shared, which can be kept too.
/// </summary>
public static class ShowChoices
{
    public const string Path = "/mina-val";
    public const string Code = "val";

    public static void MapShowChoices(this IEndpointRouteBuilder routes) => routes.MapPage(Path, HandleAsync);

    /// <summary>Where the same list is shown to anybody.</summary>
    public static string AddressOf(Starred starred) => Links.To(Path) + QueryString.Create(Code, starred.Code);

    private static async Task<IResult> HandleAsync(
        [FromQuery(Name = Code)] string? code,
        HttpContext context,
        Festival calls,
        ReadFestival festival,
        IConfiguration settings,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var own = Starred.In(context);
        var shown = string.IsNullOrEmpty(code) ? own : Starred.Of(code);
        var edition = await festival.CurrentAsync(cancellationToken);
        var programme = edition is null || shown.IsEmpty ? null : await festival.ProgrammeAsync(edition.Slug!, ProgrammeFilter.Everything, cancellationToken);
        return context.Show<ChoicesPage>(new Dictionary<string, object?>
        {
            [nameof(ChoicesPage.Activities)] = await calls.StarredAsync(shown, programme, cancellationToken),
            [nameof(ChoicesPage.Seats)] = programme?.Seats ?? new Dictionary<Guid, AvailabilityView>(),
            [nameof(ChoicesPage.Shown)] = shown,
            [nameof(ChoicesPage.Own)] = own,
            [nameof(ChoicesPage.IsShared)] = !string.IsNullOrEmpty(code),
            [nameof(ChoicesPage.Link)] = settings.PublicUrl() + AddressOf(shown),
            [nameof(ChoicesPage.Now)] = clock.GetUtcNow(),
        });
    }

    /// <summary>In the order in which they begin; what is not to be seen any more is left out.</summary>
    private static async Task<IReadOnlyList<ActivityView>> StarredAsync(this Festival calls, Starred starred, ProgrammeNow? programme, CancellationToken cancellationToken)
    {
        var known = (programme?.Activities ?? []).ToDictionary(activity => activity.Id!.Value);
        var activities = await Task.WhenAll(starred.Activities.Select(id => known.TryGetValue(id, out var activity) ? Task.FromResult<ActivityView?>(activity) : FindAsync(id)));
        return [.. activities.OfType<ActivityView>().OrderBy(activity => activity.StartsAt)];

        async Task<ActivityView?> FindAsync(Guid id)
        {
            try
            {
                return await calls.V1.Activities[id].GetAsync(cancellationToken: cancellationToken);
            }
            catch (ProblemException problem) when ((int)problem.Status is 404 or 410)
            {
                return null;
            }
        }
    }
}
