using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
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
    /// <summary>Which type has a name, by assembly: tests run several services in one process.</summary>
    private static readonly ConcurrentDictionary<(Assembly, string), Type> Named = new();

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
        if (type.IsEnum && schema.Enum is { Count: > 0 })
        {
            // A component, which says nothing of null: whoever refers to it does.
            (schema.Type, schema.Enum) = (JsonSchemaType.String, [.. schema.Enum.Where(value => value is not null && value.GetValueKind() != JsonValueKind.Null)]);
        }
        else if (schema.Type is { } number && (number & (JsonSchemaType.Integer | JsonSchemaType.Number)) != 0)
        {
            // A number in quotes is read as well, but nobody should write one.
            (schema.Type, schema.Pattern) = (number & ~JsonSchemaType.String, null);
        }

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
        else if (context.JsonTypeInfo.ElementType is { } texts && (texts == typeof(string) || texts == typeof(Wording)))
        {
            IOpenApiSchema text = new OpenApiSchema { Type = JsonSchemaType.String };
            (schema.Items, schema.AdditionalProperties) = context.JsonTypeInfo.Kind == JsonTypeInfoKind.Dictionary ? (schema.Items, text) : (text, schema.AdditionalProperties);
        }
        else if (type == typeof(TimeOnly))
        {
            // Of a day in the edition's time zone, so without the offset that the format would ask for.
            (schema.Format, schema.Pattern, schema.MaxLength) = (null, @"^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,7})?)?$", 16);
        }
        else if (type == typeof(DateTimeOffset))
        {
            (schema.Type, schema.Format) = (JsonSchemaType.String | orNull, "date-time");
        }
        else if (context.JsonPropertyInfo?.AttributeProvider is PropertyInfo property && schema.AdditionalProperties is { } value && HasNullableValues(property))
        {
            schema.AdditionalProperties = new OpenApiSchema { OneOf = [new OpenApiSchema { Type = JsonSchemaType.Null }, value] };
        }
        else if (context.JsonTypeInfo.ElementType is { } element && IsId(element))
        {
            schema.Items ??= new OpenApiSchema { Type = JsonSchemaType.String, Format = "uuid" };
        }

        return Task.CompletedTask;
    }

    /// <summary>A request is nested in its slice and called just that, so its schema is named after both. What people are told is a text as any.</summary>
    public static string? NameOf(JsonTypeInfo type)
    {
        // What is a text or anything at all stands where it is: generators make an empty class of a name for it.
        var itself = Nullable.GetUnderlyingType(type.Type) ?? type.Type;
        if (itself == typeof(Wording) || IsId(itself) || typeof(JsonNode).IsAssignableFrom(itself))
        {
            return null;
        }

        var name = OpenApiOptions.CreateDefaultSchemaReferenceId(type);
        return name is null ? null : OnlyOf(type.Type.DeclaringType is { } slice ? slice.Name + name : name, itself);
    }

    /// <summary>Two types of a service under one name would be described as the first of them, and every client would send the one for the other.</summary>
    private static string OnlyOf(string name, Type type) =>
        Named.GetOrAdd((type.Assembly, name), type) is var first && first == type
            ? name
            : throw new InvalidOperationException($"{first} and {type} are both called {name} in the description: one of them needs another name.");

    /// <summary>Whether the values of a dictionary can be null, which their type does not say.</summary>
    private static bool HasNullableValues(PropertyInfo property) =>
        new NullabilityInfoContext().Create(property).GenericTypeArguments is [_, { ReadState: NullabilityState.Nullable, Type.IsValueType: false }];

    public static bool IsId(Type type) => type.GetInterfaces().Any(each => each.IsGenericType && each.GetGenericTypeDefinition() == typeof(IId<>));
}
