using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Feedback;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Notifications.Content;
using BusinessFocus.Notifications.Delivery;
using BusinessFocus.Notifications.Lifecycle;
using BusinessFocus.Notifications.ReadModels;
using BusinessFocus.Notifications.Recipients;
using BusinessFocus.Notifications.Rendering;
using BusinessFocus.Testing;
using Shouldly;
using Xunit;
using Choice = BusinessFocus.Notifications.Recipients.Choice;
using Release = BusinessFocus.Notifications.Content.Release;

namespace BusinessFocus.Notifications.Tests.Delivery;

/// <summary>Changes of the programme that wait for their time, and what they tell of ends meanwhile.</summary>
public sealed class TakingBack(ServiceByMovableClock shared) : IClassFixture<ServiceByMovableClock>
{
    private readonly MovableClock clock = shared.Clock;

    [Theory]
    [InlineData("cancelled", "Avbokad: ")]
    [InlineData("moved", "Flyttad till ")]
    public async Task A_change_that_waits_for_the_end_of_quiet_hours_does_not_come_after_the_registrations_end(string how, string tells)
    {
        await using var service = await shared.ForOneTestAsync();
        var (activity, other) = (service.Activity(), service.Activity());
        var registration = await RegisterAsync(service, activity);
        await service.PublishAsync(new ActivityReleased(other));
        var quietUntil = await BeQuietAsync(service);
        await service.PublishAsync(Release(activity));
        await service.NotificationAsync(NotificationState.Composed);

        await (how == "cancelled"
            ? service.PublishAsync(new RegistrationCancelled(registration with { Status = RegistrationStatus.Cancelled, Version = 2 }, CancelledBy.Contact, null))
            : service.PublishAsync(new RegistrationMoved(service.Registration(other.Id), activity.Id, registration.Id)));
        await service.NotificationAsync(NotificationState.Accepted, count: 2);
        clock.MoveTo(quietUntil);
        await service.QuietAsync();

        var suppressed = await service.NotificationAsync(NotificationState.Suppressed);
        (suppressed.Kind, suppressed.Reason).ShouldBe((NotificationKind.ProgrammeChange, "Overtaken"));
        service.Mails.Count.ShouldBe(2);
        service.Mails[^1].Subject!.ShouldStartWith(tells);
        (await service.LettersAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task What_changed_in_the_persons_other_activities_is_told_all_the_same()
    {
        await using var service = await shared.ForOneTestAsync();
        var (ends, stays) = (service.Activity() with { Title = new LocalizedText("Frukostmöte") }, service.Activity());
        var ended = await RegisterAsync(service, ends);
        await RegisterAsync(service, stays);
        var quietUntil = await BeQuietAsync(service);
        await service.PublishAsync(Release(ends, stays));
        var both = await service.NotificationAsync(NotificationState.Composed);
        both.Text!.ShouldContain("Frukostmöte");

        await service.PublishAsync(new RegistrationCancelled(ended with { Status = RegistrationStatus.Cancelled, Version = 2 }, CancelledBy.Contact, null));
        await service.NotificationAsync(NotificationState.Suppressed);
        (await service.NotificationAsync(NotificationState.Composed)).ResentFrom.ShouldBe(both.NotificationId);

        // A letter that is under way when three hours pass at once is under way for longer than it may be, and goes again.
        await service.NotificationAsync(NotificationState.Accepted, count: 3);
        clock.MoveTo(quietUntil);

        var mail = await service.MailAsync(service.At("asa"), mail => mail.Subject!.StartsWith("Ändrat: ", StringComparison.Ordinal));
        mail.TextBody!.ShouldContain("Så möts vi");
        mail.TextBody!.ShouldNotContain("Frukostmöte");
        mail.BodyParts.Count(part => part.ContentType.IsMimeType("application", "ics")).ShouldBe(1);
        await service.QuietAsync();
        service.Mails.Select(each => each.Subject!.Split(' ')[0]).ShouldBe(["Du", "Du", "Avbokad:", "Ändrat:"]);
    }

    [Fact]
    public async Task A_change_that_a_worker_was_at_when_the_registration_ended_is_not_tried_again()
    {
        await using var service = await shared.ForOneTestAsync();
        var activity = service.Activity();
        var registration = service.Registration(activity.Id);
        var change = new ReleaseChange(activity.Id, [ChangeKind.Moved], null, BookedSeats.Of(registration));
        var notification = Some.Notification(Some.Requested(
            Recipient.Of(registration.Contact), new ReleaseContent(new Release(new LocalizedText("E"), null, [change]))));
        await using (var session = service.Service.Store.LightweightSession())
        {
            var now = clock.GetUtcNow();
            session.Store(Some.Known(registration) with { IsOver = true });
            session.Events.StartStream<Notification>(
                notification.Id, new Requested(notification.NotificationId, Guid.NewGuid(), notification.Kind, notification.Channel, notification.Recipient, notification.Matter, null, null, now),
                new Composed("Ämne", "Text", now), new HandedOver(1, false, now), new Deferred("450", now, now));
            session.Insert(new RenderedMessage(notification.Id, notification.Channel, "Åsa", service.At("asa"), "sv", "Ämne", "Text", "", [], null, now));
            session.Enqueue(notification, now);
            await session.SaveChangesAsync();
        }

        (await service.NotificationAsync(NotificationState.Suppressed)).Reason.ShouldBe("Overtaken");
        await service.QuietAsync();
        (service.Count, await service.LettersAsync()).ShouldBe((0, 0L));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_invitation_to_a_survey_that_was_withdrawn_does_not_go_whichever_comes_first(bool invitationFirst)
    {
        await using var service = await shared.ForOneTestAsync();
        var activity = service.Activity();
        var registration = await RegisterAsync(service, activity);
        var quietUntil = await BeQuietAsync(service);
        var (survey, closesAt) = (SurveyId.New(), clock.GetUtcNow().AddDays(14));
        var invited = new AttendeeInvited(survey, activity.Id, service.Edition, registration.Id, "den första", closesAt);
        if (invitationFirst)
        {
            await service.PublishAsync(invited);
            await service.NotificationAsync(NotificationState.Composed);
        }

        await service.PublishAsync(new SurveyWithdrawn(survey, activity.Id, service.Edition, closesAt, clock.GetUtcNow()));
        if (!invitationFirst)
        {
            await Eventually.TrueAsync(async () =>
            {
                await using var session = service.Service.Store.QuerySession();
                return await session.LoadAsync<WithdrawnSurvey>(activity.Id.Value) is not null;
            });
            await service.PublishAsync(invited);
        }

        (await service.NotificationAsync(NotificationState.Suppressed)).Reason.ShouldBe("Overtaken");
        await service.PublishAsync(invited with { Token = "den-andra", ClosesAt = closesAt.AddSeconds(1) });
        await service.NotificationAsync(NotificationState.Composed);
        clock.MoveTo(quietUntil);
        var mail = await service.MailAsync(service.At("asa"), mail => mail.TextBody!.Contains("/surveys/", StringComparison.Ordinal));
        mail.TextBody!.ShouldContain("den-andra");
        await service.QuietAsync();
        service.Mails.Count(each => each.TextBody!.Contains("/surveys/", StringComparison.Ordinal)).ShouldBe(1);
    }

    private static async Task<RegistrationState> RegisterAsync(NotificationService service, ActivityState activity)
    {
        var (registration, before) = (service.Registration(activity.Id), service.Count);
        await service.PublishAsync(new ActivityReleased(activity));
        await service.PublishAsync(new RegistrationConfirmed(registration));
        await service.NotificationAsync(NotificationState.Accepted, count: before + 1);
        await service.QuietAsync();
        return registration;
    }

    /// <returns>Until when.</returns>
    private async Task<DateTimeOffset> BeQuietAsync(NotificationService service)
    {
        var until = clock.GetUtcNow().AddHours(3);
        await service.WantsAsync(service.Contact(), new Choice(QuietHours: new QuietHours(Clock(until.AddHours(-6)), Clock(until))));
        return until;

        static TimeOnly Clock(DateTimeOffset time) => TimeOnly.FromDateTime(LocalTimes.Local(time));
    }

    private static ProgrammeReleased Release(params ActivityState[] activities) => new(
        activities[0].EditionId, "lerum-2026", new LocalizedText("Business Focus Lerum 2026"), 2, Some.Now, null,
        [.. activities.Select(activity => new ProgrammeChange(
            activity with { StartsAt = activity.StartsAt.AddDays(1), EndsAt = activity.EndsAt.AddDays(1), CalendarSequence = 1, Version = 2 },
            [ChangeKind.Moved],
            new TimeAndPlace(activity.StartsAt, activity.EndsAt, activity.Place)))]);
}
