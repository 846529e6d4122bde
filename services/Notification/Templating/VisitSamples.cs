using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Notifications.Content;

namespace BusinessFocus.Notifications.Templating;

/// <summary>The examples of letters about a visit, see <see cref="Samples"/>.</summary>
internal static class VisitSamples
{
    internal static StoredContent Changed(params IReadOnlyList<ChangeKind> kinds)
    {
        var visit = Visit(null, null);
        return visit with { Visit = visit.Visit! with { Change = new VisitChangeDetails(kinds, visit.Visit.StartsAt!.Value.AddDays(-1), visit.Visit.EndsAt!.Value.AddDays(-1)) } };
    }

    internal static StoredContent Afterwards(SurveyLink survey)
    {
        var visit = Visit(null, null);
        return visit with { Visit = visit.Visit!.ForAfterwards(), Survey = survey };
    }

    internal static StoredContent Answered(FollowUpAnswer answer)
    {
        var visit = Visit(null, null);
        return visit with { Visit = visit.Visit!.ForAfterwards(), Answer = answer };
    }

    internal static StoredContent Delegated(DelegationNews news)
    {
        var visit = Visit(null, null);
        return visit with { Visit = visit.Visit!.ForHosts(), Delegation = news };
    }

    internal static VisitWish Wish => new([new DateOnly(2026, 10, 7), new DateOnly(2026, 10, 8)], VisitPartOfDay.Morning, ["upphandling", "bygglov"], 12);

    internal static StoredContent Noticed(VisitDecision? decision) => new(null, VisitNotice: new VisitNotice(
        new VisitRequestId(Guid.Parse("0199f1a0-0000-7000-8000-000000000006")),
        default,
        Samples.Edition,
        "Stenkullen",
        decision,
        decision is null ? null : new DateTimeOffset(2026, 10, 7, 8, 0, 0, TimeSpan.Zero),
        decision is null ? null : new DateTimeOffset(2026, 10, 7, 9, 0, 0, TimeSpan.Zero),
        decision is null ? Wish : null));

    internal static StoredContent Visit(VisitDecision? decision, string? message, VisitWish? wish = null) => new(null, Visit: new VisitDetails(
        new VisitRequestId(Guid.Parse("0199f1a0-0000-7000-8000-000000000006")),
        Samples.Edition,
        "Öbergs Måleri AB",
        Samples.Secret,
        "Storgatan 1, Stenkullen",
        new DateTimeOffset(2026, 10, 7, 8, 0, 0, TimeSpan.Zero),
        new DateTimeOffset(2026, 10, 7, 9, 0, 0, TimeSpan.Zero),
        ["Anna Ek", "Johan Berg"],
        decision,
        message,
        Wish: wish));
}
