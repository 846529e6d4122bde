using BusinessFocus.Domain.Decisions;
using BusinessFocus.Feedback.Areas;

namespace BusinessFocus.Feedback.FollowUps;

/// <summary>The area that has a case is told before it falls due, when it does, and each week that it is not answered, four times at most.</summary>
public static class RemindOfFollowUp
{
    /// <param name="area">The one that has it.</param>
    public static Decision Decide(FollowUp followUp, Area area, DateTimeOffset now) =>
        followUp is not { RemindAt: { } remindAt, DueAt: { } dueAt } || now < remindAt ? Decision.Nothing
        : now < dueAt ? Decision.Of(new FollowUpCameUp(followUp.ActivityId, followUp.EditionId, area.Facts, dueAt, now))
        : Decision.Of(new FollowUpFellDue(followUp.ActivityId, followUp.EditionId, area.Facts, dueAt, followUp.OverdueReminders + 1, now));
}
