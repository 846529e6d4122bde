using BusinessFocus.Notifications.Content;
using BusinessFocus.Notifications.Rendering;

namespace BusinessFocus.Notifications.SignIn;

/// <summary>Letters in the usual form whose words are ours alone: a changed template could lead somebody elsewhere.</summary>
public sealed class PlainLetters(Templates templates)
{
    /// <param name="name">Of whom we know; empty where somebody else typed it.</param>
    /// <param name="footer">The link below it.</param>
    public RenderedMessage Write(
        Guid id,
        string name,
        string address,
        string language,
        DateTimeOffset now,
        string subject,
        string heading,
        IReadOnlyList<IReadOnlyList<string>> paragraphs,
        IReadOnlyList<LinkModel> links,
        LinkModel footer)
    {
        var layout = new LayoutModel(
            language, subject, Words.OneLine(heading), paragraphs, [], links, new TicketModel(false, "", "", []), Words.Footer.In(language), footer);
        return new RenderedMessage(
            id, Channels.Email, Words.OneLine(name), address, language, subject, templates.RenderText(layout), templates.RenderHtml(layout), [], null, now);
    }
}
