using BusinessFocus.Domain.Times;

namespace BusinessFocus.Scheduling.VisitRequests;

/// <summary>How long a company waits, or waited, until an organiser answered: proposed a time, or took the request back.</summary>
/// <param name="Since">UTC.</param>
/// <param name="DueAt">UTC: an answer that comes later is late.</param>
/// <param name="AnsweredAt">UTC; null as long as nobody has.</param>
public sealed record VisitWait(DateTimeOffset Since, DateTimeOffset DueAt, DateTimeOffset? AnsweredAt = null)
{
    /// <summary>The bar: until the end of the next working day, for a company that hears nothing by then asks elsewhere.</summary>
    private const int WorkingDaysToAnswer = 1;

    public static VisitWait From(DateTimeOffset since) => new(since, WorkingDays.EndOf(since, WorkingDaysToAnswer));

    /// <summary>What comes first ends it; what comes of the request later does not.</summary>
    public VisitWait EndedAt(DateTimeOffset at) => AnsweredAt is null ? this with { AnsweredAt = at } : this;

    public bool IsLate(DateTimeOffset now) => (AnsweredAt ?? now) > DueAt;

    /// <summary>Whole hours.</summary>
    public int Hours(DateTimeOffset now) => (int)((AnsweredAt ?? now) - Since).TotalHours;
}
