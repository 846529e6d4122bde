using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace BusinessFocus.Hosting.Http;

/// <summary>JSON as the interface has it: camelCase, enums as text, what is null left out, and nothing half read.</summary>
public static class Json
{
    private static readonly ConditionalWeakTable<JsonSerializerOptions, JsonSerializerOptions> Lenient = [];

    public static void AsInTheInterface(this JsonSerializerOptions options)
    {
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.Converters.Add(new OffsetTimes());
        options.Converters.Add(new VisibleTexts());
        options.Converters.Add(new Wordings());
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.AllowDuplicateProperties = false;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.TypeInfoResolver = (options.TypeInfoResolver ?? new DefaultJsonTypeInfoResolver()).WithAddedModifier(LetNullableBeLeftOut);
    }

    /// <summary>The same for what others define and add to (providers' callbacks): what is unknown there is ignored.</summary>
    public static JsonSerializerOptions IgnoringTheUnknown(this JsonSerializerOptions options) => Lenient.GetValue(options, strict => new(strict)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip,
        AllowDuplicateProperties = true,
    });

    /// <summary>What may be null may be missing: a request's type says with its question marks what is optional.</summary>
    private static void LetNullableBeLeftOut(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            if (property.AssociatedParameter is { } parameter
                && (parameter.IsNullable || Nullable.GetUnderlyingType(parameter.ParameterType) is not null))
            {
                property.IsRequired = false;
            }
        }
    }
}
