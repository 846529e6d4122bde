using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Domain.Calendars;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Scheduling.Activities;

namespace BusinessFocus.Scheduling.VisitRequests;

/// <summary>
/// An accepted visit goes public otherwise than the company was told. The company has no registration by which it would hear of it: it
/// is told itself.
/// </summary>
public static class ChangeVisit
{
    /// <param name="activity">The visit as it is public from now on.</param>
    public static Decision Decide(VisitRequest visit, PublicActivity activity, DateTimeOffset now)
    {
        if (visit is not { Status: VisitStatus.Accepted, Proposal: { } before, Company: { } company })
        {
            return Decision.Nothing;
        }

        var after = before with
        {
            StartsAt = activity.StartsAt,
            EndsAt = activity.EndsAt,
            HostIds = activity.HostIds ?? before.HostIds,
            HostNames = activity.Hosts,
        };
        var place = PlaceOf(activity, company);
        var kinds = Kinds(visit, before, after, place).ToList();
        return kinds.Count == 0
            ? Decision.Nothing
            : Decision.Of(new VisitChanged(after, before, kinds, place, visit.Facts(after) with { Place = place }, now));
    }

    private static IEnumerable<ChangeKind> Kinds(VisitRequest visit, VisitProposal before, VisitProposal after, string? place)
    {
        if (before.StartsAt != after.StartsAt || before.EndsAt != after.EndsAt)
        {
            yield return ChangeKind.Moved;
        }

        if (visit.Place != place)
        {
            yield return ChangeKind.MovedRoom;
        }

        if (!before.HostNames.SequenceEqual(after.HostNames) || !before.HostIds.ToHashSet().SetEquals(after.HostIds))
        {
            yield return ChangeKind.HostChanged;
        }
    }

    /// <summary>Null at the company. Who is to join by a link has to be told it.</summary>
    private static string? PlaceOf(PublicActivity activity, VisitingCompany company)
    {
        if (activity.JoinLink is null && activity.Place?.Address == company.Address)
        {
            return null;
        }

        var words = PlaceText.Of(activity.AsOf(version: 0), company.Locale);
        return activity.JoinLink is { } link ? $"{words}: {link}" : words;
    }
}
