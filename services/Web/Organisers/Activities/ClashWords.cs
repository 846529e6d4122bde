using System.Text.Json;
using BusinessFocus.Client;
using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Domain.Times;
using BusinessFocus.Web.Site;
using Microsoft.Kiota.Serialization.Json;

namespace BusinessFocus.Web.Organisers.Activities;

/// <summary>Why something cannot be planned, said as one planner tells another.</summary>
public static class ClashWords
{
    /// <summary>The code of a refusal because of clashes.</summary>
    public const string Code = "clash";

    public static IReadOnlyList<string> Of(IEnumerable<Clash>? clashes, DateTimeOffset now) =>
        [.. (clashes ?? []).Select(clash => Of(clash, now)).Distinct()];

    public static string Of(Clash clash, DateTimeOffset now)
    {
        var (name, title) = (clash.Name, clash.Title.Text());
        return clash.Why switch
        {
            ClashWhy.Taken when clash.What == ClashOver.Host => Languages.Choose($"{name} har ”{title}” {When(clash, now)}.", $"{name} has “{title}” {When(clash, now)}."),
            ClashWhy.Taken => Languages.Choose($"{name} är upptagen av ”{title}” {When(clash, now)}.", $"{name} is taken by “{title}” {When(clash, now)}."),
            ClashWhy.Travel => Languages.Choose(
                $"{name} hinner inte: det tar {clash.Minutes} minuter till eller från ”{title}” {When(clash, now)}.",
                $"{name} cannot get there in time: it is {clash.Minutes} minutes to or from “{title}” {When(clash, now)}."),
            ClashWhy.Closed => Languages.Choose($"{name} är inte öppen hela tiden.", $"{name} is not open for the whole time."),
            ClashWhy.TooSmall => Languages.Choose($"{name} rymmer inte så många.", $"{name} does not have room for that many."),
            ClashWhy.OffHours => Languages.Choose($"{name} arbetar inte då.", $"{name} does not work at that time."),
            ClashWhy.Unavailable => Languages.Choose($"{name} kan inte komma {When(clash, now)}.", $"{name} cannot come {When(clash, now)}."),
            _ => Languages.Choose($"{name} kan inte då.", $"{name} is not available then."),
        };
    }

    /// <summary>What a refusal tells; none where it is about something else.</summary>
    public static IReadOnlyList<Clash> In(ProblemException problem) =>
        problem.Code == Code && problem.Facts.TryGetValue("clashes", out var clashes) && clashes.ValueKind == JsonValueKind.Array
            ? [.. new JsonParseNode(clashes).GetCollectionOfObjectValues(Clash.CreateFromDiscriminatorValue)]
            : [];

    private static string When(Clash clash, DateTimeOffset now) =>
        clash is { StartsAt: { } starts, EndsAt: { } ends }
            ? Stockholm.DayOf(starts) == Stockholm.DayOf(ends) ? Texts.When(starts, ends, now) : $"{Texts.Until(starts, now)} – {Texts.Until(ends, now)}"
            : "";
}
