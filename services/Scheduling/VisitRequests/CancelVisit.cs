using BusinessFocus.Domain.Decisions;

namespace BusinessFocus.Scheduling.VisitRequests;

/// <summary>The activity that an accepted visit became is cancelled: the company itself is told.</summary>
public static class CancelVisit
{
    public static Decision Decide(VisitRequest visit, string? reason, DateTimeOffset now) =>
        visit.Status == VisitStatus.Accepted ? Decision.Of(new VisitWithdrawn(reason ?? "", visit.Facts(), now)) : Decision.Nothing;
}
