using System.Globalization;
using BusinessFocus.Client.Generated.Models;
using Microsoft.Kiota.Abstractions.Serialization;

namespace BusinessFocus.Web.Preferences;

/// <summary>Letters that are wanted or not together.</summary>
/// <param name="Key">As the interface names them, for instance <c>reminders</c>.</param>
/// <param name="Label">As people read it, in the language of the page.</param>
/// <param name="IsNecessary">Whether they cannot be turned off.</param>
public sealed record LetterGroup(string Key, string Label, bool IsWanted, bool IsNecessary)
{
    /// <summary>The label inside a sentence.</summary>
    public string Inside => Label.Length == 0 ? Label : char.ToLower(Label[0], CultureInfo.CurrentCulture) + Label[1..];

    public static IReadOnlyList<LetterGroup> In(PreferencesView preferences) =>
    [
        .. (preferences.Kinds?.AdditionalData ?? new Dictionary<string, object>())
            .Select(each => (each.Key, Wish: (each.Value as UntypedObject)?.GetValue()))
            .Where(each => each.Wish is not null)
            .Select(each => new LetterGroup(
                each.Key,
                (each.Wish!.TryGetValue("label", out var label) ? (label as UntypedString)?.GetValue() : null) ?? each.Key,
                Is(each.Wish, "wanted"),
                Is(each.Wish, "necessary"))),
    ];

    private static bool Is(IDictionary<string, UntypedNode> wish, string name) =>
        wish.TryGetValue(name, out var value) && value is UntypedBoolean flag && flag.GetValue();
}
