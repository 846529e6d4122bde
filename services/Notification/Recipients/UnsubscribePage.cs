using System.Text.Encodings.Web;
using System.Text.Unicode;
using BusinessFocus.Notification.Notices;
using BusinessFocus.ServiceDefaults.Http;

namespace BusinessFocus.Notification.Recipients;

/// <summary>The page for who unsubscribes by hand, in the language of their browser: one button, no script.</summary>
public static class UnsubscribePage
{
    private static readonly HtmlEncoder Html = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>The button posts to the page's own address.</summary>
    public static string Ask(NoticeGroup group) => Of(
        Languages.Choose("Vill du sluta få det här?", "Do you want to stop getting this?"),
        Label(group),
        $"""
        <form method="post">
        <button name="List-Unsubscribe" value="One-Click">{Html.Encode(Languages.Choose("Avsluta", "Unsubscribe"))}</button>
        </form>
        """);

    public static string Done(NoticeGroup group) => Of(
        Languages.Choose("Klart", "Done"),
        Languages.Choose($"Du får inte längre: {Label(group)}.", $"You will no longer get: {Label(group)}."),
        "");

    public static string Necessary(NoticeGroup group) =>
        Of(Label(group), Languages.Choose(PreferenceProblems.Necessary.Sv, PreferenceProblems.Necessary.En), "");

    private static string Label(NoticeGroup group) => KindRules.LabelOf(group).In(Languages.Current);

    private static string Of(string heading, string text, string form) =>
        $$"""
        <!DOCTYPE html>
        <html lang="{{Languages.Current}}">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="robots" content="noindex">
        <title>Business Focus</title>
        <style>
        :root { color-scheme: light dark; }
        body { max-width: 36rem; margin: 2rem auto; padding: 0 1rem; font: 17px/1.5 system-ui, sans-serif; }
        button { padding: .8rem 1.5rem; border: 0; border-radius: 8px; background: #00698c; color: #ffffff; font: inherit; font-weight: 600; }
        </style>
        </head>
        <body>
        <main>
        <h1>{{Html.Encode(heading)}}</h1>
        <p>{{Html.Encode(text)}}</p>
        {{form}}
        </main>
        </body>
        </html>

        """;
}
