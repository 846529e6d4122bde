using System.Globalization;
using System.Text;
using Microsoft.Kiota.Abstractions.Serialization;

namespace BusinessFocus.Web.Operators;

/// <summary>What the interface answers without saying which type it has.</summary>
public static class Untyped
{
    public static IReadOnlyDictionary<string, UntypedNode> Members(object? value) =>
        value is UntypedObject members ? new Dictionary<string, UntypedNode>(members.GetValue()) : new Dictionary<string, UntypedNode>();

    public static IReadOnlyList<UntypedNode> Items(object? value) => value is UntypedArray items ? [.. items.GetValue()] : [];

    public static string? Text(object? value) => (value as UntypedString)?.GetValue();

    /// <summary>Null where it is none.</summary>
    public static long? Number(object? value) => value switch
    {
        UntypedInteger number => number.GetValue(),
        UntypedLong number => number.GetValue(),
        UntypedDecimal number => (long)number.GetValue(),
        UntypedDouble number => (long)number.GetValue(),
        UntypedString text when long.TryParse(text.GetValue(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => number,
        _ => null,
    };

    /// <summary>One line for each value, as people read it.</summary>
    public static string Written(UntypedNode? node)
    {
        var lines = new StringBuilder();
        Write(lines, node, 0);
        return lines.ToString().Trim();
    }

    private static void Write(StringBuilder lines, UntypedNode? node, int depth)
    {
        foreach (var (name, value) in node switch
        {
            UntypedObject members => members.GetValue().Select(each => (each.Key, each.Value)),
            UntypedArray items => items.GetValue().Select((each, place) => ((place + 1).ToString(CultureInfo.InvariantCulture), each)),
            _ => [],
        })
        {
            lines.Append('\n').Append(' ', depth * 2).Append(name).Append(':');
            if (value is UntypedObject or UntypedArray)
            {
                Write(lines, value, depth + 1);
            }
            else
            {
                lines.Append(' ').Append(Shown(value));
            }
        }
    }

    private static string Shown(UntypedNode? value) => value switch
    {
        UntypedString text => text.GetValue() ?? "",
        UntypedBoolean isSo => isSo.GetValue() ? "true" : "false",
        null or UntypedNull => "null",
        _ => Number(value)?.ToString(CultureInfo.InvariantCulture) ?? "…",
    };
}
