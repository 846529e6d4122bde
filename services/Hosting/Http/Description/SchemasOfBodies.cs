using Microsoft.OpenApi;

namespace BusinessFocus.Hosting.Http.Description;

/// <summary>
/// What people write and what they are answered differ: what is unknown is refused in a request, and an answer may have more tomorrow;
/// a request may say null where it may leave out, and an answer leaves out what it has not.
/// </summary>
internal static class SchemasOfBodies
{
    public static void Describe(OpenApiDocument document)
    {
        var written = Named(document.Operations().SelectMany(operation => operation.RequestBody?.Content?.Values.Select(body => body.Schema) ?? []));
        foreach (var (name, schema) in document.Components!.Schemas!)
        {
            if (schema is OpenApiSchema { Properties: { } properties } described)
            {
                described.Required?.ExceptWith(properties.Where(property => IsNullable(property.Value)).Select(property => property.Key));
                if (!written.Contains(name))
                {
                    described.AdditionalPropertiesAllowed = true;
                    foreach (var (property, value) in properties.ToList())
                    {
                        properties[property] = WithoutNull(value);
                    }
                }
            }
        }
    }

    private static bool IsNullable(IOpenApiSchema schema) =>
        schema.Type?.HasFlag(JsonSchemaType.Null) == true || schema.OneOf?.Any(each => each.Type == JsonSchemaType.Null) == true;

    private static IOpenApiSchema WithoutNull(IOpenApiSchema schema)
    {
        if (schema is not OpenApiSchema described)
        {
            return schema;
        }

        if (described.OneOf is { Count: 2 } either && either.SingleOrDefault(each => each.Type != JsonSchemaType.Null) is { } only)
        {
            return only;
        }

        described.Type &= ~JsonSchemaType.Null;
        return described;
    }

    private static HashSet<string> Named(IEnumerable<IOpenApiSchema?> bodies)
    {
        var names = new HashSet<string>();
        foreach (var body in bodies)
        {
            Follow(body);
        }

        return names;

        void Follow(IOpenApiSchema? schema)
        {
            if (schema is null || (schema is OpenApiSchemaReference { Reference.Id: { } name } && !names.Add(name)))
            {
                return;
            }

            foreach (var part in schema.Parts())
            {
                Follow(part);
            }
        }
    }
}
