using System.Net;
using System.Net.Http.Headers;
using BusinessFocus.Gateway.Routing;
using BusinessFocus.Hosting.Http;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace BusinessFocus.Gateway.Operations;

/// <summary>Asks all services the same, with the operator's token: the first instance of each, as their stores are shared.</summary>
public sealed class EveryService(ServiceAddresses addresses, IHttpClientFactory clients, IHttpContextAccessor caller, IOptions<JsonOptions> json)
{
    /// <summary>What a service answers.</summary>
    /// <param name="Status">Null where it did not answer.</param>
    /// <param name="Body">Null where it refused.</param>
    /// <param name="Problem">The type of the problem that it refused with.</param>
    public sealed record Answer<T>(string Service, HttpStatusCode? Status, T? Body, string? Problem = null) where T : class;

    private sealed record Refusal(string? Type);

    public async Task<IReadOnlyList<Answer<T>>> AskAsync<T>(HttpMethod method, string path, object? body, CancellationToken cancellationToken) where T : class =>
        await Task.WhenAll(addresses.All.Select(service => AskAsync<T>(service.Key, service.Value, method, path, body, cancellationToken)));

    private async Task<Answer<T>> AskAsync<T>(
        string service, IReadOnlyList<string> instances, HttpMethod method, string path, object? body, CancellationToken cancellationToken) where T : class
    {
        var http = caller.HttpContext!.Request;
        foreach (var instance in instances)
        {
            using var request = new HttpRequestMessage(method, new Uri(new Uri(instance), path)) { Content = body is null ? null : JsonContent.Create(body) };
            request.Headers.Authorization = AuthenticationHeaderValue.Parse(http.Headers.Authorization.ToString());
            foreach (var header in (string[])["Accept-Language", IdempotencyKeyHeader.Name])
            {
                if (http.Headers.TryGetValue(header, out var value))
                {
                    request.Headers.TryAddWithoutValidation(header, value.ToString());
                }
            }

            // The audit says from where somebody called, and not that the gateway did.
            if (Callers.AddressOf(caller.HttpContext!) is { } address)
            {
                request.Headers.TryAddWithoutValidation("X-Forwarded-For", address.ToString());
            }

            try
            {
                using var answer = await clients.CreateClient(ServiceHealth.Client).SendAsync(request, cancellationToken);
                return answer.IsSuccessStatusCode
                    ? new Answer<T>(service, answer.StatusCode, await answer.Content.ReadFromJsonAsync<T>(json.Value.SerializerOptions, cancellationToken))
                    : new Answer<T>(service, answer.StatusCode, null, await ProblemOfAsync(answer, cancellationToken));
            }
            catch (Exception away) when (away is HttpRequestException || (away is OperationCanceledException && !cancellationToken.IsCancellationRequested))
            {
                // The next instance, where there is one.
            }
        }

        return new Answer<T>(service, null, null);
    }

    private static async Task<string?> ProblemOfAsync(HttpResponseMessage answer, CancellationToken cancellationToken) =>
        answer.Content.Headers.ContentType?.MediaType == "application/problem+json"
            ? (await answer.Content.ReadFromJsonAsync<Refusal>(cancellationToken))?.Type
            : null;
}
