using BusinessFocus.Client;
using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Web.Site;
using BusinessFocus.Web.Site.SignIn;
using BusinessFocus.Web.Site.Staff;

namespace BusinessFocus.Web.Associations;

/// <summary><c>/styr/foreningar</c>: the lists of all associations that an account or a program speaks for, with the latest push of each.</summary>
public static class ShowAssociations
{
    public const string Path = "/styr/foreningar";

    public static void MapShowAssociations(this IEndpointRouteBuilder routes) => routes.MapPage(Path, ShowAsync).In(Area.Organisers);

    private static async Task<IResult> ShowAsync(HttpContext context, Festival calls, TimeProvider clock, CancellationToken cancellationToken)
    {
        var accounts = new List<AccountView>();
        await foreach (var account in Lists.AllAsync(
            (after, stop) => calls.V1.Accounts.GetAsync(ask => ask.QueryParameters.After = after, stop), page => (page.Items, page.Next), cancellationToken))
        {
            accounts.Add(account);
        }

        var clients = await calls.V1.Clients.GetAsync(cancellationToken: cancellationToken) ?? [];
        var lists = await Task.WhenAll(NamesIn(accounts, clients).Select(async association => new AssociationList(
            association,
            (await calls.V1.Associations[association].Members.History.GetAsync(cancellationToken: cancellationToken))?.FirstOrDefault(),
            [.. accounts.Where(account => account.Grants?.Exists(grant => grant.Association == association) == true).Select(account => account.Name ?? "")],
            clients.Exists(client => client.Association == association && client.IsDisabled != true))));
        return context.Show<AssociationsPage>(new Dictionary<string, object?>
        {
            [nameof(AssociationsPage.Associations)] = lists,
            [nameof(AssociationsPage.Now)] = clock.GetUtcNow(),
        });
    }

    public static IReadOnlyList<string> NamesIn(IEnumerable<AccountView> accounts, IEnumerable<ClientView> clients) =>
        [.. accounts.SelectMany(account => account.Grants ?? []).Select(grant => grant.Association)
            .Concat(clients.Select(client => client.Association))
            .OfType<string>().Where(name => name.Length > 0).Distinct().Order(StringComparer.Ordinal)];
}

/// <summary>An association as organisers see it among the others.</summary>
/// <param name="Last">The latest push that changed its list; null where there was none.</param>
/// <param name="People">Who speaks for it.</param>
/// <param name="HasProgram">Whether a program may push for it.</param>
public sealed record AssociationList(string Id, MemberPushView? Last, IReadOnlyList<string> People, bool HasProgram);
