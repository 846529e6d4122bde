using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;

namespace BusinessFocus.Registration.Participation;

/// <summary>
/// An edition's participation, counted. When an activity has changed, what it counted for is taken off and what it counts for now is added, so that
/// a read costs what has changed since the last one, and comes to the same as counting everything.
/// </summary>
public sealed class EditionTally(EditionId id)
{
    private readonly Dictionary<Guid, Counted> activities = [];
    private readonly Dictionary<(ParticipationBy By, string? Group), GroupTally> groups = new() { [ParticipationGroups.Total] = new GroupTally() };

    public EditionId Id => id;

    public IEnumerable<ActivityParticipation> Activities => activities.Values.Select(each => each.Activity);

    public DateTimeOffset BeginsAt => Activities.Min(activity => activity.Terms.StartsAt);

    /// <summary>The groups that somebody is in, and the whole.</summary>
    public IEnumerable<(ParticipationBy By, string? Group)> Groups =>
        groups.Where(group => group.Value.Registrations > 0 || group.Key == ParticipationGroups.Total).Select(group => group.Key);

    /// <summary>Of which somebody came.</summary>
    public IEnumerable<string> CompaniesThatCame => groups[ParticipationGroups.Total].CompaniesThatCame;

    /// <summary>The version of an activity's stream that is counted; 0 where none is.</summary>
    public long VersionOf(Guid activity) => activities.TryGetValue(activity, out var counted) ? counted.Version : 0;

    /// <param name="known">The companies that came to earlier editions.</param>
    /// <returns>Null where nobody is in the group.</returns>
    public ParticipationFigures? FiguresOf((ParticipationBy By, string? Group) group, IReadOnlySet<string> known) =>
        groups.TryGetValue(group, out var tally) && (tally.Registrations > 0 || group == ParticipationGroups.Total) ? tally.Figures(known) : null;

    /// <summary>Counts an activity as it is now, in place of as it was.</summary>
    public void Put(ActivityParticipation activity, long version, ParticipationGroups by, DateTimeOffset now)
    {
        if (activities.TryGetValue(activity.Id, out var before))
        {
            before.AddTo(groups, -1);
        }

        var after = new Counted(activity, version, activity.HasEnded(now), [.. activity.Parts.Select(part => by.Of(activity, part).ToArray())]);
        after.AddTo(groups, +1);
        activities[activity.Id] = after;
    }

    /// <summary>Counts those again that have ended by now.</summary>
    public void GoOnTo(DateTimeOffset now, ParticipationGroups by)
    {
        foreach (var each in activities.Values.Where(each => each.HasEnded != each.Activity.HasEnded(now)).ToList())
        {
            Put(each.Activity, each.Version, by, now);
        }
    }

    /// <summary>Counts all again, by other groups.</summary>
    public void Regroup(ParticipationGroups by, DateTimeOffset now)
    {
        foreach (var each in activities.Values.ToList())
        {
            Put(each.Activity, each.Version, by, now);
        }
    }

    /// <param name="Groups">Of each part: what it was counted in, also when the lists have changed since.</param>
    private sealed record Counted(ActivityParticipation Activity, long Version, bool HasEnded, (ParticipationBy By, string? Group)[][] Groups)
    {
        public void AddTo(Dictionary<(ParticipationBy By, string? Group), GroupTally> groups, int sign)
        {
            var cameTo = new HashSet<GroupTally>();
            for (var i = 0; i < Activity.Parts.Count; i++)
            {
                foreach (var group in Groups[i])
                {
                    if (!groups.TryGetValue(group, out var tally))
                    {
                        groups[group] = tally = new GroupTally();
                    }

                    tally.Add(Activity.Parts[i], HasEnded, sign);
                    if (Activity.Parts[i].Came > 0)
                    {
                        cameTo.Add(tally);
                    }
                }
            }

            foreach (var tally in Activity.Terms.Kind is ActivityKind.CompanyVisit or ActivityKind.OpenHouse ? cameTo : [])
            {
                tally.AddMeeting(isConversation: Activity.Terms.IsSlot, sign);
            }
        }
    }
}
