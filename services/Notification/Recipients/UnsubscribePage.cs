using BusinessFocus.Domain.Texts;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Notifications.Content;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Notifications.Recipients;

/// <summary>The page for those who unsubscribe by hand: one button.</summary>
public static class UnsubscribePage
{
    /// <summary>The button posts to the page's own address.</summary>
    public static ContentHttpResult Ask(HttpResponse response, NotificationGroup group) => LinkPage.Show(
        response,
        Languages.Choose("Vill du sluta få det här?", "Do you want to stop getting this?"),
        Label(group),
        $"""
        <form method="post">
        <button name="List-Unsubscribe" value="One-Click">{LinkPage.Encode(Languages.Choose("Avsluta", "Unsubscribe"))}</button>
        </form>
        """);

    public static ContentHttpResult Done(HttpResponse response, NotificationGroup group) => LinkPage.Show(
        response,
        Languages.Choose("Klart", "Done"),
        Languages.Choose($"Du får inte längre: {Label(group)}.", $"You will no longer get: {Label(group)}."));

    public static ContentHttpResult Necessary(HttpResponse response, NotificationGroup group) =>
        LinkPage.Show(response, Label(group), Languages.Choose(PreferenceProblems.Necessary.Sv, PreferenceProblems.Necessary.En));

    private static string Label(NotificationGroup group) => KindRules.LabelOf(group).In(Languages.Current);
}
