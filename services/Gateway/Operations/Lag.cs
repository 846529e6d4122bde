using System.Net.Http.Headers;
using BusinessFocus.Gateway.Routing;
using BusinessFocus.Hosting.Relay;
using BusinessFocus.Hosting.Tokens;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Gateway.Operations;

/// <summary>
/// For operators: how many stored events of each service have messages that are not sent to the broker yet. Asked of the first instance of each
/// service.
/// </summary>
public static class Lag
{
    /// <summary>How far the relays are behind.</summary>
    /// <param name="Services">By the service's name, for instance "registration"; null for one that does not answer.</param>
    public sealed record Answer(IReadOnlyDictionary<string, RelayLag?> Services);

    public static void MapLag(this WebApplication app) =>
        app.MapGet("/api/v1/operations/lag", HandleAsync)
            .Only(Roles.Operator)
            .WithTags("Operations")
            .WithName("lag")
            .WithSummary("Read how far relays are behind");

    private static async Task<Ok<Answer>> HandleAsync(
        HttpRequest http, ServiceAddresses addresses, IHttpClientFactory clients, CancellationToken cancellationToken)
    {
        var client = clients.CreateClient(ServiceHealth.Client);
        client.DefaultRequestHeaders.Authorization = AuthenticationHeaderValue.Parse(http.Headers.Authorization.ToString());
        var lags = await Task.WhenAll(addresses.All.Select(async service => (service.Key, Lag: await LagOfAsync(service.Value[0]))));
        return TypedResults.Ok(new Answer(lags.ToDictionary(each => each.Key, each => each.Lag)));

        async Task<RelayLag?> LagOfAsync(string address)
        {
            try
            {
                return await client.GetFromJsonAsync<RelayLag>(new Uri(new Uri(address), "/operations/lag"), cancellationToken);
            }
            catch (HttpRequestException)
            {
                return null;
            }
        }
    }
}
