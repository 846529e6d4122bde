using System.Text;
using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Domain.Topics;

namespace BusinessFocus.Web.Site;

/// <summary>Where the pages are, in the language of the page that links there.</summary>
public static class Links
{
    public const string English = "/en";

    public static string To(string path) => Languages.Current == Languages.English ? path == "/" ? English : English + path : path;

    public static string To(ActivityView activity) => To($"/aktivitet/{Readable(activity.Title.Text())}-{activity.Id}");

    public static string ToRegistration(Guid id, string token) => To($"/anmalan/{id}?token={Uri.EscapeDataString(token)}");

    public static string ToOwn(string token) => To($"/mina?token={Uri.EscapeDataString(token)}");

    /// <summary>The address that was asked for, or sent to.</summary>
    public static string Here(HttpContext page) => page.Request.PathBase.Add(page.Request.Path).ToUriComponent() + page.Request.QueryString;

    /// <summary>The activity in an address that begins with words for people.</summary>
    public static Guid? ActivityIn(string address) =>
        address.Length >= 36 && Guid.TryParseExact(address[^36..], "D", out var id) ? id : null;

    /// <summary>The page that is shown, in the other language; of a form's answer the page that is at its address.</summary>
    public static string InOtherLanguage(HttpContext page)
    {
        var request = page.Request;
        // Two slashes at the beginning would be another host.
        var path = "/" + request.Path.ToUriComponent().TrimStart('/') + (HttpMethods.IsGet(request.Method) ? request.QueryString : QueryString.Empty);
        return Languages.Current == Languages.English ? path : path == "/" ? English : English + path;
    }

    private static string Readable(string title)
    {
        var words = new StringBuilder();
        foreach (var letter in TopicNames.Of(title))
        {
            if (char.IsAsciiLetterOrDigit(letter))
            {
                words.Append(letter);
            }
            else if (words.Length > 0 && words[^1] != '-')
            {
                words.Append('-');
            }
        }

        var text = words.ToString(0, Math.Min(words.Length, 60)).Trim('-');
        return text.Length == 0 ? "x" : text;
    }
}
