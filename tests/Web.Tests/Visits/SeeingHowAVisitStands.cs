using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Web.Visits;
using Microsoft.Kiota.Abstractions;
using Shouldly;
using Xunit;

namespace BusinessFocus.Web.Tests.Visits;

/// <summary>How far a visit has come for the company that opens its link, and what it can answer.</summary>
public sealed class SeeingHowAVisitStands
{
    private static readonly DateTimeOffset Now = new(2026, 11, 29, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(VisitStatus.Asked, VisitStage.Asked)]
    [InlineData(VisitStatus.Proposed, VisitStage.Proposed)]
    [InlineData(VisitStatus.AnotherTimeAsked, VisitStage.AnotherTimeAsked)]
    [InlineData(VisitStatus.Accepted, VisitStage.Accepted)]
    [InlineData(VisitStatus.Declined, VisitStage.Declined)]
    [InlineData(VisitStatus.Withdrawn, VisitStage.Withdrawn)]
    public void Before_its_time_it_stands_as_it_was_left(VisitStatus status, VisitStage stage)
    {
        VisitStages.Of(Visit(status, Now.AddMinutes(1)), null, Now).ShouldBe(stage);
    }

    [Fact]
    public void A_proposal_that_was_not_answered_in_time_cannot_be_accepted()
    {
        VisitStages.Of(Visit(VisitStatus.Proposed, Now), null, Now).ShouldBe(VisitStage.ProposalPassed);
    }

    [Fact]
    public void A_visit_is_over_at_its_end_and_not_before()
    {
        var visit = Visit(VisitStatus.Accepted, Now.AddHours(-1));

        VisitStages.Of(visit, null, Now.AddMinutes(-1)).ShouldBe(VisitStage.Accepted);
        VisitStages.Of(visit, null, Now).ShouldBe(VisitStage.Over);
    }

    [Fact]
    public void A_visit_that_was_moved_is_over_when_it_has_been_and_not_when_it_was_proposed()
    {
        var visit = Visit(VisitStatus.Accepted, Now.AddDays(-2));

        VisitStages.Of(visit, new ActivityView { StartsAt = Now.AddDays(1), EndsAt = Now.AddDays(1).AddHours(1) }, Now).ShouldBe(VisitStage.Accepted);
    }

    [Theory]
    [InlineData(VisitStage.Asked, false, true)]
    [InlineData(VisitStage.Proposed, true, true)]
    [InlineData(VisitStage.ProposalPassed, true, true)]
    [InlineData(VisitStage.AnotherTimeAsked, false, true)]
    [InlineData(VisitStage.Accepted, false, true)]
    [InlineData(VisitStage.Over, false, false)]
    [InlineData(VisitStage.Declined, false, false)]
    [InlineData(VisitStage.Withdrawn, false, false)]
    public void What_can_be_answered_depends_on_how_it_stands(VisitStage stage, bool anotherTime, bool decline)
    {
        (stage.CanAskAnotherTime(), stage.CanDecline()).ShouldBe((anotherTime, decline));
    }

    [Fact]
    public void The_last_words_are_those_of_the_last_step_and_of_who_did_it()
    {
        var visit = Visit(VisitStatus.Proposed, Now);
        visit.History = [Step("company", "Kom gärna"), Step("olivia", "Passar onsdag?")];
        VisitStages.LastWords(visit).ShouldBe(("Passar onsdag?", true));

        visit.History.Add(Step("company", "Hellre torsdag"));
        VisitStages.LastWords(visit).ShouldBe(("Hellre torsdag", false));

        visit.History.Add(Step("olivia", null));
        VisitStages.LastWords(visit).ShouldBeNull();
    }

    [Fact]
    public void Days_to_choose_are_the_working_days_of_the_edition_that_are_still_to_come()
    {
        // A Thursday to the Tuesday after it.
        var edition = new EditionView { StartsOn = new Date(2026, 11, 26), EndsOn = new Date(2026, 12, 1) };

        VisitStages.DaysToChoose(edition, Now).ShouldBe([new DateOnly(2026, 11, 30), new DateOnly(2026, 12, 1)]);
        VisitStages.DaysToChoose(edition, Now.AddDays(-10)).ShouldBe(
            [new DateOnly(2026, 11, 26), new DateOnly(2026, 11, 27), new DateOnly(2026, 11, 30), new DateOnly(2026, 12, 1)]);
    }

    [Fact]
    public void Today_cannot_be_chosen_by_the_clock_of_stockholm()
    {
        var edition = new EditionView { StartsOn = new Date(2026, 11, 30), EndsOn = new Date(2026, 12, 1) };

        VisitStages.DaysToChoose(edition, new DateTimeOffset(2026, 11, 29, 23, 30, 0, TimeSpan.Zero)).ShouldBe([new DateOnly(2026, 12, 1)]);
    }

    private static VisitRequestView Visit(VisitStatus status, DateTimeOffset startsAt) =>
        new() { Status = status, Proposal = new VisitRequestViewProposalPart { StartsAt = startsAt, EndsAt = startsAt.AddHours(1) } };

    private static VisitRequestViewStep Step(string by, string? message) => new() { By = by, Message = message };
}
