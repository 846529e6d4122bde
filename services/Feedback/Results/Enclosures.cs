using BusinessFocus.Contracts;
using BusinessFocus.Feedback.Groups;
using BusinessFocus.Feedback.Surveys;

namespace BusinessFocus.Feedback.Results;

/// <summary>Groups that share no answer, all of which are in the whole too.</summary>
public sealed record Enclosure(Group Whole, IReadOnlyList<Group> Parts);

/// <summary>Which groups of an edition are in which others, as anybody knows from its programme.</summary>
public static class Enclosures
{
    /// <param name="results">All that was counted: a group can have answers of activities that have left the programme.</param>
    public static IReadOnlyList<Enclosure> Of(IReadOnlyList<(Guid Id, SurveyedActivity Facts)> activities, IEnumerable<Group> results)
    {
        var sets = new Dictionary<Group, ActivitySet> { [Group.WholeEdition] = new(activities.Count) };
        var atoms = new List<Group>(activities.Count);
        for (var i = 0; i < activities.Count; i++)
        {
            var (id, facts) = activities[i];
            var activity = Group.Of(new ActivityId(id));
            atoms.Add(activity);
            foreach (var group in (IEnumerable<Group>)[
                Group.WholeEdition,
                activity,
                new(Dimension.Kind, facts.Kind.ToString()),
                .. facts.Topics.Distinct().Select(topic => new Group(Dimension.Topic, topic)),
                .. (facts.HostGroups ?? []).Distinct().Select(hosts => new Group(Dimension.Hosts, hosts))])
            {
                if (!sets.TryGetValue(group, out var set))
                {
                    sets[group] = set = new ActivitySet(activities.Count);
                }

                set.Add(i);
            }
        }

        var all = results.ToList();
        List<Enclosure> enclosures =
        [
            .. ((Dimension[])[Dimension.Kind, Dimension.Membership, Dimension.CompanySize]).Select(dimension => WholeOf(dimension)),

            // Where no activity has two topics, or two organisations as hosts, they part the edition as kinds do.
            .. ((Dimension[])[Dimension.Topic, Dimension.Hosts]).Where(AreDisjoint).Select(dimension => WholeOf(dimension)),
        ];

        // Every group by its activities, and every group in another one.
        foreach (var (whole, set) in sets.Where(each => each.Key.Dimension != Dimension.Activity))
        {
            enclosures.Add(new Enclosure(whole, set.Members().Select(i => atoms[i]).ToList()));
            enclosures.AddRange(sets.Where(each => each.Key != whole && each.Value.IsIn(set)).Select(each => new Enclosure(whole, [each.Key])));
        }

        // What was counted of a topic or an organisation that is no longer in any programme is in the edition none the less.
        enclosures.AddRange(all
            .Where(group => group.Dimension is not (Dimension.Edition or Dimension.Side) && !sets.ContainsKey(group))
            .Select(group => new Enclosure(Group.WholeEdition, [group])));
        return enclosures;

        Enclosure WholeOf(Dimension dimension) =>
            new(Group.WholeEdition, all.Concat(sets.Keys).Where(group => group.Dimension == dimension).Distinct().ToList());

        bool AreDisjoint(Dimension dimension)
        {
            var members = sets.Where(each => each.Key.Dimension == dimension).SelectMany(each => each.Value.Members()).ToList();
            return members.Count > 0 && members.Count == members.Distinct().Count();
        }
    }

    /// <summary>Some of an edition's activities, one bit per activity: there may be thousands of them, and each group is held against each other.</summary>
    private sealed class ActivitySet(int activities)
    {
        private readonly ulong[] bits = new ulong[(activities + 63) / 64];

        public void Add(int activity) => bits[activity / 64] |= 1UL << (activity % 64);

        public bool IsIn(ActivitySet other)
        {
            for (var i = 0; i < bits.Length; i++)
            {
                if ((bits[i] & ~other.bits[i]) != 0)
                {
                    return false;
                }
            }

            return true;
        }

        public IEnumerable<int> Members()
        {
            for (var i = 0; i < activities; i++)
            {
                if ((bits[i / 64] & (1UL << (i % 64))) != 0)
                {
                    yield return i;
                }
            }
        }
    }
}
