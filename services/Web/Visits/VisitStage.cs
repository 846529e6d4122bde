using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Domain.Times;
using BusinessFocus.Web.Site;

namespace BusinessFocus.Web.Visits;

/// <summary>How far a visit has come, as the company sees it: a time that has been is another thing than one to come.</summary>
public enum VisitStage
{
    /// <summary>Nobody has proposed a time.</summary>
    Asked,

    /// <summary>A time is proposed, and the company is to answer.</summary>
    Proposed,

    /// <summary>A time was proposed and nobody answered before it came.</summary>
    ProposalPassed,

    /// <summary>The company wants another time.</summary>
    AnotherTimeAsked,

    /// <summary>It is decided, and to come.</summary>
    Accepted,

    /// <summary>It has been.</summary>
    Over,

    /// <summary>The company does not want it.</summary>
    Declined,

    /// <summary>The organisers took it back.</summary>
    Withdrawn,
}

/// <summary>Decides how far a visit has come, and what the company can answer then.</summary>
public static class VisitStages
{
    /// <param name="planned">The activity that it became, where the public sees it: it may have been moved since.</param>
    public static VisitStage Of(VisitRequestView visit, ActivityView? planned, DateTimeOffset now) => visit.Status switch
    {
        VisitStatus.Proposed => visit.Proposal?.StartsAt <= now ? VisitStage.ProposalPassed : VisitStage.Proposed,
        VisitStatus.AnotherTimeAsked => VisitStage.AnotherTimeAsked,
        VisitStatus.Accepted => (planned?.EndsAt ?? visit.Proposal?.EndsAt) <= now ? VisitStage.Over : VisitStage.Accepted,
        VisitStatus.Declined => VisitStage.Declined,
        VisitStatus.Withdrawn => VisitStage.Withdrawn,
        _ => VisitStage.Asked,
    };

    public static bool CanAskAnotherTime(this VisitStage stage) => stage is VisitStage.Proposed or VisitStage.ProposalPassed;

    public static bool CanDecline(this VisitStage stage) =>
        stage is VisitStage.Asked or VisitStage.Proposed or VisitStage.ProposalPassed or VisitStage.AnotherTimeAsked or VisitStage.Accepted;

    /// <summary>What was said with the last step, and whether the organisers said it; null where nothing was.</summary>
    public static (string Text, bool IsTheirs)? LastWords(VisitRequestView visit) =>
        visit.History is [.., { Message.Length: > 0 } last] ? (last.Message, last.By != "company") : null;

    /// <summary>
    /// The days that a company can wish: those of the edition after today, Monday to Friday, when a company is at work.
    /// </summary>
    public static IReadOnlyList<DateOnly> DaysToChoose(EditionView edition, DateTimeOffset now)
    {
        var (first, last, today) = (Texts.Of(edition.StartsOn!.Value), Texts.Of(edition.EndsOn!.Value), Stockholm.DayOf(now));
        return
        [
            .. Enumerable.Range(0, last.DayNumber - first.DayNumber + 1)
                .Select(first.AddDays)
                .Where(day => day > today && day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)),
        ];
    }
}
