using System.Globalization;
using Microsoft.OpenApi;

namespace BusinessFocus.Hosting.Http.Description;

/// <summary>The most that any text, number or list can be where no rule says less: what its format allows, or what fits a request.</summary>
internal static class LimitsOfFormats
{
    /// <summary>Characters. A request is at most so many bytes; a file with rows 20 times that.</summary>
    private const int LongestText = 1024 * 1024;

    private const int LongestFile = 20 * LongestText;
    private const int LongestList = 100_000;

    private static readonly Dictionary<string, int> Lengths = new()
    {
        ["uuid"] = 36,
        ["date"] = 10,
        ["date-time"] = 35,
        ["duration"] = 30,
        ["email"] = 254,
        ["uri"] = 2_048,
    };

    public static void Describe(OpenApiDocument document)
    {
        var seen = new HashSet<IOpenApiSchema>(ReferenceEqualityComparer.Instance);
        foreach (var schema in document.Components?.Schemas?.Values ?? [])
        {
            Limit(schema, LongestText);
        }

        foreach (var operation in document.Operations())
        {
            foreach (var parameter in operation.Parameters ?? [])
            {
                Limit(parameter.Schema, 2_048);
            }

            foreach (var (mediaType, body) in operation.RequestBody?.Content ?? new Dictionary<string, OpenApiMediaType>())
            {
                Limit(body.Schema, IsFile(mediaType) ? LongestFile : LongestText);
            }

            foreach (var (mediaType, body) in operation.Responses?.Values.OfType<OpenApiResponse>().SelectMany(answer => answer.Content ?? new Dictionary<string, OpenApiMediaType>()) ?? [])
            {
                Limit(body.Schema, IsFile(mediaType) ? LongestFile : LongestText);
            }
        }

        void Limit(IOpenApiSchema? each, int longest)
        {
            if (each is not OpenApiSchema schema || !seen.Add(schema))
            {
                return;
            }

            if (schema.Type?.HasFlag(JsonSchemaType.String) == true && schema.Enum is not { Count: > 0 })
            {
                schema.MaxLength ??= schema.Format is { } format && Lengths.TryGetValue(format, out var length) ? length : longest;
            }

            if (schema.Type?.HasFlag(JsonSchemaType.Integer) == true)
            {
                schema.Format ??= "int32";
                var (least, most) = schema.Format == "int64" ? (long.MinValue, long.MaxValue) : (int.MinValue, (long)int.MaxValue);
                schema.Minimum ??= schema.ExclusiveMinimum is null ? least.ToString(CultureInfo.InvariantCulture) : null;
                schema.Maximum ??= schema.ExclusiveMaximum is null ? most.ToString(CultureInfo.InvariantCulture) : null;
            }

            if (schema.Type?.HasFlag(JsonSchemaType.Array) == true)
            {
                schema.MaxItems ??= LongestList;
            }

            foreach (var part in schema.Parts())
            {
                Limit(part, longest);
            }
        }
    }

    private static bool IsFile(string mediaType) => !mediaType.Contains("json", StringComparison.Ordinal);
}
