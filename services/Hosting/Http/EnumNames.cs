using System.Text.Json;
using BusinessFocus.Domain.Texts;
using FluentValidation;

namespace BusinessFocus.Hosting.Http;

/// <summary>The values of an enum as the interface names them, where they stand in an address: the framework reads only C#'s own names there.</summary>
public static class EnumNames<T> where T : struct, Enum
{
    public static IReadOnlyDictionary<string, T> All { get; } =
        Enum.GetValues<T>().ToDictionary(value => JsonNamingPolicy.CamelCase.ConvertName(value.ToString()));

    /// <summary>What somebody is told whose word is none of them.</summary>
    public static string Expected => Languages.Choose($"En av: {string.Join(", ", All.Keys)}.", $"One of: {string.Join(", ", All.Keys)}.");
}

public static class EnumFilters
{
    /// <summary>A filter by an enum: one of its names, or left out for all.</summary>
    /// <param name="names">Those of <see cref="EnumNames{T}"/>.</param>
    public static IRuleBuilderOptions<T, string?> OneOf<T, TEnum>(this IRuleBuilder<T, string?> rule, IReadOnlyDictionary<string, TEnum> names)
        where TEnum : struct, Enum =>
        rule.Must(name => name is null || names.ContainsKey(name)).WithMessage(_ => EnumNames<TEnum>.Expected);
}
