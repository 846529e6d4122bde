using System.Net.Http.Headers;
using BusinessFocus.Gateway.Routing;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using FluentValidation;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Gateway.Operations;

/// <summary>An operator has a service publish its integration events again; receivers that have seen them drop them.</summary>
public static class Replay
{
    /// <summary>Whose messages to publish again, and from where on.</summary>
    /// <param name="Service">For instance "registration".</param>
    /// <param name="From">The first event's sequence in the service's store.</param>
    public sealed record Request(string Service, long From);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(request => request.Service).Text(60);
            RuleFor(request => request.From).GreaterThanOrEqualTo(0);
        }
    }

    /// <summary>What was published again.</summary>
    /// <param name="Published">How many messages.</param>
    public sealed record Answer(int Published);

    public static void MapReplay(this WebApplication app) =>
        app.MapPost("/api/v1/operations/replay", HandleAsync)
            .Validates<Request>()
            .Only(Roles.Operator)
            .WithTags("Operations")
            .WithName("replay")
            .WithSummary("Publish a service's messages again");

    private static async Task<Results<Ok<Answer>, ProblemHttpResult>> HandleAsync(
        Request request, HttpRequest http, ServiceAddresses addresses, IHttpClientFactory clients, CancellationToken cancellationToken)
    {
        if (!addresses.All.TryGetValue(request.Service, out var instances))
        {
            return Problems.Invalid("service", "Ingen sådan tjänst.", "No such service.");
        }

        using var message = new HttpRequestMessage(HttpMethod.Post, new Uri(new Uri(instances[0]), "/operations/replay"))
        {
            Content = JsonContent.Create(new { request.From }),
        };
        message.Headers.Authorization = AuthenticationHeaderValue.Parse(http.Headers.Authorization.ToString());
        using var answer = await clients.CreateClient(ServiceHealth.Client).SendAsync(message, cancellationToken);
        return answer.IsSuccessStatusCode
            ? TypedResults.Ok(await answer.Content.ReadFromJsonAsync<Answer>(cancellationToken))
            : HttpProblems.Unavailable.ToAnswer();
    }
}
