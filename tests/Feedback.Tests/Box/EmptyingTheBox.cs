using BusinessFocus.Contracts;
using BusinessFocus.Feedback.Anonymity;
using BusinessFocus.Feedback.Box;
using BusinessFocus.Feedback.Groups;
using BusinessFocus.Feedback.Questions;
using BusinessFocus.Feedback.Results;
using CsCheck;
using Shouldly;
using Xunit;

namespace BusinessFocus.Feedback.Tests.Box;

public sealed class EmptyingTheBox
{
    private static readonly EditionId Edition = EditionId.New();
    private static readonly ActivityId Activity = ActivityId.New();
    private static readonly Group Member = new(Dimension.Membership, "member");

    [Theory]
    [InlineData(6, false, 0)]
    [InlineData(13, false, 0)]
    [InlineData(14, false, 7)]
    [InlineData(20, false, 13)]
    [InlineData(6, true, 0)]
    [InlineData(7, true, 7)]
    [InlineData(9, true, 9)]
    public void At_least_seven_are_counted_and_while_it_is_open_at_least_seven_stay(int inBox, bool closed, int counted)
    {
        var outcome = Decide([.. Enumerable.Range(0, inBox).Select(_ => Ballot(closed, Said(8), Group.WholeEdition))]);

        (outcome.Counted?.Groups.Single().Answered ?? 0).ShouldBe(counted);
        outcome.Changed.Count.ShouldBe(counted);
    }

    [Fact]
    public void Who_was_counted_is_not_counted_again()
    {
        var first = Decide([.. Enumerable.Range(0, 7).Select(_ => Ballot(true, Said(8), Group.WholeEdition))]);

        Decide([.. first.Changed]).Counted.ShouldBeNull();
    }

    [Fact]
    public void A_changed_answer_takes_back_what_was_counted_of_it()
    {
        var first = Decide([.. Enumerable.Range(0, 7).Select(_ => Ballot(true, Said(8), Group.WholeEdition))]);
        var changed = first.Changed.Select(ballot => ballot with
        {
            Paper = ballot.Paper with { Slips = [.. ballot.Paper.Slips.Select(slip => slip with { Now = Said(3), IsPending = true })] },
        });

        var count = Decide([.. changed]).Counted!.Groups.ShouldHaveSingleItem();

        count.Answered.ShouldBe(0);
        count.Answers["overall"].ShouldBe(new Dictionary<string, int> { ["8"] = -7, ["3"] = 7 }, ignoreOrder: true);
        Counts.Sum(first.Counted!.Groups[0].Answers, count.Answers)["overall"].ShouldBe(new Dictionary<string, int> { ["3"] = 7 });
    }

    [Fact]
    public void A_group_that_is_too_small_waits_while_the_others_are_counted()
    {
        List<EmptyBox.Opened> ballots =
        [
            .. Enumerable.Range(0, 6).Select(_ => Ballot(true, Said(8), Group.WholeEdition)),
            .. Enumerable.Range(0, 6).Select(_ => Ballot(true, Said(8), Group.WholeEdition, Member)),
        ];

        var outcome = Decide(ballots);

        outcome.Counted!.Groups.ShouldHaveSingleItem().Group.ShouldBe(Group.WholeEdition);
        outcome.Changed.Count(ballot => ballot.Paper.IsPending).ShouldBe(6);
    }

    [Fact]
    public void What_is_written_comes_out_once_and_names_the_activity_only_where_seven_have_answered()
    {
        List<EmptyBox.Opened> ballots = [.. Enumerable.Range(0, 7).Select(i => Ballot(true, Said(8, i == 3 ? "Bra!" : null), Group.WholeEdition))];

        Decide(ballots, answers: 6).Comments.ShouldHaveSingleItem().ActivityId.ShouldBeNull();
        var outcome = Decide(ballots, answers: 7);
        var comment = outcome.Comments.ShouldHaveSingleItem();
        (comment.Text, comment.ActivityId, comment.Language).ShouldBe(("Bra!", Activity, "en"));
        Decide([.. outcome.Changed]).Comments.ShouldBeEmpty();
    }

    /// <summary>
    /// Whatever is put in and changed, and whenever the box is looked into: each count has seven ballots or more, what is counted at
    /// the end is what was said last, and while it is open no count leaves fewer than seven that another could be told from.
    /// </summary>
    [Fact]
    public void Whatever_happens_each_count_has_at_least_seven_and_the_sum_is_what_was_said_last()
    {
        var step = Gen.Select(Gen.Int[0, 40], Gen.Int[1, 10], (who, mark) => (who, mark));
        Gen.Select(step.Array[1, 120], Gen.Int[1, 15], Gen.Int).Sample((steps, every, seed) =>
        {
            var random = new Random(seed);
            var box = new Dictionary<int, EmptyBox.Opened>();
            var counts = new List<GroupCount>();
            for (var i = 0; i < steps.Length; i++)
            {
                var (who, mark) = steps[i];
                box[who] = box.TryGetValue(who, out var before)
                    ? before with { Paper = before.Paper with { Slips = [before.Paper.Slips[0] with { Now = Said(mark), IsPending = true }] } }
                    : Ballot(false, Said(mark), Group.WholeEdition);
                if (i % every == 0)
                {
                    Empty(false);
                }
            }

            Empty(true);
            var expected = box.Count < 7 && counts.Count == 0 ? [] : box.Values.Select(ballot => ballot.Paper.Slips[0].Counted!.Marks["overall"]);
            var sum = counts.Aggregate(Counts.Of([]), (all, count) => Counts.Sum(all, count.Answers));
            (sum.GetValueOrDefault("overall") ?? new Dictionary<string, int>()).OrderBy(each => each.Key)
                .ShouldBe(expected.CountBy(mark => mark).OrderBy(each => each.Key));

            void Empty(bool closed)
            {
                var pending = box.Where(each => each.Value.Paper.IsPending).ToList();
                var outcome = EmptyBox.Decide(
                    Edition, [.. pending.Select(each => each.Value with { IsClosed = closed })], _ => 0, some => [.. some.OrderBy(_ => random.Next())]);
                outcome.Changed.Count.ShouldBeOneOf([0, .. Enumerable.Range(7, 200)]);
                if (!closed && outcome.Changed.Count > 0)
                {
                    (pending.Count - outcome.Changed.Count).ShouldBeGreaterThanOrEqualTo(7);
                }

                counts.AddRange(outcome.Counted?.Groups ?? []);
                foreach (var changed in outcome.Changed)
                {
                    box[box.First(each => each.Value.Id == changed.Id).Key] = changed;
                }
            }
        }, iter: 300);
    }

    [Fact]
    public void A_sealed_ballot_opens_with_its_key_under_its_id_and_not_otherwise()
    {
        var key = new BoxKey(new byte[32]);
        var other = new BoxKey([.. Enumerable.Repeat((byte)1, 32)]);
        var (id, paper) = (Guid.NewGuid(), new BallotPaper([new Slip(Group.WholeEdition, Said(8, "å"))], "sv"));

        var @sealed = key.Seal(id, paper);

        key.Open<BallotPaper>(id, @sealed).Slips[0].Now.IsSame(paper.Slips[0].Now).ShouldBeTrue();
        Should.Throw<System.Security.Cryptography.CryptographicException>(() => key.Open<BallotPaper>(Guid.NewGuid(), @sealed));
        Should.Throw<System.Security.Cryptography.CryptographicException>(() => other.Open<BallotPaper>(id, @sealed));
        key.Seal(id, paper).ShouldNotBe(@sealed);
        key.IdOf("ballot", new RegistrationId(id)).ShouldNotBe(other.IdOf("ballot", new RegistrationId(id)));
    }

    [Fact]
    public void What_many_seal_at_once_opens()
    {
        var key = new BoxKey(new byte[32]);

        Parallel.For(0, 20_000, i =>
        {
            var (id, said) = (Guid.NewGuid(), Said(i));
            key.Open<Said>(id, key.Seal(id, said)).IsSame(said).ShouldBeTrue();
        });
    }

    private static EmptyBox.Outcome Decide(IReadOnlyList<EmptyBox.Opened> ballots, int answers = 0) =>
        EmptyBox.Decide(Edition, ballots, _ => answers, some => some);

    private static EmptyBox.Opened Ballot(bool closed, Said said, params IReadOnlyList<Group> groups) =>
        new(Guid.NewGuid(), Activity, closed, new BallotPaper([.. groups.Select(group => new Slip(group, said))], "en"));

    private static Said Said(int overall, string? comment = null) => new(
        new Dictionary<string, string> { ["overall"] = $"{overall}" },
        comment is null ? new Dictionary<string, string>() : new Dictionary<string, string> { ["comment"] = comment });
}
