using Microsoft.OpenApi;

namespace BusinessFocus.Hosting.Http.Description;

/// <summary>How each refusal looks: problem details (RFC 9457), once for each status.</summary>
internal static class ProblemAnswers
{
    private const string Schema = "Problem";

    /// <summary>Statuses that say when to ask again.</summary>
    private static readonly int[] Later = [429, 503];

    public static void Describe(OpenApiDocument document)
    {
        document.AddComponent(Schema, new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Description = "Why a call was refused: problem details (RFC 9457). Further members are facts of the problem, for instance `capacity`. All types: /docs/problems.",
            Required = new HashSet<string> { "type", "title", "status" },
            AdditionalPropertiesAllowed = true,
            Properties = new Dictionary<string, IOpenApiSchema>
            {
                ["type"] = new OpenApiSchema { Type = JsonSchemaType.String, Format = "uri", MaxLength = 200, Description = "Which problem it is, for machines: it never changes meaning." },
                ["title"] = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = 500, Description = "What a person is told, in the language of `Accept-Language`." },
                ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int32", Minimum = "400", Maximum = "599", Description = "The answer's status." },
                ["detail"] = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = 2_000, Description = "More about this very case, in the same language." },
                ["errors"] = new OpenApiSchema
                {
                    Type = JsonSchemaType.Object,
                    Description = "By field, as the request names it: what was expected and what came.",
                    AdditionalProperties = new OpenApiSchema
                    {
                        Type = JsonSchemaType.Array,
                        MaxItems = 100,
                        Items = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = 2_000 },
                    },
                },
                ["traceId"] = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = 100, Description = "Under which operators find the call." },
            },
        });
        foreach (var problem in HttpProblems.All)
        {
            var status = ProblemStatus.Of(problem);
            document.AddComponent(OpenApiOperations.ResponseOf(status), new OpenApiResponse
            {
                Description = $"{problem.En}. The usual `type` is `{problem.Type}`.",
                Headers = Later.Contains(status)
                    ? new Dictionary<string, IOpenApiHeader>
                    {
                        ["Retry-After"] = new OpenApiHeader
                        {
                            Description = "Seconds after which it is worth asking again",
                            Schema = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int32", Minimum = "0", Maximum = "86400" },
                        },
                    }
                    : null,
                Content = new Dictionary<string, OpenApiMediaType>
                {
                    [ProblemWriter.MediaType] = new() { Schema = new OpenApiSchemaReference(Schema, document) },
                },
            });
        }
    }
}
