using System.Text.Json;
using BusinessFocus.Notifications.Content;
using BusinessFocus.Notifications.Email;
using BusinessFocus.Notifications.Rendering;
using BusinessFocus.Notifications.Templating;
using Shouldly;
using Xunit;

namespace BusinessFocus.Notifications.Tests.Content;

/// <summary>The table of kinds says all of each, and nothing that contradicts itself.</summary>
public sealed class Kinds
{
    /// <summary>What only some of a kind's contents have: the examples need not.</summary>
    private const Parts NotInEach = Parts.Position | Parts.TimesTold | Parts.OpenedBy | Parts.Wish;

    public static TheoryData<NotificationKind> All => [.. Enum.GetValues<NotificationKind>()];

    [Theory, MemberData(nameof(All))]
    public void Each_has_one_row(NotificationKind kind) => KindRules.All.Where(rule => rule.Kind == kind).ShouldHaveSingleItem();

    [Theory, MemberData(nameof(All))]
    public void Each_has_the_template_that_what_organisers_made_of_it_is_stored_under(NotificationKind kind) =>
        KindRules.Of(kind).Template.ShouldBe(JsonNamingPolicy.KebabCaseLower.ConvertName(kind.ToString()));

    [Theory, MemberData(nameof(All))]
    public void The_examples_of_each_bring_what_it_has(NotificationKind kind)
    {
        foreach (var sample in Samples.Of(new TemplateKey(kind, "sv")))
        {
            PartsOf(sample.Notification.Matter).ShouldBe(KindRules.Of(kind).Parts & ~NotInEach, sample.Name);
        }
    }

    [Theory, MemberData(nameof(All))]
    public void Who_is_told_says_with_what_it_is_grouped(NotificationKind kind)
    {
        var rule = KindRules.Of(kind);
        (rule.Group == NotificationGroup.Cases).ShouldBe(rule.Reader == Reader.Area);
        (rule.Group == NotificationGroup.Agenda).ShouldBe(rule.Reader == Reader.Host);
        (rule.Group == NotificationGroup.Summaries).ShouldBe(rule.Reader is Reader.Organisers or Reader.Operators);
        KindRules.ForPeople.Contains(rule.Group).ShouldBe(rule.Reader is Reader.Person or Reader.Company);
    }

    [Theory, MemberData(nameof(All))]
    public void What_it_needs_is_what_it_tells_of(NotificationKind kind)
    {
        var rule = KindRules.Of(kind);
        rule.Parts.HasFlag(Parts.Activity).ShouldBe(rule.Needs != Needs.Nothing, "its activity is known when it is written");
        if (rule.Needs == Needs.Activity)
        {
            rule.Reader.ShouldBeOneOf(Reader.Area, Reader.Host);
        }

        if (rule.Registration != RegistrationStep.None || rule.HasTicket)
        {
            rule.Parts.HasFlag(Parts.Booking).ShouldBeTrue();
        }

        if (rule.Parts.HasFlag(Parts.Booking))
        {
            rule.Needs.ShouldBe(Needs.Registration);
        }
    }

    [Theory, MemberData(nameof(All))]
    public void Everybody_can_be_told_by_email_and_what_one_person_waits_for_does_not_wait_for_the_night(NotificationKind kind)
    {
        var rule = KindRules.Of(kind);
        EmailChannel.OwnRules.Accepts(rule).ShouldBeTrue();
        (rule.CanWait && !rule.IsForMany).ShouldBeFalse();
    }

    private static Parts PartsOf(StoredContent matter) =>
        Part(Parts.Activity, matter.ActivityId)
        | Part(Parts.Booking, matter.Booking)
        | Part(Parts.SeatsBefore, matter.SeatsBefore)
        | Part(Parts.From, matter.From)
        | Part(Parts.Cancelled, matter.Cancelled)
        | Part(Parts.OfferedUntil, matter.OfferedUntil)
        | Part(Parts.Capacity, matter.Capacity)
        | Part(Parts.Reminder, matter.Reminder)
        | Part(Parts.Message, matter.Message)
        | Part(Parts.Release, matter.Release)
        | Part(Parts.Survey, matter.Survey)
        | Part(Parts.Visit, matter.Visit)
        | Part(Parts.Answer, matter.Answer)
        | Part(Parts.FollowUp, matter.FollowUp)
        | Part(Parts.VisitChange, matter.Visit?.Change)
        | Part(Parts.Delegation, matter.Delegation)
        | Part(Parts.VisitNotice, matter.VisitNotice)
        | Part(Parts.HostDay, matter.HostDay)
        | Part(Parts.Chain, matter.Chain)
        | Part(Parts.Invitation, matter.Invitation)
        | Part(Parts.Day, matter.Day);

    private static Parts Part(Parts part, object? content) => content is null ? Parts.None : part;
}
