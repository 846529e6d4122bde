using BusinessFocus.Domain.Texts;
using BusinessFocus.Web.Organisers.Activities;
using BusinessFocus.Web.Site;
using BusinessFocus.Web.Site.Staff;

namespace BusinessFocus.Web.Organisers.Overview;

/// <summary>Something that wants a decision today, with where it is made.</summary>
/// <param name="What">In one sentence.</param>
/// <param name="Action">What the link says.</param>
/// <param name="IsUrgent">Somebody outside waits, or it goes wrong by itself.</param>
public sealed record ToDecide(string What, string Address, string Action, bool IsUrgent = false)
{
    /// <summary>A line that long says that the room is too small.</summary>
    private const int LongLine = 5;

    private const int MostFull = 5;

    /// <summary>In the order in which they hurt.</summary>
    public static IReadOnlyList<ToDecide> Of(Today today, DateTimeOffset now) =>
        [.. Clashing(today), .. Waiting(today, now), .. Cases(today), .. Full(today), .. Letters(today), .. Draft(today)];

    private static IEnumerable<ToDecide> Clashing(Today today)
    {
        var open = today.Clashes?.Clashing?.Count(activity => activity.Accepted is null) ?? 0;
        if (open > 0)
        {
            yield return new ToDecide(
                Count(open, "1 aktivitet krockar i utkastet", "aktiviteter krockar i utkastet", "1 activity clashes in the draft", "activities clash in the draft"),
                new ActivityFilter(Only: ActivityFilter.Clashing).Address(today.Plan.Edition),
                Languages.Choose("Visa krockarna", "Show the clashes"),
                IsUrgent: true);
        }
    }

    private static IEnumerable<ToDecide> Waiting(Today today, DateTimeOffset now)
    {
        if (today.Visits is not { Count: > 0 } waiting)
        {
            yield break;
        }

        var days = waiting.Min(visit => visit.Wait?.Since) is { } since ? (int)(now - since).TotalDays : 0;
        var age = days switch
        {
            0 => "",
            1 => Languages.Choose(", det äldsta sedan i går", ", the oldest since yesterday"),
            _ => Languages.Choose($", det äldsta sedan {days} dagar", $", the oldest {days} days ago"),
        };
        yield return new ToDecide(
            Count(waiting.Count, "1 företag väntar på svar om besök", "företag väntar på svar om besök", "1 company is waiting for an answer about a visit", "companies are waiting for an answer about a visit") + age,
            ChosenEdition.Link("/styr/besok", today.Plan.Edition.Slug),
            Languages.Choose("Svara dem", "Answer"),
            IsUrgent: waiting.Any(visit => visit.Wait?.IsLate is true));
    }

    private static IEnumerable<ToDecide> Cases(Today today)
    {
        var (address, action) = (ChosenEdition.Link("/styr/arenden", today.Plan.Edition.Slug), Languages.Choose("Visa ärendena", "Show the cases"));
        if (today.CasesOverdue is > 0 and var late)
        {
            yield return new ToDecide(
                Count(late, "1 ärende skulle ha varit besvarat", "ärenden skulle ha varit besvarade", "1 case should have been answered", "cases should have been answered"), address, action, IsUrgent: true);
        }
        else if (today.CasesOpen is > 0 and var open)
        {
            yield return new ToDecide(
                Count(open, "1 ärende har ingen tagit", "ärenden har ingen tagit", "1 case that nobody has taken", "cases that nobody has taken"), address, action);
        }
    }

    private static IEnumerable<ToDecide> Full(Today today) => today.Plan.Activities
        .Where(activity => ActivityList.IsFull(activity) && activity.Organiser?.Seats?.Waiting >= LongLine)
        .OrderByDescending(activity => activity.Organiser!.Seats!.Waiting)
        .Take(MostFull)
        .Select(activity => new ToDecide(
            $"{activity.Title.Text()}: {ChangeWords.Seats(activity)}",
            ChosenEdition.Link($"{ActivityFilter.Path}/{activity.Id}", today.Plan.Edition.Slug),
            Languages.Choose("Större sal, eller en gång till?", "Use a larger room, or repeat it?")));

    private static IEnumerable<ToDecide> Letters(Today today)
    {
        if (today.Unreachable is { Count: > 0 and var count })
        {
            yield return new ToDecide(
                Count(count, "1 person nås inte av våra brev", "personer nås inte av våra brev", "1 person we cannot reach", "people we cannot reach"),
                ChosenEdition.Link("/styr/utskick", today.Plan.Edition.Slug),
                Languages.Choose("Visa vilka", "Show who"));
        }
    }

    private static IEnumerable<ToDecide> Draft(Today today)
    {
        var changes = today.Plan.Unreleased.Count();
        if (changes > 0)
        {
            yield return new ToDecide(
                Languages.Choose("Utkastet och det släppta: ", "Draft and released: ") + Count(changes, "1 aktivitet skiljer", "aktiviteter skiljer", "1 activity differs", "activities differ"),
                ChosenEdition.Link("/styr/slapp", today.Plan.Edition.Slug),
                Languages.Choose("Förhandsgranska släpp", "Preview the release"));
        }
    }

    private static string Count(int count, string one, string many, string oneEn, string manyEn) =>
        count == 1 ? Languages.Choose(one, oneEn) : Languages.Choose($"{count} {many}", $"{count} {manyEn}");
}
