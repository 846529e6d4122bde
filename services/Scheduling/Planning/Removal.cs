using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Scheduling.Activities;
using BusinessFocus.Scheduling.VisitRequests;

namespace BusinessFocus.Scheduling.Planning;

/// <summary>What uses something that is to be removed.</summary>
public enum UserKind
{
    /// <summary>An activity, cancelled ones too: it is shown with its place and hosts.</summary>
    Activity,

    /// <summary>A company's request for a visit.</summary>
    VisitRequest,

    /// <summary>A release of the programme.</summary>
    Release,
}

/// <summary>One thing that uses what is to be removed.</summary>
/// <param name="What">What it is.</param>
/// <param name="Id">Of the activity or the request; left out for a release.</param>
/// <param name="Title">What an activity is called; left out for anything else.</param>
/// <param name="StartsAt">UTC: when it begins; left out where it has no time.</param>
public sealed record UsedBy(UserKind What, string? Id = null, LocalizedText? Title = null, DateTimeOffset? StartsAt = null)
{
    internal static UsedBy Of(Activity activity) => new(UserKind.Activity, activity.Id.ToString(), activity.Plan!.Title, activity.Plan.StartsAt);

    internal static UsedBy Of(VisitRequest visit) => new(UserKind.VisitRequest, visit.Id.ToString(), StartsAt: visit.Proposal?.StartsAt);
}

/// <summary>What removing something comes to, or would come to.</summary>
/// <param name="Preview">True where nothing was stored.</param>
/// <param name="Name">What is removed.</param>
/// <param name="Uses">How much uses it: while anything does, it is refused.</param>
/// <param name="UsedBy">What uses it, by start; the first 50.</param>
/// <param name="Venues">How many venues go with it.</param>
/// <param name="Hosts">How many hosts go with it.</param>
/// <param name="TravelTimes">How many travel times that organisers said go with it.</param>
public sealed record Removal(
    bool Preview, LocalizedText Name, int Uses, IReadOnlyList<UsedBy> UsedBy, int Venues = 0, int Hosts = 0, int TravelTimes = 0)
{
    private const int MostShown = 50;

    public static readonly Problem InUse = new("in-use", ProblemKind.Conflict, "Det används", "It is in use");

    internal static Removal Of(LocalizedText name, IEnumerable<UsedBy> users)
    {
        var all = users.OrderBy(use => use.StartsAt ?? DateTimeOffset.MaxValue).ThenBy(use => use.Id, StringComparer.Ordinal).ToList();
        return new Removal(Preview: false, name, all.Count, all.Take(MostShown).ToList());
    }

    /// <summary>Refused while anything uses it.</summary>
    internal Decision Decide(params ReadOnlySpan<object> events) =>
        Uses > 0
            ? Decision.FromRefusal(new Refusal(InUse, new Dictionary<string, object?> { ["uses"] = Uses, ["usedBy"] = UsedBy }))
            : Decision.Of(events.ToArray());
}
