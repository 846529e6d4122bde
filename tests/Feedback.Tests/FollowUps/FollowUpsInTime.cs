using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Feedback.Areas;
using BusinessFocus.Feedback.FollowUps;
using Shouldly;
using Xunit;

namespace BusinessFocus.Feedback.Tests;

/// <summary>How many were answered in time, against counts by hand.</summary>
public sealed class FollowUpsInTime
{
    private static readonly DateTimeOffset Asked = new(2027, 10, 5, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Due = Asked.AddDays(5);
    private static readonly DateTimeOffset Now = Asked.AddDays(10);

    private static readonly Area Permits = States.After<Area>([new AreaWasSet("bygglov", new LocalizedText("Bygglov"), null, [], 3, "org", Asked)]);

    [Fact]
    public void What_was_answered_until_it_was_due_is_in_time_and_what_nobody_answered_is_overdue()
    {
        FollowUp[] cases =
        [
            Answered(Due),
            Answered(Due.AddDays(-1)),
            Answered(Due.AddDays(-2)),
            Answered(Due.AddDays(-3)),
            Answered(Due.AddTicks(1)),
            Case(),
            Case(due: Now.AddDays(1)),
            Case(new FollowUpTaken("eva", Asked)),
            Case(new FollowUpEnded(default, default, "eva", "Dubblett", false, Asked)),
            Case(new FollowUpForgotten(Asked)),
        ];

        // 4 in time of 5 answered and 2 overdue: 4/7.
        FollowUpFigures.Of(cases, Now).ShouldBe(new FollowUpFigures(10, 4, 1, 3, 2, 2, 57.1));
    }

    [Fact]
    public void No_share_is_shown_of_fewer_than_seven()
    {
        var six = Enumerable.Repeat(Answered(Due), 6).ToList();
        FollowUpFigures.Of([.. six, Case(due: Now.AddDays(1))], Now).ShouldBe(new FollowUpFigures(7, 6, 0, 1, 0, 0, null));
        FollowUpFigures.Of([.. six, Answered(Due)], Now).AnsweredInTimeShare.ShouldBe(100.0);
        FollowUpFigures.Of([], Now).ShouldBe(new FollowUpFigures(0, 0, 0, 0, 0, 0, null));
    }

    [Fact]
    public void An_answer_that_was_none_does_not_count()
    {
        var again = new FollowUpAskedAgain(default, default, Permits.Facts, Now.AddDays(3), null, "Nej", Due);
        FollowUpFigures.Of([Case(Answer(Due), again)], Now).ShouldBe(new FollowUpFigures(1, 0, 0, 1, 0, 0, null));
        FollowUpFigures.Of([Case(Answer(Due), again, Answer(Now))], Now).AnsweredInTime.ShouldBe(1, "by the date of its last round");
    }

    [Fact]
    public void Who_is_forgotten_after_the_answer_still_counts() =>
        FollowUpFigures.Of([Case(Answer(Due), new FollowUpForgotten(Now))], Now).AnsweredInTime.ShouldBe(1);

    [Fact]
    public void An_edition_is_counted_together_and_by_the_area_that_has_the_cases_now()
    {
        var areas = KnownAreas.Of([Permits]);
        var moved = new FollowUpMoved(default, default, Permits.Facts, Due, "eva", Asked);

        var edition = EditionFollowUps.Of([Answered(Due), Case(moved)], areas, Now);

        edition.Total.Opened.ShouldBe(2);
        edition.Areas.Select(area => (area.Key, area.Figures.Opened, area.Figures.AnsweredInTime, area.Figures.Overdue))
            .ShouldBe([(Area.BusinessOffice, 1, 1, 0), ("bygglov", 1, 0, 1)]);
    }

    private static FollowUp Answered(DateTimeOffset at) => Case(Answer(at));

    private static FollowUpAnswered Answer(DateTimeOffset at) => new(default, default, "eva", "Svar", "t", at.AddDays(30), at);

    private static FollowUp Case(params object[] events) => Case(Due, events);

    private static FollowUp Case(DateTimeOffset due, params object[] events) => States.After<FollowUp>(
        [new FollowUpAskedFor(FollowUpId.From(Guid.NewGuid()), default, default, default, null, null, Asked, Area.Initial.Facts, due), .. events]);
}
