using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Domain.Times;

namespace BusinessFocus.Web.Officers;

/// <summary>Who comes to an officer on one day.</summary>
/// <param name="Days">On which somebody comes, Europe/Stockholm, with how many.</param>
/// <param name="Day">The one that is shown: the one asked for; else today, or the next one, or the last; today where nobody comes at all.</param>
/// <param name="Conversations">In the order in which they begin.</param>
/// <param name="Next">The one that is on, or comes next today; null on other days.</param>
public sealed record OfficersDay(
    IReadOnlyList<(DateOnly Day, int Count)> Days, DateOnly Day, IReadOnlyList<ConversationView> Conversations, ConversationView? Next)
{
    public static OfficersDay Of(IEnumerable<ConversationView> conversations, DateOnly? asked, DateTimeOffset now)
    {
        var byDay = conversations.OrderBy(each => each.StartsAt).ToLookup(each => Stockholm.DayOf(each.StartsAt!.Value));
        var days = byDay.Select(day => (day.Key, Count: day.Count())).OrderBy(day => day.Key).ToList();
        var today = Stockholm.DayOf(now);
        var shown = asked
            ?? (byDay.Contains(today) || days.Count == 0 ? today
            : days.Any(day => day.Key > today) ? days.First(day => day.Key > today).Key
            : days[^1].Key);
        var onDay = byDay[shown].ToList();
        return new OfficersDay(days, shown, onDay, shown == today ? onDay.FirstOrDefault(each => each.EndsAt > now) : null);
    }
}
