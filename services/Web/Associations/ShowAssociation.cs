using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Web.Site;
using BusinessFocus.Web.Site.SignIn;
using BusinessFocus.Web.Site.Staff;
using BusinessFocus.Web.Topics;

namespace BusinessFocus.Web.Associations;

/// <summary>
/// <c>/forening</c> and <c>/forening/medlemmar</c>: an association's own list; the same below <c>/styr/foreningar/{association}</c> for organisers, who
/// change nothing there.
/// </summary>
public static class ShowAssociation
{
    public const string Members = "/medlemmar";
    private const int OnePage = 100;

    public static void MapShowAssociation(this IEndpointRouteBuilder routes)
    {
        routes.MapPage(AssociationPages.Path, (HttpContext context, Festival calls, ChosenEdition chosen, TimeProvider clock, CancellationToken cancellationToken) =>
            ShowAsync(context.OwnAssociation(), true, context, calls, chosen, clock, cancellationToken)).In(Area.Associations);
        routes.MapPage(AssociationPages.Path + Members, (string? after, HttpContext context, Festival calls, CancellationToken cancellationToken) =>
            ListAsync(context.OwnAssociation(), true, after, context, calls, cancellationToken)).In(Area.Associations);
        routes.MapPage($"{ShowAssociations.Path}/{{id}}", (
            string id, HttpContext context, Festival calls, ChosenEdition chosen, TimeProvider clock, CancellationToken cancellationToken) =>
            ShowAsync(id, false, context, calls, chosen, clock, cancellationToken)).In(Area.Organisers);
        routes.MapPage($"{ShowAssociations.Path}/{{id}}{Members}", (string id, string? after, HttpContext context, Festival calls, CancellationToken cancellationToken) =>
            ListAsync(id, false, after, context, calls, cancellationToken)).In(Area.Organisers);
    }

    private static async Task<IResult> ShowAsync(
        string association, bool isOwn, HttpContext context, Festival calls, ChosenEdition chosen, TimeProvider clock, CancellationToken cancellationToken)
    {
        var pushes = calls.V1.Associations[association].Members.History.GetAsync(cancellationToken: cancellationToken);
        var editions = chosen.AllAsync(cancellationToken);
        var topics = calls.TopicsAsync(cancellationToken);
        var edition = await chosen.ReadAsync(context, cancellationToken);
        var reach = await ReachAsync(association, edition, calls, cancellationToken);
        return context.Show<AssociationPage>(new Dictionary<string, object?>
        {
            [nameof(AssociationPage.Association)] = association,
            [nameof(AssociationPage.IsOwn)] = isOwn,
            [nameof(AssociationPage.Pushes)] = await pushes,
            [nameof(AssociationPage.Edition)] = edition,
            [nameof(AssociationPage.Editions)] = await editions,
            [nameof(AssociationPage.Reach)] = reach,
            [nameof(AssociationPage.Topics)] = await topics,
            [nameof(AssociationPage.Now)] = clock.GetUtcNow(),
        });
    }

    /// <summary>Null where nothing of the edition was released, so that nobody can have booked.</summary>
    private static async Task<AssociationReachView?> ReachAsync(string association, EditionView? edition, Festival calls, CancellationToken cancellationToken) =>
        edition is null
            ? null
            : await IfThere.ReadAsync(() => calls.V1.Associations[association].Reach.GetAsync(ask => ask.QueryParameters.Edition = edition.Id, cancellationToken));

    private static async Task<IResult> ListAsync(
        string association, bool isOwn, string? after, HttpContext context, Festival calls, CancellationToken cancellationToken)
    {
        var page = (await calls.V1.Associations[association].Members.GetAsync(
            ask => (ask.QueryParameters.After, ask.QueryParameters.Limit) = (after, OnePage), cancellationToken))!;
        return context.Show<MembersPage>(new Dictionary<string, object?>
        {
            [nameof(MembersPage.Association)] = association,
            [nameof(MembersPage.IsOwn)] = isOwn,
            [nameof(MembersPage.Members)] = page.Items ?? [],
            [nameof(MembersPage.Next)] = page.Next,
            [nameof(MembersPage.IsFirst)] = after is null,
        });
    }
}
