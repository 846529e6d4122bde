using BusinessFocus.Hosting.Tokens;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Identity.Clients;

/// <summary>
/// All programs that sign in as themselves, disabled ones too, by their ids, with what they may do and since when they have their secret, which
/// is not shown. It is not in pages. For organisers of all municipalities.
/// </summary>
public static class ListClientsEndpoint
{
    public static void MapListClients(this RouteGroupBuilder api) =>
        api.MapGet("/clients", HandleAsync)
            .Only(Roles.Organiser)
            .WithTags("Clients")
            .WithName("listClients")
            .WithSummary("List clients");

    private static async Task<Ok<IReadOnlyList<ClientView>>> HandleAsync(IQuerySession reads, TimeProvider clock, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var clients = await reads.Query<Client>().ToListAsync(cancellationToken);
        return TypedResults.Ok<IReadOnlyList<ClientView>>(
            [.. clients.OrderBy(client => client.ClientId, StringComparer.Ordinal).Select(client => ClientView.Of(client, now))]);
    }
}
