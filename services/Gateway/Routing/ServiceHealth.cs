using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BusinessFocus.Gateway.Routing;

/// <summary>
/// Whether each service has a ready instance, and what its health reports all the same. The gateway is useful when
/// some are not ready, so it is degraded then, not unhealthy: taking it out would take the others out too.
/// </summary>
public sealed class ServiceHealth(ServiceAddresses addresses, IHttpClientFactory clients) : IHealthCheck
{
    public const string Client = "services";

    private const string Ready = "ready";
    private const string NotReady = "not ready";

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var http = clients.CreateClient(Client);
        var states = await Task.WhenAll(addresses.All.Select(async service =>
            (Service: service.Key, State: (await Task.WhenAll(service.Value.Select(StateAsync))).MinBy(state => state.Rank).Text)));
        var data = states.ToDictionary(state => state.Service, object (state) => state.State);
        return states.All(state => state.State == Ready) ? HealthCheckResult.Healthy(data: data) : HealthCheckResult.Degraded(data: data);

        async Task<(int Rank, string Text)> StateAsync(string address)
        {
            try
            {
                using var answer = await http.GetAsync(new Uri(new Uri(address), "/health/ready"), cancellationToken);
                return answer.IsSuccessStatusCode ? StateIn(await answer.Content.ReadAsStringAsync(cancellationToken)) : (2, NotReady);
            }
            catch (HttpRequestException)
            {
                return (2, NotReady);
            }
        }
    }

    /// <summary>Two instances report the same of the same store: of several, the worst that is still ready is reported.</summary>
    private static (int Rank, string Text) StateIn(string answer)
    {
        try
        {
            var wrong = ((JsonNode.Parse(answer) as JsonObject)?["checks"]?.AsObject() ?? [])
                .Where(check => check.Value?["status"]?.GetValue<string>() == nameof(HealthStatus.Degraded))
                .Select(check => check.Value!["description"]?.GetValue<string>() ?? check.Key)
                .ToList();
            return wrong.Count == 0 ? (1, Ready) : (0, $"degraded: {string.Join(" ", wrong)}");
        }
        catch (JsonException)
        {
            return (1, Ready);
        }
    }
}
