using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Feedback.Groups;
using BusinessFocus.Feedback.Results;
using BusinessFocus.Feedback.Surveys;
using CsCheck;
using Shouldly;
using Xunit;

namespace BusinessFocus.Feedback.Tests.Results;

/// <summary>Nothing of one to six answers is shown, and none can be reckoned from what is.</summary>
public sealed class Disclosing
{
    private static readonly Group Members = new(Dimension.Membership, "member");
    private static readonly Group Others = new(Dimension.Membership, "other");

    [Fact]
    public void What_is_left_of_a_partition_is_none_or_seven()
    {
        ShownOf((Group.WholeEdition, 30), (Members, 27), (Others, 3)).ShouldBe([Group.WholeEdition]);
        ShownOf((Group.WholeEdition, 30), (Members, 23), (Others, 7)).ShouldBe([Group.WholeEdition, Members, Others]);
        ShownOf((Group.WholeEdition, 30), (Members, 30), (Others, 0)).ShouldBe([Group.WholeEdition, Members]);

        // Too few of the others were left in the box to be counted there at all.
        ShownOf((Group.WholeEdition, 30), (Members, 27), (Others, 0)).ShouldBe([Group.WholeEdition]);

        // More were counted of the members than of the edition, where four were still in the box.
        ShownOf((Group.WholeEdition, 30), (Members, 34), (Others, 0)).ShouldBe([Group.WholeEdition]);
    }

    [Fact]
    public void A_topic_less_its_shown_activities_is_none_or_seven()
    {
        var large = Activity(ActivityKind.Seminar, "bygglov");
        var small = Activity(ActivityKind.Meeting, "bygglov");
        var topic = new Group(Dimension.Topic, "bygglov");
        var enclosures = Enclosures.Of([large, small], []);

        Disclosure.Shown(new Dictionary<Group, int> { [topic] = 23, [GroupOf(large)] = 20, [GroupOf(small)] = 3 }, enclosures).ShouldBe([topic]);
    }

    [Fact]
    public void A_question_that_all_but_three_of_the_edition_answered_in_one_group_is_not_shown_there()
    {
        var shown = Disclosure.Of(
            [
                Result(Group.WholeEdition, 40, ("overall", 40), ("climate", 20)),
                Result(Members, 25, ("overall", 25), ("climate", 17)),
                Result(Others, 15, ("overall", 15), ("climate", 3)),
            ],
            Enclosures.Of([], [Members, Others]));

        shown[Group.WholeEdition].Answers.Keys.ShouldBe(["climate", "overall"], ignoreOrder: true);
        shown[Members].Answers.Keys.ShouldBe(["overall"]);
        shown[Others].Answers.Keys.ShouldBe(["overall"]);
    }

    [Fact]
    public void Who_subtracts_what_is_shown_from_what_is_shown_never_gets_one_to_six() =>
        Editions.Sample(
            edition =>
            {
                var (activities, counts) = edition;
                var enclosures = Enclosures.Of(activities, counts.Keys);
                var shown = Disclosure.Shown(counts, enclosures);
                shown.ShouldAllBe(group => counts[group] >= 7);
                foreach (var (what, left) in Attacks(activities, counts, shown))
                {
                    Math.Abs(left).ShouldNotBeInRange(1, 6, what);
                }
            },
            iter: 1_000);

    [Fact]
    public void Without_hiding_more_than_the_small_ones_somebody_would() =>
        Should.Throw<CsCheckException>(() => Editions.Sample(
            edition =>
            {
                var (activities, counts) = edition;
                var shown = counts.Where(count => count.Value >= 7).Select(count => count.Key).ToHashSet();
                Attacks(activities, counts, shown).ShouldAllBe(attack => attack.Left == 0 || Math.Abs(attack.Left) >= 7);
            },
            iter: 1_000));

    /// <summary>
    /// Editions of up to nine activities of two kinds, with up to two topics and one or two organisations each, whose attendees are members or
    /// not and come from companies of two sizes or an unknown one; a group that fewer than seven answered in was not counted at all.
    /// </summary>
    private static Gen<(IReadOnlyList<(Guid, SurveyedActivity)> Activities, IReadOnlyDictionary<Group, int> Counts)> Editions { get; } =
        Gen.Select(
            Gen.Select(
                Gen.Bool,
                Gen.Int[0, 4].Select(i => ((string[][])[[], ["a"], ["b"], ["a", "b"], ["c"]])[i]),
                Gen.Int[0, 3].Select(i => ((string[][])[["x"], ["y"], ["z"], ["x", "y"]])[i]),
                Gen.Select(Gen.Int[0, 9], Gen.Int[0, 5], Gen.Int[0, 9], Gen.Int[0, 3])).Array[1, 9],
            Gen.Bool,
            (all, isCounted) =>
            {
                var counts = new Dictionary<Group, int>();
                var activities = new List<(Guid, SurveyedActivity)>();
                foreach (var (isSeminar, topics, hosts, (memberLarge, memberUnknown, otherLarge, otherSmall)) in all)
                {
                    var activity = Activity(isSeminar ? ActivityKind.Seminar : ActivityKind.Meeting, topics, hosts);
                    activities.Add(activity);
                    foreach (var (group, count) in (IEnumerable<(Group, int)>)[
                        (Members, memberLarge + memberUnknown),
                        (Others, otherLarge + otherSmall),
                        (new Group(Dimension.CompanySize, "large"), memberLarge + otherLarge),
                        (new Group(Dimension.CompanySize, "small"), otherSmall),
                        .. ((Group[])
                        [
                            Group.WholeEdition,
                            GroupOf(activity),
                            new Group(Dimension.Kind, activity.Facts.Kind.ToString()),
                            .. topics.Select(topic => new Group(Dimension.Topic, topic)),
                            .. hosts.Select(each => new Group(Dimension.Hosts, each)),
                        ]).Select(group => (group, memberLarge + memberUnknown + otherLarge + otherSmall))])
                    {
                        counts[group] = counts.GetValueOrDefault(group) + count;
                    }
                }

                return ((IReadOnlyList<(Guid, SurveyedActivity)>)activities,
                    (IReadOnlyDictionary<Group, int>)counts.ToDictionary(count => count.Key, count => !isCounted && count.Value < 7 ? 0 : count.Value));
            });

    /// <summary>Written anew, from the programme: what somebody reckons who knows which activities are of which group.</summary>
    private static IEnumerable<(string What, int Left)> Attacks(
        IReadOnlyList<(Guid Id, SurveyedActivity Facts)> activities, IReadOnlyDictionary<Group, int> counts, IReadOnlySet<Group> shown)
    {
        var of = new Dictionary<Group, HashSet<Guid>>();
        foreach (var group in shown.Where(group => group.Dimension is not (Dimension.Membership or Dimension.CompanySize)))
        {
            of[group] = activities
                .Where(activity => group.Dimension switch
                {
                    Dimension.Edition => true,
                    Dimension.Kind => activity.Facts.Kind.ToString() == group.Value,
                    Dimension.Topic => activity.Facts.Topics.Contains(group.Value),
                    Dimension.Hosts => activity.Facts.HostGroups!.Contains(group.Value),
                    _ => activity.Id.ToString() == group.Value,
                })
                .Select(activity => activity.Id)
                .ToHashSet();
        }

        // One shown group from another that contains it.
        foreach (var (whole, outer) in of)
        {
            foreach (var (part, inner) in of.Where(each => each.Key != whole && each.Value.IsSubsetOf(outer)))
            {
                yield return ($"{whole} − {part}", counts[whole] - counts[part]);
            }
        }

        // Any sum of shown groups of one partition from what they part: and a kind by itself or by its activities.
        foreach (var (whole, outer) in of)
        {
            var inner = of.Where(each => each.Key.Dimension == Dimension.Activity && each.Value.IsSubsetOf(outer)).Select(each => each.Key).ToList();
            foreach (var sum in SomeOf(inner))
            {
                yield return ($"{whole} − {string.Join(" − ", sum)}", counts[whole] - sum.Sum(group => counts[group]));
            }
        }

        if (!shown.Contains(Group.WholeEdition))
        {
            yield break;
        }

        foreach (var dimension in (Dimension[])[Dimension.Membership, Dimension.CompanySize, Dimension.Kind])
        {
            foreach (var sum in SomeOf(shown.Where(group => group.Dimension == dimension).ToList()))
            {
                yield return ($"all − {string.Join(" − ", sum)}", counts[Group.WholeEdition] - sum.Sum(group => counts[group]));
            }
        }

        var kinds = activities.GroupBy(activity => activity.Facts.Kind).Select(kind =>
        {
            var whole = new Group(Dimension.Kind, kind.Key.ToString());
            var byActivities = kind.Select(activity => new Group(Dimension.Activity, activity.Id.ToString())).Where(shown.Contains).ToList();
            return (List<Group>[])[byActivities, .. shown.Contains(whole) ? new List<Group>[] { [whole] } : []];
        }).ToList();
        foreach (var sum in kinds.Aggregate((IEnumerable<List<Group>>)[[]], (sums, kind) => sums.SelectMany(sum => kind.Select(each => (List<Group>)[.. sum, .. each]))))
        {
            yield return ($"all − {string.Join(" − ", sum)}", counts[Group.WholeEdition] - sum.Sum(group => counts[group]));
        }
    }

    private static IEnumerable<List<Group>> SomeOf(List<Group> groups) =>
        Enumerable.Range(1, (1 << groups.Count) - 1).Select(mask => groups.Where((_, i) => (mask & (1 << i)) != 0).ToList());

    private static IReadOnlySet<Group> ShownOf(params (Group Group, int Count)[] counts) =>
        Disclosure.Shown(counts.ToDictionary(count => count.Group, count => count.Count), Enclosures.Of([], counts.Select(count => count.Group)));

    private static (Guid Id, SurveyedActivity Facts) Activity(ActivityKind kind, params string[] topics) => Activity(kind, topics, []);

    private static (Guid Id, SurveyedActivity Facts) Activity(ActivityKind kind, string[] topics, string[] hosts) =>
        (Guid.NewGuid(), new SurveyedActivity(EditionId.New(), "lerum-2027", kind, new LocalizedText("A", "A"), topics, true, 1, hosts));

    private static Group GroupOf((Guid Id, SurveyedActivity Facts) activity) => Group.Of(new ActivityId(activity.Id));

    private static GroupResult Result(Group group, int answered, params (string Question, int Count)[] questions) => new()
    {
        Group = group,
        Answered = answered,
        Answers = Counts.Of(questions.Select(question => (question.Question, "5", question.Count))),
    };
}
