using BusinessFocus.Contracts.Registration;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Manifest;
using BusinessFocus.Notifications.Content;
using BusinessFocus.Notifications.Jobs;
using BusinessFocus.Notifications.Lifecycle;
using BusinessFocus.Notifications.Recipients;
using BusinessFocus.Notifications.Reminders;
using BusinessFocus.Notifications.Rendering;
using BusinessFocus.Testing;
using Marten;
using Npgsql;
using Shouldly;
using Xunit;
using Choice = BusinessFocus.Notifications.Recipients.Choice;

namespace BusinessFocus.Notifications.Tests.Reminders;

/// <summary>Reminders by the service on real servers, whose clock is put forward.</summary>
public sealed class Reminding(ServiceByMovableClock shared) : IClassFixture<ServiceByMovableClock>
{
    private readonly MovableClock clock = shared.Clock;

    [Fact]
    public async Task Who_has_seats_is_reminded_the_day_before_and_two_hours_before_and_who_waits_is_not()
    {
        await using var service = await shared.ForOneTestAsync();
        var activity = ActivityIn(service, TimeSpan.FromDays(3)) with { JoinLink = "https://meet.example/abc" };
        var registration = service.Registration(activity.Id);
        var waiting = service.Registration(activity.Id, RegistrationStatus.Waitlisted, service.Contact(email: service.At("waits")), position: 1);
        await service.PublishAsync(new ActivityReleased(activity));
        await service.PublishAsync(new RegistrationConfirmed(registration));
        await service.PublishAsync(new RegistrationWaitlisted(waiting));
        await Eventually.TrueAsync(() => Task.FromResult(service.Count == 2));
        await service.QuietAsync();

        clock.MoveTo(DayBefore(activity));
        var dayBefore = await service.MailAsync(service.At("asa"), mail => mail.Subject!.StartsWith("Påminnelse: Så möts vi", StringComparison.Ordinal));
        dayBefore.TextBody!.ShouldContain($"När: {LocalTimes.Period(activity.StartsAt, activity.EndsAt, "sv")}");
        dayBefore.TextBody!.ShouldContain(registration.ManageToken);
        dayBefore.TextBody!.ShouldContain("https://meet.example/abc");
        dayBefore.BodyParts.ShouldContain(part => part.ContentType.IsMimeType("image", "png"), "the ticket");
        dayBefore.BodyParts.ShouldNotContain(part => part.ContentType.IsMimeType("text", "calendar"));
        await service.QuietAsync();

        clock.MoveTo(activity.StartsAt.AddHours(-2));
        await service.MailAsync(service.At("asa"), mail => mail.Subject!.StartsWith("Börjar snart: Så möts vi", StringComparison.Ordinal));
        (await DatesAsync(service, activity)).ShouldBeEmpty();
        await service.QuietAsync();
        service.Count.ShouldBe(4);
    }

    [Fact]
    public async Task Reminders_move_with_the_activity_and_come_again_for_its_new_time()
    {
        await using var service = await shared.ForOneTestAsync();
        var activity = ActivityIn(service, TimeSpan.FromDays(3));
        await RegisterAsync(service, activity, service.At("asa"));
        var later = Moved(activity, TimeSpan.FromDays(4));
        await service.PublishAsync(new ActivityChanged(later));
        await HasDatesAsync(service, later);

        clock.MoveTo(DayBefore(later));
        await ReminderAsync(service, service.At("asa"), later);
        var latest = Moved(later, TimeSpan.FromDays(5));
        await service.PublishAsync(new ActivityChanged(latest));
        await HasDatesAsync(service, latest);

        clock.MoveTo(DayBefore(latest));
        await ReminderAsync(service, service.At("asa"), latest);
        await service.QuietAsync();
        service.Count.ShouldBe(3, "the confirmation, and a reminder of each time but the first, which never came");
    }

    [Fact]
    public async Task Nobody_is_reminded_of_what_was_cancelled()
    {
        await using var service = await shared.ForOneTestAsync();
        var (cancelled, held) = (ActivityIn(service, TimeSpan.FromDays(3)), ActivityIn(service, TimeSpan.FromDays(3)));
        await RegisterAsync(service, cancelled, service.At("asa"));
        var ended = await RegisterAsync(service, held, service.At("gone"));
        await RegisterAsync(service, held, service.At("comes"));
        await HasDatesAsync(service, cancelled);
        await service.PublishAsync(new ActivityCancelled(cancelled with { Status = ActivityStatus.Cancelled, Version = 2 }, null));
        await service.PublishAsync(new RegistrationCancelled(ended with { Status = RegistrationStatus.Cancelled, Version = 2 }, CancelledBy.Contact, null));
        await Eventually.TrueAsync(() => Task.FromResult(service.Count == 4));
        await Eventually.TrueAsync(async () => (await DatesAsync(service, cancelled)).Count == 0);

        clock.MoveTo(DayBefore(held));
        await ReminderAsync(service, service.At("comes"), held);
        await service.QuietAsync();
        service.Count.ShouldBe(5);
    }

    [Fact]
    public async Task What_came_due_while_nothing_ran_is_made_up_for_by_whoever_starts()
    {
        await using var service = await NotificationService.StartAsync();
        var (tomorrow, today, over) = (ActivityIn(service, TimeSpan.FromDays(3)), ActivityIn(service, TimeSpan.FromDays(2) + TimeSpan.FromHours(4)), ActivityIn(service, TimeSpan.FromDays(2)));
        foreach (var activity in (ActivityState[])[tomorrow, today, over])
        {
            await RegisterAsync(service, activity, service.At("asa"));
        }

        clock.MoveTo(tomorrow.StartsAt.AddHours(-21));
        await using var later = await service.StartAnotherAsync(clock);
        await ReminderAsync(service, service.At("asa"), tomorrow);
        await service.MailAsync(service.At("asa"), mail => mail.Subject!.StartsWith("Börjar snart", StringComparison.Ordinal) && Names(mail, today));
        await Eventually.TrueAsync(async () => (await DatesAsync(service, over)).Count == 0);
        (await DatesAsync(service, today)).ShouldBeEmpty();
        await service.QuietAsync();
        service.Count.ShouldBe(5, "one reminder of each that lies ahead");
    }

    [Fact]
    public async Task Activities_known_from_before_there_were_reminders_get_their_dates_from_whoever_starts()
    {
        await using var service = await NotificationService.StartAsync(clock: clock);
        var (old, soon, begun, cancelled, halfDone) = (
            ActivityIn(service, TimeSpan.FromDays(3)), ActivityIn(service, TimeSpan.FromHours(5)), ActivityIn(service, TimeSpan.FromHours(-1)),
            ActivityIn(service, TimeSpan.FromDays(3)) with { Status = ActivityStatus.Cancelled }, ActivityIn(service, TimeSpan.FromDays(4)));
        var (moment, at) = (clock.GetUtcNow().AddHours(1), Guid.NewGuid());
        await using (var session = service.Service.Store.LightweightSession())
        {
            session.Store(((ActivityState[])[old, soon, begun, cancelled, halfDone]).Select(Some.Known));
            session.ScheduleJob(ReminderDates.NameOf(NotificationKind.ReminderDayBefore), halfDone.Id.Value, moment);
            session.ContinueJob(new DueJob(ReminderDates.NameOf(NotificationKind.ReminderDayBefore), halfDone.Id.Value, moment, at));
            await session.SaveChangesAsync();
        }

        var starting = Enumerable.Range(0, 3).Select(_ => service.StartAnotherAsync()).ToList();
        foreach (var another in await Task.WhenAll(starting))
        {
            await using var _ = another;
        }

        (await DatesAsync(service, old)).ShouldBe(ReminderTimes.Kinds.Select(kind => ReminderTimes.Of(kind, old.StartsAt)));
        (await DatesAsync(service, soon)).ShouldBe([soon.StartsAt.AddHours(-2)], "the day before has passed");
        (await DatesAsync(service, begun)).ShouldBeEmpty();
        (await DatesAsync(service, cancelled)).ShouldBeEmpty();
        await using var reads = service.Service.Store.QuerySession();
        var left = (await reads.ReadJobsAsync([ReminderDates.NameOf(NotificationKind.ReminderDayBefore)], default)).Single(job => job.Subject == halfDone.Id.Value);
        (left.After, left.DueAt).ShouldBe((at, new DateTimeOffset(moment.Ticks / 10 * 10, TimeSpan.Zero)), "what is set stays as it is");
    }

    [Fact]
    public async Task Several_instances_remind_everybody_of_everything_once()
    {
        await using var service = await NotificationService.StartAsync(clock: clock);
        await using var another = await service.StartAnotherAsync(clock);
        var activities = Enumerable.Range(0, 4).Select(_ => ActivityIn(service, TimeSpan.FromDays(3))).ToList();
        foreach (var activity in activities)
        {
            await KnowAsync(service, activity, registrations: 120);
        }

        clock.MoveTo(DayBefore(activities[0]));
        await Eventually.TrueAsync(() => Task.FromResult(service.Count >= 480), TimeSpan.FromSeconds(60));
        await Eventually.TrueAsync(async () => (await DatesAsync(service, activities[0])).Count == 1);
        await service.QuietAsync();
        service.Mails.Count.ShouldBe(480);
        service.Mails.Select(mail => mail.To.ToString()).Distinct().Count().ShouldBe(480);
    }

    [Fact]
    public async Task A_reminder_that_could_not_be_delivered_in_time_is_dropped_also_while_the_mail_server_is_away()
    {
        var port = FreePort.Next();
        await using var service = await NotificationService.StartAsync(port: port, clock: clock);
        var activity = ActivityIn(service, TimeSpan.FromHours(3));
        await KnowAsync(service, activity, registrations: 20);
        clock.MoveTo(activity.StartsAt.AddHours(-2));
        await service.NotificationAsync(NotificationState.Deferred);
        await Eventually.TrueAsync(async () => (await DatesAsync(service, activity)).Count == 0);

        clock.MoveTo(activity.StartsAt);
        await service.NotificationAsync(NotificationState.Suppressed, 20);
        await service.QuietAsync();
        service.StartMailServer(port);
        await RegisterAsync(service, ActivityIn(service, TimeSpan.FromDays(1)), service.At("asa"));
        service.Count.ShouldBe(1);
        (await ReminderNotificationsAsync(service)).ShouldAllBe(notification => notification.Reason == "TooLate");
        (await service.LettersAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Only_the_day_befores_waits_for_the_end_of_quiet_hours_and_holds_up_nothing_meanwhile()
    {
        await using var service = await shared.ForOneTestAsync();
        var activity = ActivityIn(service, TimeSpan.FromDays(3));
        var quietUntil = DayBefore(activity).AddHours(3);
        await WantAsync(service, service.Contact(), new Choice(QuietHours: new QuietHours(Clock(quietUntil.AddHours(-6)), Clock(quietUntil))));
        var registration = await RegisterAsync(service, activity, service.At("asa"));
        clock.MoveTo(DayBefore(activity));
        await service.NotificationAsync(NotificationState.Composed);
        await service.PublishAsync(new RegistrationResized(registration with { Seats = 2, Version = 2 }, 1));
        await Eventually.TrueAsync(() => Task.FromResult(service.Count == 2));

        clock.MoveTo(quietUntil);
        await ReminderAsync(service, service.At("asa"), activity);
        await WantAsync(service, service.Contact(), new Choice(QuietHours: new QuietHours(Clock(activity.StartsAt.AddHours(-6)), Clock(activity.StartsAt.AddHours(-1)))));
        clock.MoveTo(activity.StartsAt.AddHours(-2));
        await service.MailAsync(service.At("asa"), mail => mail.Subject!.StartsWith("Börjar snart", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("moved")]
    [InlineData("cancelled")]
    [InlineData("registration ended")]
    [InlineData("registration moved")]
    public async Task A_written_reminder_that_is_overtaken_before_it_goes_is_dropped_at_once(string how)
    {
        await using var service = await shared.ForOneTestAsync();
        var (activity, other) = (ActivityIn(service, TimeSpan.FromDays(3)), ActivityIn(service, TimeSpan.FromDays(9)));
        await service.PublishAsync(new ActivityReleased(other));
        await WantAsync(service, service.Contact(), new Choice(QuietHours: new QuietHours(Clock(DayBefore(activity).AddHours(-1)), Clock(DayBefore(activity).AddHours(5)))));
        var registration = await RegisterAsync(service, activity, service.At("asa"));
        clock.MoveTo(DayBefore(activity));
        await service.NotificationAsync(NotificationState.Composed);
        (await service.LettersAsync()).ShouldBe(1);

        await (how switch
        {
            "moved" => service.PublishAsync(new ActivityChanged(Moved(activity, TimeSpan.FromHours(1)))),
            "cancelled" => service.PublishAsync(new ActivityCancelled(activity with { Status = ActivityStatus.Cancelled, Version = 2 }, null)),
            "registration ended" => service.PublishAsync(new RegistrationCancelled(
                registration with { Status = RegistrationStatus.Cancelled, Version = 2 }, CancelledBy.Contact, null)),
            _ => service.PublishAsync(new RegistrationMoved(service.Registration(other.Id), activity.Id, registration.Id)),
        });
        (await service.NotificationAsync(NotificationState.Suppressed)).Reason.ShouldBe("Overtaken");
        await service.QuietAsync();
        (await service.LettersAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task A_reminder_that_a_worker_was_at_when_its_activity_moved_is_not_tried_again()
    {
        await using var service = await shared.ForOneTestAsync();
        var activity = ActivityIn(service, TimeSpan.FromHours(1));
        var registration = service.Registration(activity.Id);
        var notification = Some.Notification(Some.Requested(
            registration, (at, booking) => new ReminderContent(NotificationKind.ReminderSoon, at, booking, new Reminder(activity.StartsAt, 0))));
        await KnowAsync(service, Moved(activity, TimeSpan.FromDays(1)), [registration]);
        await using (var session = service.Service.Store.LightweightSession())
        {
            var now = clock.GetUtcNow();
            session.Events.StartStream<Notification>(
                notification.Id, new Requested(notification.NotificationId, Guid.NewGuid(), notification.Kind, notification.Channel, notification.Recipient, notification.Matter, null, null, now),
                new Composed("Ämne", "Text", now), new HandedOver(1, false, now), new Deferred("450", now, now));
            session.Insert(new RenderedMessage(notification.Id, notification.Channel, "Åsa", service.At("asa"), "sv", "Ämne", "Text", "", [], null, now));
            Notifications.Delivery.DueDeliveries.Enqueue(session, notification, now);
            await session.SaveChangesAsync();
        }

        (await service.NotificationAsync(NotificationState.Suppressed)).Reason.ShouldBe("Overtaken");
        await service.QuietAsync();
        (service.Count, await service.LettersAsync()).ShouldBe((0, 0L));
    }

    [Fact]
    public async Task What_one_person_waits_for_goes_before_thousands_of_reminders_which_go_on_meanwhile()
    {
        await using var service = await NotificationService.StartAsync(clock: clock);
        var reminded = Enumerable.Range(0, 4).Select(_ => ActivityIn(service, TimeSpan.FromDays(3))).ToList();
        foreach (var each in reminded)
        {
            await KnowAsync(service, each, registrations: 500);
        }

        var activity = ActivityIn(service, TimeSpan.FromDays(9));
        await service.PublishAsync(new ActivityReleased(activity));
        clock.MoveTo(DayBefore(reminded[0]));
        await Eventually.TrueAsync(() => Task.FromResult(service.Count >= 200));
        await Task.WhenAll(Enumerable.Range(0, 200).Select(number => service.PublishAsync(
            new RegistrationConfirmed(service.Registration(activity.Id, contact: service.Contact(email: $"waits{number}@foretag.example"))))));
        await Eventually.TrueAsync(() => Task.FromResult(service.Count == 2_200), TimeSpan.FromMinutes(3));
        await service.QuietAsync();

        await using var session = service.Service.Store.QuerySession();
        var notifications = await session.Query<Notification>().Where(notification => notification.State == NotificationState.Accepted).ToListAsync();
        var reminders = notifications.Where(notification => notification.Matter.Reminder is not null).Select(notification => notification.AcceptedAt!.Value).Order().ToList();
        var confirmations = notifications.Where(notification => notification.Matter.Reminder is null).ToList();
        (reminders.Count, confirmations.Count).ShouldBe((2_000, 200));
        var (first, last) = (confirmations.Min(notification => notification.RequestedAt), confirmations.Max(notification => notification.AcceptedAt!.Value));
        reminders.Count(at => at > last).ShouldBeGreaterThan(1_000, "most of the reminders came after the last confirmation");
        reminders.Count(at => at > first && at < last).ShouldBeGreaterThan(10, "and some between the confirmations");
    }

    private ActivityState ActivityIn(NotificationService service, TimeSpan time)
    {
        var startsAt = new DateTimeOffset(clock.GetUtcNow().Ticks / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond, TimeSpan.Zero) + time;
        return service.Activity() with { StartsAt = startsAt, EndsAt = startsAt.AddHours(1) };
    }

    private static ActivityState Moved(ActivityState activity, TimeSpan by) =>
        activity with { StartsAt = activity.StartsAt + by, EndsAt = activity.EndsAt + by, Version = activity.Version + 1 };

    private static DateTimeOffset DayBefore(ActivityState activity) => ReminderTimes.Of(NotificationKind.ReminderDayBefore, activity.StartsAt);

    private static TimeOnly Clock(DateTimeOffset time) => TimeOnly.FromDateTime(LocalTimes.Local(time));

    private static bool Names(MimeKit.MimeMessage mail, ActivityState activity) =>
        mail.TextBody!.Contains(LocalTimes.Period(activity.StartsAt, activity.EndsAt, "sv"), StringComparison.Ordinal);

    private static Task<MimeKit.MimeMessage> ReminderAsync(NotificationService service, string address, ActivityState activity) =>
        service.MailAsync(address, mail => mail.Subject!.StartsWith("Påminnelse", StringComparison.Ordinal) && Names(mail, activity));

    /// <summary>The activity is released, and somebody confirmed, who has heard of it.</summary>
    private static async Task<RegistrationState> RegisterAsync(NotificationService service, ActivityState activity, string email)
    {
        var registration = service.Registration(activity.Id, contact: service.Contact(email: email));
        await service.PublishAsync(new ActivityReleased(activity));
        await service.PublishAsync(new RegistrationConfirmed(registration));
        await service.MailAsync(email, mail => mail.Subject!.StartsWith("Du är anmäld", StringComparison.Ordinal) && Names(mail, activity));

        // Before anybody moves the clock: an answer that is not recorded yet would count as lost when its lease runs out.
        await service.QuietAsync();
        return registration;
    }

    /// <summary>An activity with so many registrations that were told long ago.</summary>
    private Task KnowAsync(NotificationService service, ActivityState activity, int registrations) => KnowAsync(
        service,
        activity,
        [.. Enumerable.Range(0, registrations).Select(number => service.Registration(activity.Id, contact: service.Contact(email: $"{number}@{activity.Id}.example")))]);

    private async Task KnowAsync(NotificationService service, ActivityState activity, IReadOnlyList<RegistrationState> registrations)
    {
        await using var session = service.Service.Store.LightweightSession();
        session.Store(Some.Known(activity));
        session.Store(registrations.Select(registration => Some.Known(registration)));
        session.SetReminders(activity.Id, ReminderTimes.Decide(null, activity, clock.GetUtcNow()));
        await session.SaveChangesAsync();
    }

    private static async Task WantAsync(NotificationService service, Contact contact, Choice choice)
    {
        await using var session = service.Service.Store.LightweightSession();
        session.Events.Append(contact.Id.Value, new PreferencesChosen(contact.Id, choice, Some.Now));
        await session.SaveChangesAsync();
    }

    private static Task HasDatesAsync(NotificationService service, ActivityState activity) => Eventually.TrueAsync(async () =>
        (await DatesAsync(service, activity)).SequenceEqual(ReminderTimes.Kinds.Select(kind => ReminderTimes.Of(kind, activity.StartsAt))));

    /// <summary>When the activity's reminders come due, the first first.</summary>
    private static async Task<IReadOnlyList<DateTimeOffset>> DatesAsync(NotificationService service, ActivityState activity)
    {
        await using var connection = new NpgsqlConnection(service.Service.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("select due_at from due_dates where subject = $1 order by due_at", connection)
        {
            Parameters = { new() { Value = activity.Id.Value } },
        };
        await using var reader = await command.ExecuteReaderAsync();
        var dates = new List<DateTimeOffset>();
        while (await reader.ReadAsync())
        {
            dates.Add(await reader.GetFieldValueAsync<DateTimeOffset>(0));
        }

        return dates;
    }

    private static async Task<IReadOnlyList<Notification>> ReminderNotificationsAsync(NotificationService service)
    {
        await using var session = service.Service.Store.QuerySession();
        var kinds = ReminderTimes.Kinds.ToArray();
        return await session.Query<Notification>().Where(notification => notification.Kind.IsOneOf(kinds)).ToListAsync();
    }
}
