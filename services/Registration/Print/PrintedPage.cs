using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Domain.Times;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Registration.Print;

/// <summary>A page that is printed on A4 paper, in the reader's language: a tree of elements, in which whatever text is put stays text.</summary>
public static class PrintedPage
{
    public const string MediaType = "text/html";

    private static readonly HashSet<string> Void = ["br", "meta"];

    /// <param name="content">Attributes, elements, texts, lists of them; null is nothing.</param>
    public static XElement Element(string name, params object?[] content)
    {
        var element = new XElement(name, content);
        if (element.IsEmpty && !Void.Contains(name))
        {
            // An element that closes itself would go on to the end of its parent.
            element.Value = "";
        }

        return element;
    }

    public static XAttribute Class(string names) => new("class", names);

    /// <summary>"2026-10-05 09:00–10:00", on the clock on the wall.</summary>
    public static string Times(DateTimeOffset startsAt, DateTimeOffset endsAt)
    {
        var (from, to) = (Stockholm.WallClock(startsAt), Stockholm.WallClock(endsAt));
        var day = from.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        return $"{day}–{to.ToString(from.Date == to.Date ? "HH:mm" : "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)}";
    }

    public static ContentHttpResult Answer(HttpResponse response, string title, params IEnumerable<XElement?> body)
    {
        var headers = response.Headers;
        headers.ContentSecurityPolicy = Sheet.ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers.CacheControl = "private, no-store";
        headers.ContentLanguage = Languages.Current;
        headers.Append("Vary", "Accept-Language");
        return TypedResults.Content(Of(title, body), MediaType, Encoding.UTF8);
    }

    public static string Of(string title, params IEnumerable<XElement?> body)
    {
        var html = Element("html", new XAttribute("lang", Languages.Current),
            Element("head",
                Element("meta", new XAttribute("charset", "utf-8")),
                Element("meta", new XAttribute("name", "viewport"), new XAttribute("content", "width=device-width, initial-scale=1")),
                Element("meta", new XAttribute("name", "robots"), new XAttribute("content", "noindex")),
                Element("title", title),
                Element("style", Sheet.Text)),
            Element("body", Element("main", body)));
        var text = new StringBuilder("<!DOCTYPE html>\n");
        using (var writer = XmlWriter.Create(text, new XmlWriterSettings { OmitXmlDeclaration = true, CheckCharacters = false, NewLineHandling = NewLineHandling.None }))
        {
            html.Save(writer);
        }

        return text.ToString();
    }
}
