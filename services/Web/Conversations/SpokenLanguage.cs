using BusinessFocus.Domain.Texts;

namespace BusinessFocus.Web.Conversations;

/// <summary>What a conversation is to be held in, as the address says it.</summary>
public static class SpokenLanguage
{
    public const string Parameter = "sprak";

    /// <summary>sv or en; null where it does not matter, or cannot be meant.</summary>
    public static string? Read(string? asked) => asked is Languages.Swedish or Languages.English ? asked : null;

    public static IReadOnlyList<(string? Language, string Name)> Choices =>
    [
        (null, Languages.Choose("Alla språk", "All languages")),
        (Languages.Swedish, Languages.Choose("På svenska", "In Swedish")),
        (Languages.English, Languages.Choose("På engelska", "In English")),
    ];
}
