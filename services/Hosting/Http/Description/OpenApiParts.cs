using Microsoft.OpenApi;

namespace BusinessFocus.Hosting.Http.Description;

/// <summary>What a description is made of.</summary>
internal static class OpenApiParts
{
    public static IEnumerable<OpenApiOperation> Operations(this OpenApiDocument document) =>
        document.Paths.Values.Where(path => path.Operations is not null).SelectMany(path => path.Operations!.Values);

    /// <summary>The schemas that stand in one, whatever they are in it.</summary>
    public static IEnumerable<IOpenApiSchema?> Parts(this IOpenApiSchema schema) =>
        [schema.Items, schema.AdditionalProperties, .. schema.Properties?.Values ?? [], .. schema.OneOf ?? [], .. schema.AnyOf ?? [], .. schema.AllOf ?? []];
}
