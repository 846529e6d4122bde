using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BusinessFocus.Gateway.Routing;

/// <summary>
/// Whether each service has an instance that is ready. The gateway is of use when some are not, so it is degraded
/// then, not unhealthy: taking it out would take the others out too.
/// </summary>
public sealed class ServiceHealth(ServiceAddresses addresses, IHttpClientFactory clients) : IHealthCheck
{
    public const string Client = "services";

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var http = clients.CreateClient(Client);
        var states = await Task.WhenAll(addresses.All.Select(async service =>
            (Service: service.Key, Ready: (await Task.WhenAll(service.Value.Select(IsReadyAsync))).Any(ready => ready))));
        var data = states.ToDictionary(state => state.Service, object (state) => state.Ready ? "ready" : "not ready");
        return states.All(state => state.Ready) ? HealthCheckResult.Healthy(data: data) : HealthCheckResult.Degraded(data: data);

        async Task<bool> IsReadyAsync(string address)
        {
            try
            {
                using var answer = await http.GetAsync(new Uri(new Uri(address), "/health/ready"), cancellationToken);
                return answer.IsSuccessStatusCode;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        }
    }
}
