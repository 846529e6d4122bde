namespace BusinessFocus.Notifications.Rendering;

/// <summary>Puts a message in plain text, for a channel that has no layout.</summary>
/// <param name="links">Where it leads, the most important first.</param>
public delegate string TextForm(Wording wording, IReadOnlyList<LinkModel> links);

public static class TextForms
{
    /// <summary>Everything that the message says, and its links.</summary>
    public static string Whole(Wording wording, IReadOnlyList<LinkModel> links) => string.Join(
        "\n\n",
        wording.Paragraphs.Select(lines => string.Join('\n', lines)).Concat(links.Select(link => $"{link.Label}: {link.Url}")));

    /// <summary>The short words for a phone, and the first link.</summary>
    public static string Brief(Wording wording, IReadOnlyList<LinkModel> links) =>
        string.Join(' ', links.Select(link => link.Url).Take(1).Prepend(wording.Brief));
}
