using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using BusinessFocus.Gateway.Routing;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Privacy;
using BusinessFocus.Hosting.Tokens;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.OpenApi;

namespace BusinessFocus.Gateway.Privacy;

/// <summary>
/// <c>POST /privacy/export</c>: for the data protection officer and organisers of all municipalities. All that the services know of a person (GDPR
/// article 15), put together: the whole of it or 503 <c>export-incomplete</c>, with the <c>services</c> that did not answer. Empty lists where
/// nothing is known of the address. Not to be cached (<c>no-store</c>).
/// </summary>
public static class ExportPerson
{
    private static readonly HttpProblem Incomplete = new(
        "export-incomplete",
        503,
        "Alla tjänster svarar inte, så utdraget skulle inte bli helt; försök igen",
        "Not all services are responding, so the export would not be complete; try again");

    /// <summary>What the services call their parts, whose properties have names of their own.</summary>
    private static readonly string[] Parts = ["PersonView", "VisitsOfPerson", "FeedbackOfPerson", "LettersOfPerson"];

    public static void MapExportPerson(this WebApplication app) =>
        app.MapPost("/api/v1/privacy/export", HandleAsync)
            .Validates<PersonRequest>()
            .Only(Roles.Organiser, Roles.DataProtectionOfficer)
            .WithTags("Privacy")
            .WithName("exportPerson")
            .WithSummary("Export what is known of a person")
            .AddOpenApiOperationTransformer((operation, context, _) =>
            {
                operation.Responses!["200"].Content!["application/json"].Schema =
                    new OpenApiSchema { AllOf = [.. Parts.Select(part => new OpenApiSchemaReference(part, context.Document))] };
                return Task.CompletedTask;
            });

    private static async Task<Results<Ok<JsonObject>, ProblemHttpResult>> HandleAsync(
        PersonRequest request, HttpRequest http, ServiceAddresses addresses, IHttpClientFactory clients, CancellationToken cancellationToken)
    {
        var client = clients.CreateClient(ServiceHealth.Client);
        client.DefaultRequestHeaders.Authorization = AuthenticationHeaderValue.Parse(http.Headers.Authorization.ToString());

        // They audit who asked, and from where.
        if (http.HttpContext.Connection.RemoteIpAddress is { } asker)
        {
            client.DefaultRequestHeaders.TryAddWithoutValidation(Callers.Header, asker.ToString());
        }

        // What is not asked about is not named: an instance of an older version knows no phone.
        object person = request.Phone is { } phone ? new { phone } : new { request.Email };

        // First, because Feedback knows people by their registrations only, and a visited company by its request.
        var first = await Task.WhenAll(AskAsync("registration", "registrations", person), AskAsync("scheduling", "visits", person));
        var (registered, visits) = (first[0], first[1]);
        var registrations = registered?["registrations"]?.AsArray().Select(each => each!["registration"]!["id"]!.GetValue<Guid>())
            .Concat(visits?["visitRequests"]?.AsArray().Select(each => each!["request"]!["id"]!.GetValue<Guid>()) ?? [])
            .ToArray();
        var others = await Task.WhenAll(
            registrations is null ? Task.FromResult<JsonObject?>(null) : AskAsync("feedback", "feedback", new { request.Email, registrations }),
            AskAsync("notification", "letters", person));
        var parts = new Dictionary<string, JsonObject?>
        {
            ["registration"] = registered,
            ["scheduling"] = visits,
            ["feedback"] = others[0],
            ["notification"] = others[1],
        };
        var missing = parts.Where(part => part.Value is null).Select(part => part.Key).ToList();
        if (missing.Count > 0)
        {
            http.HttpContext.Response.Headers.RetryAfter = "5";
            return Incomplete.With("services", missing).ToAnswer();
        }

        http.HttpContext.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(new JsonObject(parts.Values.SelectMany(part => part!).Select(each => KeyValuePair.Create(each.Key, each.Value?.DeepClone()))));

        async Task<JsonObject?> AskAsync(string service, string part, object body)
        {
            foreach (var instance in addresses.All.GetValueOrDefault(service) ?? [])
            {
                try
                {
                    using var answer = await client.PostAsJsonAsync(new Uri(new Uri(instance), $"/api/v1/privacy/export/{part}"), body, cancellationToken);
                    if (answer.IsSuccessStatusCode)
                    {
                        return await answer.Content.ReadFromJsonAsync<JsonObject>(cancellationToken);
                    }
                }
                catch (Exception failure) when (failure is HttpRequestException or JsonException
                    || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested))
                {
                    // Another instance may answer.
                }
            }

            return null;
        }
    }
}
