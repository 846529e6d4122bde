using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.OpenApi;

namespace BusinessFocus.ServiceDefaults.Tables;

/// <summary>The media types that a table comes in.</summary>
public static class TableRequests
{
    public const string Csv = "text/csv";
    public const string Workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>What browsers on Windows call CSV where Excel is installed.</summary>
    public const string Excel = "application/vnd.ms-excel";

    private const string Json = "application/json";

    public static IReadOnlyList<string> Types { get; } = [Csv, "application/csv", "text/tab-separated-values", Excel, Workbook];

    /// <summary>Whether the body is a file with a table.</summary>
    public static bool HasTable(this HttpRequest request) => Types.Contains(TypeOf(request), StringComparer.OrdinalIgnoreCase);

    public static bool HasJson(this HttpRequest request) => Json.Equals(TypeOf(request), StringComparison.OrdinalIgnoreCase);

    /// <summary>Announces the body of an endpoint that takes tables.</summary>
    /// <param name="rows">The schema of the same as JSON; null where that is not taken.</param>
    public static RouteHandlerBuilder TakesTables(this RouteHandlerBuilder endpoint, IOpenApiSchema? rows = null) =>
        endpoint.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            var content = Types.ToDictionary(type => type, type => new OpenApiMediaType
            {
                Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = type is Excel or Workbook ? "binary" : null },
            });
            var json = rows is not null ? new OpenApiMediaType { Schema = rows } : null;
            if (json is not null || operation.RequestBody?.Content?.TryGetValue(Json, out json) == true)
            {
                content[Json] = json!;
            }

            operation.RequestBody = new OpenApiRequestBody { Required = true, Content = content };
            return Task.CompletedTask;
        });

    private static string? TypeOf(HttpRequest request) => request.GetTypedHeaders().ContentType?.MediaType.Value;
}
