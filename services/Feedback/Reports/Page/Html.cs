using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace BusinessFocus.Feedback.Reports.Page;

/// <summary>HTML and SVG as a tree of elements: whatever text is put into it stays text.</summary>
public static class Html
{
    private static readonly HashSet<string> Void = ["br", "link", "meta"];

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

    public static XAttribute With(string attribute, object value) => new(attribute, value);

    public static string Document(XElement html)
    {
        var text = new StringBuilder("<!DOCTYPE html>\n");
        using (var writer = XmlWriter.Create(text, new XmlWriterSettings
        {
            OmitXmlDeclaration = true,
            CheckCharacters = false,
            NewLineHandling = NewLineHandling.None,
        }))
        {
            html.Save(writer);
        }

        return text.ToString();
    }
}
