using System.Net.Http.Headers;
using BusinessFocus.Gateway.Routing;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using FluentValidation;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Gateway.Operations;

/// <summary>
/// For operators: a service publishes the messages of its stored events once more, from one event on. Receivers that have handled a message drop it.
/// 400 where there is no such service; 503 where it does not answer with success.
/// </summary>
public static class Replay
{
    /// <summary>Whose messages to publish again, and from where on.</summary>
    /// <param name="Service">Its name, for instance "registration"; at most 60 characters.</param>
    /// <param name="From">The number of the first event in the service's store, 0 or more; 0 is all.</param>
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
    /// <param name="Published">How many messages were published.</param>
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
        try
        {
            using var answer = await clients.CreateClient(ServiceHealth.Client).SendAsync(message, cancellationToken);
            return answer.IsSuccessStatusCode
                ? TypedResults.Ok(await answer.Content.ReadFromJsonAsync<Answer>(cancellationToken))
                : HttpProblems.Unavailable.ToAnswer();
        }
        catch (Exception away) when (away is HttpRequestException || (away is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return HttpProblems.Unavailable.ToAnswer();
        }
    }
}
