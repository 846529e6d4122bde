using System.Text.Json.Serialization.Metadata;
using BusinessFocus.Contracts;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Hosting.Http.Bodies;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace BusinessFocus.Hosting.Http;

/// <summary>How types look in the description, where the framework cannot tell.</summary>
internal static class OpenApiSchemas
{
    /// <summary>A list whose elements are read one by one is described by what each should be.</summary>
    public static async Task DescribeWhatIsReadByItselfAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        if (context.JsonTypeInfo.ElementType is { } element && typeof(IReadByItself).IsAssignableFrom(element))
        {
            schema.Items = await context.GetOrCreateSchemaAsync(element.GetGenericArguments()[0], null, cancellationToken);
        }
    }

    /// <summary>Types with converters of their own come here without a schema.</summary>
    public static Task DescribeTypeAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
        var orNull = type == context.JsonTypeInfo.Type ? (schema.Type ?? default) & JsonSchemaType.Null : JsonSchemaType.Null;
        if (IsId(type))
        {
            (schema.Type, schema.Format) = (JsonSchemaType.String | orNull, "uuid");
        }
        else if (type == typeof(Wording))
        {
            (schema.Type, schema.Description) = (JsonSchemaType.String | orNull, null);
        }
        else if (type == typeof(string))
        {
            schema.Type = JsonSchemaType.String | (context.JsonPropertyInfo is { IsGetNullable: true } ? JsonSchemaType.Null : default);
        }
        else if (context.JsonTypeInfo.ElementType == typeof(string))
        {
            IOpenApiSchema text = new OpenApiSchema { Type = JsonSchemaType.String };
            (schema.Items, schema.AdditionalProperties) = context.JsonTypeInfo.Kind == JsonTypeInfoKind.Dictionary ? (schema.Items, text) : (text, schema.AdditionalProperties);
        }
        else if (type == typeof(DateTimeOffset))
        {
            (schema.Type, schema.Format) = (JsonSchemaType.String | orNull, "date-time");
        }
        else if (context.JsonTypeInfo.ElementType is { } element && IsId(element))
        {
            schema.Items ??= new OpenApiSchema { Type = JsonSchemaType.String, Format = "uuid" };
        }

        return Task.CompletedTask;
    }

    /// <summary>What is unknown is refused in bodies that people write, and nowhere else: an answer may have more tomorrow.</summary>
    public static void LetAnswersGrow(OpenApiDocument document)
    {
        var written = new HashSet<string>();
        var operations = document.Paths.Values.Where(path => path.Operations is not null).SelectMany(path => path.Operations!.Values);
        foreach (var body in operations.Where(operation => operation.RequestBody?.Content is not null).SelectMany(operation => operation.RequestBody!.Content!.Values))
        {
            Follow(body.Schema);
        }

        foreach (var answer in document.Components!.Schemas!.Where(schema => !written.Contains(schema.Key)).Select(schema => schema.Value).OfType<OpenApiSchema>())
        {
            answer.AdditionalPropertiesAllowed = true;
        }

        void Follow(IOpenApiSchema? schema)
        {
            if (schema is null || (schema is OpenApiSchemaReference { Reference.Id: { } name } && !written.Add(name)))
            {
                return;
            }

            foreach (var part in (IEnumerable<IOpenApiSchema?>)[schema.Items, schema.AdditionalProperties, .. schema.Properties?.Values ?? [], .. schema.OneOf ?? [], .. schema.AnyOf ?? [], .. schema.AllOf ?? []])
            {
                Follow(part);
            }
        }
    }

    /// <summary>A request is nested in its slice and called just that, so its schema is named after both. What people are told is a text as any.</summary>
    public static string? NameOf(JsonTypeInfo type)
    {
        if ((Nullable.GetUnderlyingType(type.Type) ?? type.Type) == typeof(Wording))
        {
            return null;
        }

        var name = OpenApiOptions.CreateDefaultSchemaReferenceId(type);
        return name is not null && type.Type.DeclaringType is { } slice ? slice.Name + name : name;
    }

    private static bool IsId(Type type) => type.GetInterfaces().Any(each => each.IsGenericType && each.GetGenericTypeDefinition() == typeof(IId<>));
}
