using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace BusinessFocus.Hosting.Http.Description;

/// <summary>Puts what the code says of itself into the description: of operations, their parameters, schemas and their properties.</summary>
internal static class DescribedByCode
{
    private const string SchemaId = "x-schema-id";

    /// <summary>Where the framework keeps what a property says beside the schema that it refers to.</summary>
    private const string BesideReference = "x-ref-description";

    /// <summary>Parameters that mean the same in every call, unless the call says otherwise.</summary>
    private static readonly Dictionary<string, string> Usual = new(StringComparer.OrdinalIgnoreCase)
    {
        ["token"] = "The secret of the link, as it stands in the letter.",
        ["idOrSlug"] = "The edition's id, or its name in addresses.",
        ["slug"] = "The edition's name in addresses.",
        ["id"] = "The client name of the association, for instance \"foretagarna\".",
        ["key"] = "Which letter it is.",
        ["kind"] = "Which kind of activity it is.",
        ["group"] = "Which group of letters it is.",
        ["version"] = "Of the release; 1 is the first.",
        ["activityId"] = "Only what is about this activity; left out, about all.",
        ["contactId"] = "Only what is for this person; left out, for all.",
        ["dryRun"] = "True: nothing is stored, and the answer says what would come of it. False unless told.",
        ["confirm"] = "True: the list is meant, although it removes more than a third of the members. False unless told.",
    };

    public static Task DescribeOperationAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        if (context.Description.ActionDescriptor.EndpointMetadata.OfType<MethodInfo>().FirstOrDefault() is not { } method)
        {
            return Task.CompletedTask;
        }

        // A lambda stands in a type of the compiler's, inside the one that says what the endpoint is for.
        var slice = method.DeclaringType is { IsNested: true } inner && inner.Name.StartsWith('<') ? inner.DeclaringType : method.DeclaringType;
        operation.Description ??= XmlDocs.Of(method) ?? (slice is null ? null : XmlDocs.OfEndpoint(slice));
        foreach (var parameter in operation.Parameters?.OfType<OpenApiParameter>() ?? [])
        {
            parameter.Description ??= ParameterOf(method, parameter.Name!) ?? Usual.GetValueOrDefault(parameter.Name!);
            if (parameter.Schema is OpenApiSchema schema && TypeOf(method, parameter.Name!) is { } type && OpenApiSchemas.IsId(type))
            {
                schema.Format = "uuid";
            }
        }

        return Task.CompletedTask;
    }

    public static Task DescribeSchemaAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
        if (context.JsonPropertyInfo is { AttributeProvider: MemberInfo { DeclaringType: { } owner } member } && XmlDocs.Of(owner, member.Name) is { } said)
        {
            if (schema.Metadata?.TryGetValue(SchemaId, out var id) == true && id is string { Length: > 0 })
            {
                schema.Metadata[BesideReference] = said;
                Describe(schema, type);
            }
            else
            {
                schema.Description = said;
            }
        }
        else if (type.Assembly != typeof(string).Assembly)
        {
            Describe(schema, type);
        }

        return Task.CompletedTask;
    }

    /// <summary>The framework describes some types first; what it says of an enum lacks what each of its values means.</summary>
    private static void Describe(OpenApiSchema schema, Type type) =>
        schema.Description = type.IsEnum ? OfType(type) ?? schema.Description : schema.Description ?? OfType(type);

    /// <summary>A type's summary; an enum's with what each of its values means.</summary>
    private static string? OfType(Type type)
    {
        if (OpenApiSchemas.IsId(type))
        {
            return $"The id of {WordsOf(type.Name[..^2])}.";
        }

        var summary = XmlDocs.Of(type);
        if (!type.IsEnum)
        {
            return summary;
        }

        var meanings = Enum.GetNames(type).Select(name => (Name: JsonNamingPolicy.CamelCase.ConvertName(name), Meaning: XmlDocs.Of(type, name))).ToList();
        return meanings.All(value => value.Meaning is null)
            ? summary
            : string.Join('\n', [summary, "", .. meanings.Select(value => value.Meaning is null ? $"- `{value.Name}`" : $"- `{value.Name}`: {value.Meaning}")]).TrimStart();
    }

    private static string? ParameterOf(MethodInfo method, string name)
    {
        foreach (var parameter in method.GetParameters())
        {
            if (parameter.IsDefined(typeof(AsParametersAttribute)))
            {
                if (parameter.ParameterType.GetProperties().FirstOrDefault(each => Same(each.Name)) is { } property)
                {
                    return XmlDocs.Of(property.DeclaringType!, property.Name);
                }
            }
            else if (Same(parameter.Name))
            {
                var type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
                return XmlDocs.Parameter(method, parameter.Name!) ?? (type.Assembly == typeof(string).Assembly ? null : OfType(type));
            }
        }

        return null;

        bool Same(string? other) => string.Equals(other, name, StringComparison.OrdinalIgnoreCase);
    }

    private static Type? TypeOf(MethodInfo method, string name) =>
        method.GetParameters().FirstOrDefault(parameter => string.Equals(parameter.Name, name, StringComparison.OrdinalIgnoreCase))?.ParameterType is { } type
            ? Nullable.GetUnderlyingType(type) ?? type
            : null;

    /// <summary>"a visit request" of "VisitRequest".</summary>
    private static string WordsOf(string name)
    {
        var words = string.Concat(name.Select((letter, at) => at > 0 && char.IsUpper(letter) ? $" {char.ToLowerInvariant(letter)}" : char.ToLowerInvariant(letter).ToString()));
        return ("aeiou".Contains(words[0], StringComparison.Ordinal) ? "an " : "a ") + words;
    }
}
