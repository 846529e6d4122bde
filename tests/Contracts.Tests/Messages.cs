using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace BusinessFocus.Contracts.Tests;

/// <summary>The integration events, and how they are written on the bus.</summary>
internal static class Messages
{
    /// <summary>As MassTransit writes them: camelCase; enums by name, as the contracts say themselves.</summary>
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        // A schema can be asked for before anything was written.
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
    };

    /// <summary>The records that are sent: those that are not a part of another one.</summary>
    public static IReadOnlyList<Type> All { get; } = Find();

    public static bool Accepts => Environment.GetEnvironmentVariable("BUSINESSFOCUS_ACCEPT_CONTRACTS") == "1";

    /// <summary>The service that tells it: its folder among the contracts; of itself each service tells the same.</summary>
    public static string OwnerOf(Type message) => message.Namespace!.Split('.')[^1] is var owner && owner == "Operations" ? "Each service" : owner;

    private static List<Type> Find()
    {
        var records = typeof(LocalizedText).Assembly.GetExportedTypes()
            .Where(type => type is { IsClass: true, IsAbstract: false } && type.Namespace!.Count(each => each == '.') == 2)
            .ToList();
        var parts = records.SelectMany(type => type.GetProperties()).SelectMany(property => Flatten(property.PropertyType)).ToHashSet();
        return records.Where(type => !parts.Contains(type)).OrderBy(type => type.FullName, StringComparer.Ordinal).ToList();
    }

    private static IEnumerable<Type> Flatten(Type type) => type.GetGenericArguments().Append(type);
}
