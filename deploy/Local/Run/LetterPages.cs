using System.Net;
using System.Text.RegularExpressions;
using MimeKit;

namespace BusinessFocus.Local.Run;

/// <summary>How letters look in a browser.</summary>
public static class LetterPages
{
    private const int Most = 200;

    private const string Style =
        """
        :root { color-scheme: light dark; }
        body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 1.5rem auto; padding: 0 1rem; }
        table { border-collapse: collapse; width: 100%; } td, th { text-align: left; padding: .4rem .6rem; border-bottom: 1px solid #8884; overflow-wrap: anywhere; }
        iframe { width: 100%; height: 44rem; border: 1px solid #8886; border-radius: 10px; background: #fff; } pre { white-space: pre-wrap; overflow-wrap: anywhere; }
        dt { font-weight: 600; } dd { margin: 0 0 .5rem; } input { font: inherit; padding: .3rem; }
        """;

    /// <param name="File">Its name in the folder.</param>
    /// <param name="At">When it came.</param>
    public sealed record Entry(string File, string To, string Subject, string At);

    /// <param name="entries">The newest first.</param>
    /// <param name="to">Only to addresses with this in them; null for all.</param>
    public static string List(IEnumerable<Entry> entries, string? to)
    {
        var rows = entries
            .Where(entry => string.IsNullOrWhiteSpace(to) || entry.To.Contains(to.Trim(), StringComparison.OrdinalIgnoreCase))
            .Take(Most)
            .Select(entry => $"""<tr><td>{Text(entry.At)}</td><td>{Text(entry.To)}</td><td><a href="/letters/{Uri.EscapeDataString(entry.File)}">{Text(Subject(entry.Subject))}</a></td></tr>""");
        return Page("Mail", $"""
            <h1>Mail</h1>
            <form><label>To <input name="to" type="search" value="{Text(to ?? "")}"></label> <button>Show</button></form>
            <p>The newest {Most}. Reload the page to see what has come.</p>
            <table><thead><tr><th>Came</th><th>To</th><th>Subject</th></tr></thead><tbody>{string.Concat(rows)}</tbody></table>
            """);
    }

    public static string Letter(MimeMessage letter, string file)
    {
        var others = letter.BodyParts.OfType<MimePart>()
            .Where(part => part is not TextPart { IsHtml: true } and not TextPart { IsPlain: true })
            .Select(part => $"<li>{Text(part.FileName ?? part.ContentType.MimeType)} ({Text(part.ContentType.MimeType)})</li>");
        var html = letter.HtmlBody is { } body
            ? $"""<iframe title="The letter" sandbox="allow-popups allow-popups-to-escape-sandbox" srcdoc="{Text($"<base target=\"_blank\">{WithPictures(body, letter)}")}"></iframe>"""
            : "";
        return Page(letter.Subject ?? file, $"""
            <p><a href="/">All mail</a></p>
            <h1>{Text(letter.Subject ?? "")}</h1>
            <dl><dt>From</dt><dd>{Text(letter.From.ToString())}</dd><dt>To</dt><dd>{Text(letter.Headers["X-Envelope-To"] ?? letter.To.ToString())}</dd></dl>
            {html}
            <h2>As text</h2><pre>{Links(Text(letter.TextBody ?? ""))}</pre>
            <h2>With it</h2><ul>{string.Concat(others)}</ul>
            <p>{Text(file)}</p>
            """);
    }

    public static string NoLetter() => Page("No such letter", """<h1>No such letter</h1><p><a href="/">All mail</a></p>""");

    private static string Page(string title, string body) =>
        $"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{Text(title)}</title><style>{Style}</style></head><body>{body}</body></html>""";

    /// <summary>As it is meant: headers are encoded.</summary>
    private static string Subject(string raw) => MimeKit.Utils.Rfc2047.DecodeText(System.Text.Encoding.UTF8.GetBytes(raw)) is { Length: > 0 } subject ? subject : "(no subject)";

    /// <summary>Pictures that come with the letter stand in it.</summary>
    private static string WithPictures(string html, MimeMessage letter)
    {
        foreach (var part in letter.BodyParts.OfType<MimePart>().Where(part => part is { ContentId: not null, Content: not null }))
        {
            using var content = new MemoryStream();
            part.Content!.DecodeTo(content);
            html = html.Replace($"cid:{part.ContentId}", $"data:{part.ContentType.MimeType};base64,{Convert.ToBase64String(content.ToArray())}", StringComparison.Ordinal);
        }

        return html;
    }

    private static string Links(string text) =>
        Regex.Replace(text, @"https?://[^\s<&]+(?:&amp;[^\s<&]+)*", """<a href="$0" target="_blank" rel="noopener">$0</a>""", RegexOptions.None, TimeSpan.FromSeconds(1));

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
