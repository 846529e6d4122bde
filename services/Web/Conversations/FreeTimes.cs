using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Domain.Times;
using BusinessFocus.Web.Activities;
using BusinessFocus.Web.Programme;
using BusinessFocus.Web.Site;

namespace BusinessFocus.Web.Conversations;

/// <summary>Something to talk about, and how much time officers have for it.</summary>
/// <param name="Topic">Its key.</param>
/// <param name="Count">Free times.</param>
/// <param name="Next">When the first of them begins.</param>
public sealed record TopicChoice(string Topic, int Count, DateTimeOffset Next);

/// <summary>An officer's free times of one day, at one place.</summary>
public sealed record OfficerTimes(string Officer, string Place, IReadOnlyList<ActivityView> Times);

/// <summary>The free times of one day, Europe/Stockholm.</summary>
public sealed record DayTimes(DateOnly Day, IReadOnlyList<OfficerTimes> Officers);

/// <summary>The times with officers that anybody can book now.</summary>
/// <param name="All">In the order in which they begin.</param>
public sealed record FreeTimes(IReadOnlyList<ActivityView> All)
{
    public static FreeTimes Of(ProgrammeNow programme, DateTimeOffset now) =>
        new([.. programme.Activities.Where(activity => IsFree(activity, programme, now)).OrderBy(slot => slot.StartsAt).ThenBy(Officer, StringComparer.CurrentCulture)]);

    /// <summary>Times of which nobody knows whether they are taken are shown: the booking itself tells.</summary>
    private static bool IsFree(ActivityView activity, ProgrammeNow programme, DateTimeOffset now) =>
        ProgrammeList.IsSlot(activity)
        && ShowActivity.ClosedBecause(activity, now) is null
        && programme.Seats.GetValueOrDefault(activity.Id!.Value) is not ({ Left: <= 0 } or { Next.Reason: NextReason.OfficerTaken });

    /// <summary>What can be talked about, in the order of the words that it is shown by.</summary>
    public IReadOnlyList<TopicChoice> Topics(Func<string, string> wordsOf) =>
    [
        .. All.SelectMany(slot => (slot.Topics ?? []).Select(topic => (topic, slot)))
            .GroupBy(each => each.topic, each => each.slot)
            .Select(slots => new TopicChoice(slots.Key, slots.Count(), slots.Min(slot => slot.StartsAt!.Value)))
            .OrderBy(choice => wordsOf(choice.Topic), StringComparer.CurrentCulture),
    ];

    public FreeTimes About(string topic) => new([.. All.Where(slot => slot.Topics?.Contains(topic) is true)]);

    /// <summary>Those that can be held in a language: an officer may speak more than that of the time.</summary>
    public FreeTimes In(string language) => new([.. All.Where(slot => slot.Language == language || slot.Languages?.Contains(language) is true)]);

    /// <summary>On which there is a free time about each of these: the day that is asked for, then those after it, then those before it.</summary>
    public IReadOnlyList<DateOnly> DaysWith(IReadOnlyCollection<string> topics, DateOnly first) =>
    [
        .. All.GroupBy(slot => Stockholm.DayOf(slot.StartsAt!.Value))
            .Where(day => topics.All(topic => day.Any(slot => slot.Topics?.Contains(topic) is true)))
            .Select(day => day.Key)
            .OrderBy(day => day < first)
            .ThenBy(day => day),
    ];

    /// <summary>
    /// The next times across officers, each moment once: who has most time left is shown, so that one is not filled while another waits.
    /// </summary>
    public IReadOnlyList<ActivityView> Next(int most)
    {
        var left = All.CountBy(Officer).ToDictionary();
        return [.. All.GroupBy(slot => slot.StartsAt).Select(slots => slots.MaxBy(slot => left[Officer(slot)])!).Take(most)];
    }

    /// <summary>The Mondays of the weeks in which there is a free time.</summary>
    public IReadOnlyList<DateOnly> Weeks => [.. All.Select(slot => Monday(Stockholm.DayOf(slot.StartsAt!.Value))).Distinct()];

    /// <summary>The week that is asked for; where nothing is free in it, the first in which something is.</summary>
    /// <param name="asked">Its Monday as yyyy-MM-dd; anything else is no week.</param>
    public DateOnly WeekOf(string? asked) =>
        WrittenDay.Read(asked) is { } monday && Weeks.Contains(monday)
            ? monday
            : Weeks[0];

    public IReadOnlyList<DayTimes> Week(DateOnly monday) =>
    [
        .. All.GroupBy(slot => Stockholm.DayOf(slot.StartsAt!.Value))
            .Where(day => Monday(day.Key) == monday)
            .Select(day => new DayTimes(
                day.Key,
                [.. day.GroupBy(slot => (Officer: Officer(slot), Place: Texts.Where(slot))).Select(slots => new OfficerTimes(slots.Key.Officer, slots.Key.Place, [.. slots]))])),
    ];

    public static string Officer(ActivityView slot) => string.Join(", ", slot.Hosts ?? []);

    private static DateOnly Monday(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
}
