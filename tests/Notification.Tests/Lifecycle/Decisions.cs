using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Notifications.Content;
using BusinessFocus.Notifications.Delivery;
using BusinessFocus.Notifications.Lifecycle;
using BusinessFocus.Notifications.Privacy;
using BusinessFocus.Notifications.ReadModels;
using BusinessFocus.Notifications.Releases;
using BusinessFocus.Notifications.Rendering;
using BusinessFocus.Notifications.Requesting;
using Shouldly;
using Xunit;

namespace BusinessFocus.Notifications.Tests.Lifecycle;

/// <summary>When a notification is written, and when it is not: given what is known.</summary>
public sealed class Whether_a_notification_is_written
{
    private readonly ActivityState activity = Some.Activity();

    [Fact]
    public void Given_activity_and_registration_it_is_written()
    {
        var registration = Some.Registration(activity.Id);
        Of(NotificationKind.Confirmation, registration, Some.Known(registration), Some.Known(activity)).ShouldBe(Step.Write);
    }

    [Fact]
    public void Without_its_activity_it_waits()
    {
        var registration = Some.Registration(activity.Id);
        Of(NotificationKind.Confirmation, registration, Some.Known(registration), null).ShouldBe(Step.Wait);
    }

    [Theory]
    [InlineData(NotificationKind.Promotion)]
    [InlineData(NotificationKind.Resized)]
    [InlineData(NotificationKind.Cancellation)]
    public void A_later_decision_waits_for_the_registrations_first(NotificationKind kind)
    {
        var registration = Some.Registration(activity.Id);
        Of(kind, registration, KnownRegistration.Learn(null, registration, kind), Some.Known(activity)).ShouldBe(Step.Wait);
    }

    [Theory]
    [InlineData(NotificationKind.Promotion, Step.Overtaken)]
    [InlineData(NotificationKind.Resized, Step.Overtaken)]
    [InlineData(NotificationKind.GroupTooLarge, Step.Overtaken)]
    [InlineData(NotificationKind.Confirmation, Step.Write)]
    [InlineData(NotificationKind.Waitlisted, Step.Write)]
    public void What_a_newer_decision_overtook_is_told_only_when_it_is_the_first(NotificationKind kind, Step expected)
    {
        var old = Some.Registration(activity.Id, version: 3);
        var known = KnownRegistration.Learn(Some.Known(old), old with { Version = 8, Seats = 2 }, NotificationKind.Resized);
        Of(kind, old, known, Some.Known(activity)).ShouldBe(expected);
    }

    [Fact]
    public void The_decision_that_ended_a_registration_is_told_though_it_is_over()
    {
        var registration = Some.Registration(activity.Id, RegistrationStatus.Cancelled, version: 3);
        var known = KnownRegistration.Learn(Some.Known(registration with { Status = RegistrationStatus.Confirmed, Version = 1 }), registration, NotificationKind.Cancellation);
        Of(NotificationKind.Cancellation, registration, known, Some.Known(activity)).ShouldBe(Step.Write);
    }

    [Fact]
    public void A_cancelled_activitys_registrations_wait_for_its_own_cancellation()
    {
        var registration = Some.Registration(activity.Id, RegistrationStatus.Cancelled, version: 3);
        var known = Some.Known(registration);
        Readiness.Of(By(CancelledBy.Activity, registration), known, Some.Known(activity)).ShouldBe(Step.Wait);
        Readiness.Of(By(CancelledBy.Activity, registration), known, Some.Known(activity with { Status = ActivityStatus.Cancelled })).ShouldBe(Step.Write);
        Readiness.Of(By(CancelledBy.Organiser, registration), known, Some.Known(activity)).ShouldBe(Step.Write);
    }

    [Theory]
    [InlineData(NotificationKind.SurveyReminder, -1, false)]
    [InlineData(NotificationKind.SurveyReminder, 0, true)]
    [InlineData(NotificationKind.Survey, 0, false)]
    public void A_reminder_that_would_go_when_the_survey_is_closed_comes_too_late(NotificationKind kind, int secondsAfter, bool isTooLate) =>
        Readiness.IsTooLate(new SurveyContent(kind, activity.Id, new SurveyLink(RegistrationId.New(), "t", Some.Now)), Some.Now.AddSeconds(secondsAfter))
            .ShouldBe(isTooLate);

    [Theory]
    [InlineData(NotificationKind.VisitSurveyReminder, -1, false)]
    [InlineData(NotificationKind.VisitSurveyReminder, 0, true)]
    [InlineData(NotificationKind.VisitDebriefReminder, 0, true)]
    [InlineData(NotificationKind.VisitDebrief, 0, false)]
    public void A_side_of_a_visit_is_not_reminded_when_its_questions_are_closed(NotificationKind kind, int secondsAfter, bool isTooLate)
    {
        var content = new VisitSurveyContent(
            kind, VisitDetails.Of(new VisitProposed(Some.Visit(), null)).ForAfterwards(), new SurveyLink(RegistrationId.New(), "t", Some.Now));
        Readiness.IsTooLate(content, Some.Now.AddSeconds(secondsAfter)).ShouldBe(isTooLate);
    }

    [Theory]
    [InlineData(NotificationKind.FollowUpDueSoon, -1, false)]
    [InlineData(NotificationKind.FollowUpDueSoon, 0, true)]
    [InlineData(NotificationKind.FollowUpOverdue, 0, false)]
    public void That_a_case_is_due_soon_is_not_told_when_it_is_due(NotificationKind kind, int secondsAfter, bool isTooLate) =>
        Readiness.IsTooLate(OfCase(kind), Some.Now.AddSeconds(secondsAfter)).ShouldBe(isTooLate);

    [Theory]
    [InlineData(NotificationKind.VisitReminder, -1, false)]
    [InlineData(NotificationKind.VisitReminder, 0, true)]
    [InlineData(NotificationKind.VisitChange, 0, false)]
    public void Nobody_is_reminded_of_a_visit_that_has_begun(NotificationKind kind, int secondsAfter, bool isTooLate)
    {
        var visit = VisitDetails.Of(new VisitProposed(Some.Visit(), null));
        var at = visit.StartsAt!.Value.AddSeconds(secondsAfter);
        Readiness.IsTooLate(new VisitContent(kind, visit), at).ShouldBe(isTooLate);
        Readiness.IsTooLate(new DelegationContent(visit, kind == NotificationKind.VisitReminder ? DelegationNews.ComesUp : DelegationNews.Changed), at).ShouldBe(isTooLate);
    }

    [Theory]
    [InlineData(NotificationKind.FollowUpOpened)]
    [InlineData(NotificationKind.FollowUpDueSoon)]
    [InlineData(NotificationKind.FollowUpOverdue)]
    [InlineData(NotificationKind.FollowUpReopened)]
    public void What_an_area_is_told_waits_for_the_activity_and_for_nobodys_registration(NotificationKind kind)
    {
        Readiness.Of(OfCase(kind), null, null).ShouldBe(Step.Wait);
        Readiness.Of(OfCase(kind), null, Some.Known(activity)).ShouldBe(Step.Write);
    }

    [Fact]
    public void Who_asked_is_told_after_their_registration()
    {
        var registration = Some.Registration(activity.Id);
        Readiness.Of(OfCase(NotificationKind.FollowUpReceived), null, Some.Known(activity)).ShouldBe(Step.Wait);
        Readiness.Of(OfCase(NotificationKind.FollowUpReceived), Some.Known(registration), Some.Known(activity)).ShouldBe(Step.Write);
    }

    private CaseContent OfCase(NotificationKind kind) =>
        new(kind, activity.Id, new FollowUpDetails(new FollowUpId(Guid.NewGuid()), new LocalizedText("Bygglov"), Some.Now));

    [Fact]
    public void Nothing_is_written_to_who_is_erased()
    {
        var registration = Some.Registration(activity.Id);
        Of(NotificationKind.Confirmation, registration, KnownRegistration.Erase(null, registration.Id), Some.Known(activity)).ShouldBe(Step.Erased);
    }

    private static CancellationContent By(CancelledBy by, RegistrationState registration) =>
        new(registration.ActivityId, BookedSeats.Of(registration), new Cancelled(by, null));

    private static Step Of(
        NotificationKind kind, RegistrationState registration, KnownRegistration known, KnownActivity? activity) =>
        Readiness.Of(Some.Content(kind, registration), known, activity);
}

/// <summary>What is kept of others' messages, in whatever order they come.</summary>
public sealed class What_is_known
{
    [Fact]
    public void The_newest_version_of_an_activity_wins()
    {
        var newer = Some.Activity(version: 5);
        KnownActivity.Learn(Some.Known(newer), newer with { Version = 4 }).ShouldBeNull();
        KnownActivity.Learn(Some.Known(newer), newer with { Version = 6 })!.Activity.Version.ShouldBe(6);
    }

    [Fact]
    public void The_reason_of_a_cancellation_is_kept_also_when_the_release_told_of_it_first()
    {
        var cancelled = Some.Activity(version: 5, status: ActivityStatus.Cancelled);
        KnownActivity.Learn(Some.Known(cancelled), cancelled, "Sjuk")!.CancellationReason.ShouldBe("Sjuk");
        KnownActivity.Learn(KnownActivity.Learn(null, cancelled, "Sjuk"), cancelled with { Version = 6 })!.CancellationReason.ShouldBe("Sjuk");
    }

    [Fact]
    public void An_older_version_of_a_registration_changes_nothing_but_that_it_has_begun()
    {
        var first = Some.Registration(ActivityId.New(), version: 1);
        var newer = first with { Version = 9, Seats = 4 };
        var known = KnownRegistration.Learn(KnownRegistration.Learn(null, newer, NotificationKind.Resized), first, NotificationKind.Confirmation);
        known.Booking!.Seats.ShouldBe(4);
        known.HasBegun.ShouldBeTrue();
    }

    [Fact]
    public void A_registration_that_is_over_stays_over()
    {
        var registration = Some.Registration(ActivityId.New());
        var left = KnownRegistration.Leave(Some.Known(registration), registration.Id, registration.ActivityId);
        KnownRegistration.Learn(left, registration with { Version = 9 }, NotificationKind.Resized).IsOver.ShouldBeTrue();
    }

    [Fact]
    public void What_comes_too_early_is_kept_until_it_is_known_whom_to_tell_also_as_it_was_kept_before()
    {
        var registration = Some.Registration(ActivityId.New());
        var answer = new EarlyNotification(Guid.NewGuid(), NotificationKind.FollowUpAnswer, new StoredContent(null, Answer: new FollowUpAnswer(registration.Id, "Svar")));
        var link = new SurveyLink(registration.Id, "abc", Some.Now);
        var old = new KnownRegistration { Id = registration.Id.Value, ActivityId = registration.ActivityId, EarlySurvey = new EarlySurvey(Guid.NewGuid(), link) };

        var waiting = KnownRegistration.Await(old, registration.Id, answer);
        waiting.AllEarly().ShouldBe([new EarlyNotification(old.EarlySurvey.Decision, NotificationKind.Survey, new StoredContent(registration.ActivityId, Survey: link)), answer]);
        KnownRegistration.Learn(waiting, registration, NotificationKind.Confirmation).AllEarly().ShouldBeEmpty("it is told now");
        KnownRegistration.Erase(waiting, registration.Id).AllEarly().ShouldBeEmpty();
    }

    [Fact]
    public void Who_is_erased_is_not_learnt_again()
    {
        var registration = Some.Registration(ActivityId.New());
        KnownRegistration.Learn(KnownRegistration.Erase(Some.Known(registration), registration.Id), registration, NotificationKind.Confirmation)
            .Recipient.ShouldBeNull();
    }

    [Fact]
    public void Each_message_to_the_same_calendar_has_a_higher_sequence_and_never_a_lower_one_than_the_activity()
    {
        var id = Guid.NewGuid();
        var first = CalendarEntry.Next(null, id, 0, isInvited: true);
        var second = CalendarEntry.Next(first, id, 0, isInvited: false);
        var third = CalendarEntry.Next(second, id, 7, isInvited: true);
        (first.Sequence, second.Sequence, third.Sequence).ShouldBe((0, 1, 7));
    }
}

/// <summary>Who hears what of a release.</summary>
public sealed class What_a_release_tells
{
    [Theory]
    [InlineData(true, ChangeKind.Moved)]
    [InlineData(true, ChangeKind.MovedRoom)]
    [InlineData(true, ChangeKind.HostChanged)]
    [InlineData(true, ChangeKind.TextChanged)]
    [InlineData(true, ChangeKind.CapacityChanged, ChangeKind.Moved)]
    [InlineData(false, ChangeKind.CapacityChanged)]
    [InlineData(false, ChangeKind.Added)]
    [InlineData(false, ChangeKind.Cancelled)]
    [InlineData(false, ChangeKind.Moved, ChangeKind.Cancelled)]
    public void Only_what_matters_to_those_registered_is_told(bool told, params ChangeKind[] kinds) =>
        ReleaseNotifications.ConcernsThoseRegistered(new ProgrammeChange(Some.Activity(), kinds, null)).ShouldBe(told);

    [Fact]
    public void A_person_with_several_registrations_is_one_decision_with_each_activity_once_by_time()
    {
        var early = Some.Activity();
        var late = Some.Activity() with { StartsAt = early.StartsAt.AddDays(1), EndsAt = early.EndsAt.AddDays(1) };
        ProgrammeChange[] changes = [new(late, [ChangeKind.Moved], null), new(early, [ChangeKind.HostChanged], null)];
        var waits = Some.Known(Some.Registration(late.Id, RegistrationStatus.Waitlisted, version: 2));
        var holds = Some.Known(Some.Registration(late.Id, version: 1));
        var both = Some.Known(Some.Registration(early.Id));
        var other = Some.Known(Some.Registration(early.Id, contact: Some.Contact(email: "other@foretag.example")));

        var decided = ReleaseNotifications.ByPerson(
            Guid.NewGuid(), new LocalizedText("E"), null, changes, [waits, holds, both, other]);

        decided.Count.ShouldBe(2);
        var person = decided.Single(each => each.Recipient.Address == "asa@foretag.example");
        var release = ((ReleaseContent)person.Content).Release;
        release.Changes.Select(change => change.ActivityId).ShouldBe([early.Id, late.Id]);
        release.Changes[1].Booking.IsConfirmed.ShouldBeTrue("the seat counts, not the place in line");
    }
}

/// <summary>The course of a delivery: given what happened, when somebody takes it or the server answers.</summary>
public sealed class The_course_of_a_delivery
{
    private static readonly RetryPolicy Patience = new(TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(15), TimeSpan.FromDays(1));
    private static readonly Requested Requested = Some.Requested(NotificationKind.Confirmation, Some.Registration(ActivityId.New()));
    private static readonly Composed Composed = new("Ämne", "Text", Some.Now);

    [Fact]
    public void Given_a_written_one_it_is_handed_over() =>
        Deliver.HandOver(Some.Notification(Requested, Composed), Some.Now).Events.ShouldBe([new HandedOver(1, false, Some.Now)]);

    [Fact]
    public void Given_a_deferred_one_it_is_handed_over_again_and_that_is_no_repeat() =>
        Deliver.HandOver(Some.Notification(Requested, Composed, new HandedOver(1, false, Some.Now), new Deferred("450", Some.Now, Some.Now)), Some.Now)
            .Events.ShouldBe([new HandedOver(2, false, Some.Now)]);

    [Fact]
    public void Given_one_whose_connection_broke_before_the_answer_the_next_attempt_is_a_repeat()
    {
        var broken = Deliver.Conclude(
            Some.Notification(Requested, Composed, new HandedOver(1, false, Some.Now)), new DeliveryResult(DeliveryOutcome.Unavailable, "gone", MayHaveArrived: true), Patience, 0, Some.Now)
            .Events.ShouldHaveSingleItem().ShouldBeOfType<Deferred>();

        Deliver.HandOver(Some.Notification(Requested, Composed, new HandedOver(1, false, Some.Now), broken), Some.Now).Events.ShouldBe([new HandedOver(2, true, Some.Now)]);
    }

    [Fact]
    public void Given_one_that_was_handed_over_without_an_answer_it_is_a_repeat() =>
        Deliver.HandOver(Some.Notification(Requested, Composed, new HandedOver(1, false, Some.Now)), Some.Now)
            .Events.ShouldBe([new HandedOver(2, true, Some.Now)]);

    [Fact]
    public void Given_an_accepted_or_a_suppressed_one_nothing_is_handed_over()
    {
        Deliver.HandOver(Some.Notification(Requested, Composed, new HandedOver(1, false, Some.Now), Accepted()), Some.Now).Events.ShouldBeEmpty();
        Deliver.HandOver(Some.Notification(Requested, new Suppressed(SuppressedBecause.Erased, Some.Now)), Some.Now).Events.ShouldBeEmpty();
        Deliver.HandOver(Some.Notification(Requested), Some.Now).Events.ShouldBeEmpty();
    }

    [Fact]
    public void When_the_server_takes_it_it_is_accepted() =>
        Conclude(DeliveryOutcome.Accepted, new HandedOver(1, false, Some.Now)).ShouldHaveSingleItem().ShouldBeOfType<Accepted>();

    [Theory]
    [InlineData(DeliveryOutcome.TryLater)]
    [InlineData(DeliveryOutcome.Unavailable)]
    public void When_the_server_cannot_take_it_now_it_is_tried_again_after_a_growing_pause(DeliveryOutcome kind)
    {
        Conclude(kind, new HandedOver(1, false, Some.Now)).ShouldBe([new Deferred("words", Some.Now.AddSeconds(10), Some.Now)]);
        Conclude(kind, new HandedOver(4, false, Some.Now)).ShouldBe([new Deferred("words", Some.Now.AddSeconds(80), Some.Now)]);
        Conclude(kind, new HandedOver(40, false, Some.Now)).ShouldBe([new Deferred("words", Some.Now.AddMinutes(15), Some.Now)]);
    }

    [Fact]
    public void When_it_could_not_be_delivered_for_a_day_it_is_given_up()
    {
        var notification = Some.Notification(Requested, Composed, new HandedOver(90, false, Some.Now));
        Deliver.Conclude(notification, new DeliveryResult(DeliveryOutcome.TryLater, "words"), Patience, 0, Some.Now.AddHours(23.8)).Events
            .ShouldHaveSingleItem().ShouldBeOfType<GivenUp>();
    }

    [Theory]
    [InlineData(DeliveryOutcome.Refused, false)]
    [InlineData(DeliveryOutcome.Unreachable, true)]
    public void When_the_server_refuses_it_it_has_failed(DeliveryOutcome kind, bool isUnreachable) =>
        Conclude(kind, new HandedOver(1, false, Some.Now)).ShouldHaveSingleItem().ShouldBeOfType<Failed>().IsUnreachable.ShouldBe(isUnreachable);

    [Fact]
    public void When_it_was_suppressed_meanwhile_only_what_the_server_took_counts()
    {
        object[] suppressed = [new HandedOver(1, false, Some.Now), new Suppressed(SuppressedBecause.Erased, Some.Now), new RecipientErased(Some.Now)];
        Conclude(DeliveryOutcome.TryLater, suppressed).ShouldBeEmpty();
        Conclude(DeliveryOutcome.Accepted, suppressed).ShouldHaveSingleItem().ShouldBeOfType<Accepted>();
    }

    [Fact]
    public void What_is_deferred_stays_in_line_also_when_the_answer_is_recorded_once_more()
    {
        var handedOver = Some.Notification(Requested, Composed, new HandedOver(1, false, Some.Now));
        var deferring = Deliver.Conclude(handedOver, new DeliveryResult(DeliveryOutcome.TryLater, "words"), Patience, 0, Some.Now);
        Deliver.IsSettled(handedOver, deferring).ShouldBeFalse();

        var deferred = Some.Notification([Requested, Composed, new HandedOver(1, false, Some.Now), .. deferring.Events]);
        Deliver.IsSettled(deferred, Deliver.Conclude(deferred, new DeliveryResult(DeliveryOutcome.TryLater, "words"), Patience, 0, Some.Now)).ShouldBeFalse();

        Deliver.IsSettled(handedOver, Deliver.Conclude(handedOver, DeliveryResult.Accepted("250"), Patience, 0, Some.Now)).ShouldBeTrue();
        Deliver.IsSettled(Some.Notification(Requested, Composed, Accepted()), Domain.Decisions.Decision.Nothing).ShouldBeTrue();
    }

    private static Accepted Accepted() =>
        new(Requested.NotificationId, Requested.Kind, "email", Requested.Recipient.ContactId, "250 OK", Some.Now);

    private static IReadOnlyList<object> Conclude(DeliveryOutcome kind, params object[] happened) =>
        Deliver.Conclude(Some.Notification([Requested, Composed, .. happened]), new DeliveryResult(kind, "words"), Patience, 0, Some.Now).Events;
}

/// <summary>What an organiser can have sent again, and what erasure leaves.</summary>
public sealed class Sending_again_and_forgetting
{
    private static readonly RegistrationState Registration = Some.Registration(ActivityId.New(), version: 3);
    private static readonly Requested Requested = Some.Requested(NotificationKind.Confirmation, Registration);
    private static readonly object[] Sent =
    [
        Requested, new Composed("Ämne", "Hej Åsa", Some.Now), new HandedOver(1, false, Some.Now),
        new Accepted(Requested.NotificationId, Requested.Kind, "email", Requested.Recipient.ContactId, "250 OK", Some.Now),
    ];

    [Fact]
    public void What_was_sent_can_be_sent_again() =>
        ResendNotification.Decide(Some.Notification(Sent), Some.Known(Registration)).ShouldBeNull();

    [Fact]
    public void What_is_under_way_cannot() =>
        ResendNotification.Decide(Some.Notification(Sent[..3]), Some.Known(Registration)).ShouldBe(NotificationProblems.StillUnderWay);

    [Fact]
    public void What_is_no_longer_true_cannot() =>
        ResendNotification.Decide(Some.Notification(Sent), KnownRegistration.Learn(Some.Known(Registration), Registration with { Version = 4 }, NotificationKind.Resized))
            .ShouldBe(NotificationProblems.Overtaken);

    [Fact]
    public void Nobody_is_written_to_who_is_erased() =>
        ResendNotification.Decide(Some.Notification([.. Sent, new RecipientErased(Some.Now)]), null).ShouldBe(NotificationProblems.RecipientErased);

    [Fact]
    public void Erasing_suppresses_what_was_not_sent_and_leaves_no_trace_of_the_person()
    {
        Erasure.Decide(Some.Notification(Sent), Some.Now).Events.ShouldBe([new RecipientErased(Some.Now)]);
        Erasure.Decide(Some.Notification(Sent[..2]), Some.Now).Events
            .ShouldBe([new Suppressed(SuppressedBecause.Erased, Some.Now), new RecipientErased(Some.Now)]);

        var erased = Some.Notification([.. Sent, new RecipientErased(Some.Now)]);
        var json = System.Text.Json.JsonSerializer.Serialize(erased);
        foreach (var trace in (string[])["Åsa", "asa@", Registration.Ticket, Registration.ManageToken])
        {
            json.ShouldNotContain(trace);
        }

        Erasure.Decide(erased, Some.Now).Events.ShouldBeEmpty();
    }

    [Fact]
    public void The_same_decision_gives_the_same_notification_and_another_person_or_channel_another()
    {
        var (decision, contact) = (Guid.NewGuid(), Some.Contact().Id);
        NotificationIds.For(decision, contact, "email").ShouldBe(NotificationIds.For(decision, contact, "email"));
        NotificationIds.For(decision, contact, "sms").ShouldNotBe(NotificationIds.For(decision, contact, "email"));
        NotificationIds.For(decision, Some.Contact(email: "other@foretag.example").Id, "email").ShouldNotBe(NotificationIds.For(decision, contact, "email"));
        NotificationIds.For(Guid.NewGuid(), contact, "email").ShouldNotBe(NotificationIds.For(decision, contact, "email"));
    }
}
