using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.OpenApi;

namespace BusinessFocus.Hosting.Http;

/// <summary>What an endpoint says of itself beside what its types say.</summary>
public static class OpenApiOperations
{
    /// <summary>Says that the operation can answer with a problem of this status, where it does not yet.</summary>
    public static void AddProblem(this OpenApiOperation operation, int status, OpenApiDocument? document)
    {
        operation.Responses ??= [];
        operation.Responses.TryAdd(status.ToString(CultureInfo.InvariantCulture), new OpenApiResponseReference(ResponseOf(status), document));
    }

    /// <summary>Says that the endpoint can refuse with these statuses, where that does not go without saying: 409 to a read.</summary>
    public static RouteHandlerBuilder RefusesWith(this RouteHandlerBuilder endpoint, params int[] statuses) =>
        endpoint.AddOpenApiOperationTransformer((operation, context, _) =>
        {
            foreach (var status in statuses)
            {
                operation.AddProblem(status, context.Document);
            }

            return Task.CompletedTask;
        });

    /// <summary>Says that the endpoint answers 200 as these media types too, beside what its type says.</summary>
    public static RouteHandlerBuilder AnswersAs(this RouteHandlerBuilder endpoint, params string[] mediaTypes) =>
        endpoint.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            operation.Responses ??= [];
            var answer = operation.Responses.TryGetValue("200", out var known) && known is OpenApiResponse described ? described : new OpenApiResponse { Description = "OK" };
            answer.Content ??= new Dictionary<string, OpenApiMediaType>();
            foreach (var mediaType in mediaTypes)
            {
                answer.Content.TryAdd(mediaType, new OpenApiMediaType { Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = IsText(mediaType) ? null : "binary" } });
            }

            operation.Responses["200"] = answer;
            return Task.CompletedTask;
        });

    private static bool IsText(string mediaType) =>
        mediaType.StartsWith("text/", StringComparison.Ordinal) || mediaType.EndsWith("+xml", StringComparison.Ordinal) || mediaType.Contains("json", StringComparison.Ordinal);

    internal static string ResponseOf(int status) => $"Problem{status.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>Says that the operation reads a header, which may be left out.</summary>
    public static void AddHeader(this OpenApiOperation operation, string name, string description)
    {
        operation.Parameters ??= [];
        operation.Parameters.Add(new OpenApiParameter
        {
            Name = name,
            In = ParameterLocation.Header,
            Description = description,
            Schema = new OpenApiSchema { Type = JsonSchemaType.String },
        });
    }
}
