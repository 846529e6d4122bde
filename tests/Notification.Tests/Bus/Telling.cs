using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Feedback;
using BusinessFocus.Contracts.Notification;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Notifications.Content;
using BusinessFocus.Notifications.Lifecycle;
using BusinessFocus.Notifications.ReadModels;
using BusinessFocus.Testing;
using MimeKit;
using Shouldly;
using Xunit;

namespace BusinessFocus.Notifications.Tests.Bus;

/// <summary>The service on real servers: messages as the other services publish them go in, mail comes out.</summary>
public sealed class Telling(SharedService shared)
{
    [Fact]
    public async Task A_confirmed_registration_gets_exactly_one_mail_with_calendar_and_ticket()
    {
        await using var service = await shared.ForOneTestAsync();
        var activity = service.Activity();
        await service.PublishAsync(new ActivityReleased(activity));
        await service.PublishAsync(new RegistrationConfirmed(service.Registration(activity.Id)));

        var mail = await service.MailAsync(service.At("asa"));
        mail.Subject.ShouldBe("Du är anmäld: Så möts vi 🤝 på Åspenäs");
        mail.BodyParts.ShouldContain(part => part.ContentType.IsMimeType("text", "calendar"));
        mail.BodyParts.ShouldContain(part => part.ContentType.IsMimeType("image", "png"));

        var sent = await service.Bus.NextAsync<NotificationSent>(each => each.ContactId == service.Contact().Id);
        (sent.Kind, sent.Channel, sent.ContactId).ShouldBe(("confirmation", "email", service.Contact().Id));
        mail.MessageId.ShouldBe($"{sent.NotificationId.Value:N}@businessfocus.example");
        await service.QuietAsync();
        service.Mails.Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_same_message_twice_is_one_mail()
    {
        await using var service = await shared.ForOneTestAsync();
        var activity = service.Activity();
        var (message, id) = (new RegistrationConfirmed(service.Registration(activity.Id)), Guid.NewGuid());
        await service.PublishAsync(new ActivityReleased(activity));
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => service.PublishAsync(message, id)));
        await service.MailAsync(service.At("asa"));
        await service.PublishAsync(message, id);

        await service.QuietAsync();
        service.Mails.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_registration_that_comes_before_its_activity_waits_for_it()
    {
        await using var service = await shared.ForOneTestAsync();
        var activity = service.Activity();
        await service.PublishAsync(new RegistrationConfirmed(service.Registration(activity.Id)));
        await service.NotificationAsync(NotificationState.Requested);

        await service.PublishAsync(new ActivityReleased(activity));
        await service.MailAsync(service.At("asa"));
        await service.QuietAsync();
        service.Mails.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Messages_about_the_same_activity_at_the_same_moment_do_not_miss_each_other()
    {
        await using var service = await shared.ForOneTestAsync();
        var activities = Enumerable.Range(0, 30).Select(_ => service.Activity()).ToList();
        await Task.WhenAll(activities.SelectMany(activity => (Task[])[
            service.PublishAsync(new RegistrationConfirmed(service.Registration(activity.Id, contact: service.Contact(email: service.At($"{activity.Id}"))))),
            service.PublishAsync(new ActivityReleased(activity)),
        ]));

        await Eventually.TrueAsync(() => Task.FromResult(service.Mails.Count == activities.Count));
        await service.QuietAsync();
        service.Mails.Select(mail => mail.To.ToString()).Distinct().Count().ShouldBe(activities.Count);
    }

    [Fact]
    public async Task A_cancellation_that_comes_first_is_told_after_the_confirmation()
    {
        await using var service = await shared.ForOneTestAsync();
        var activity = service.Activity();
        var confirmed = service.Registration(activity.Id, version: 1);
        await service.PublishAsync(new ActivityReleased(activity));
        await service.PublishAsync(new RegistrationCancelled(confirmed with { Status = RegistrationStatus.Cancelled, Version = 2 }, CancelledBy.Contact, null));
        await service.NotificationAsync(NotificationState.Requested);
        await service.PublishAsync(new RegistrationConfirmed(confirmed));

        await service.MailAsync(service.At("asa"), mail => mail.Subject!.StartsWith("Avbokad", StringComparison.Ordinal));
        await service.QuietAsync();
        service.Mails.Select(mail => mail.Subject!.Split(':')[0]).ShouldBe(["Du är anmäld", "Avbokad"]);
        CalendarOf(service.Mails[0]).Events.Single().Sequence.ShouldBe(0);
        CalendarOf(service.Mails[1]).Method.ShouldBe("CANCEL");
        CalendarOf(service.Mails[1]).Events.Single().Sequence.ShouldBe(1);
    }

    [Fact]
    public async Task A_change_that_was_overtaken_is_not_told_any_more()
    {
        await using var service = await shared.ForOneTestAsync();
        var activity = service.Activity();
        var registration = service.Registration(activity.Id, version: 1);
        await service.PublishAsync(new ActivityReleased(activity));
        await service.PublishAsync(new RegistrationConfirmed(registration));
        await service.MailAsync(service.At("asa"));
        await service.PublishAsync(new RegistrationResized(registration with { Seats = 5, Version = 7 }, 3));
        await service.MailAsync(service.At("asa"), mail => mail.TextBody!.Contains("5 platser", StringComparison.Ordinal));
        await service.PublishAsync(new RegistrationResized(registration with { Seats = 3, Version = 4 }, 1));

        var suppressed = await service.NotificationAsync(NotificationState.Suppressed);
        suppressed.Reason.ShouldBe("Overtaken");
        await service.QuietAsync();
        service.Mails.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_cancelled_activity_is_told_once_with_why_and_taken_from_the_calendar()
    {
        await using var service = await shared.ForOneTestAsync();
        var activity = service.Activity(version: 3, sequence: 1);
        var registration = service.Registration(activity.Id, version: 1);
        await service.PublishAsync(new ActivityReleased(activity));
        await service.PublishAsync(new RegistrationConfirmed(registration));
        await service.MailAsync(service.At("asa"));

        // The registration's end comes before the activity's: it waits, for the reason and the sequence.
        await service.PublishAsync(new RegistrationCancelled(registration with { Status = RegistrationStatus.Cancelled, Version = 2 }, CancelledBy.Activity, null));
        await service.NotificationAsync(NotificationState.Requested);
        var cancelled = activity with { Status = ActivityStatus.Cancelled, Version = 4, CalendarSequence = 2 };
        // The release that lists it comes before the cancellation itself, and knows no reason.
        await service.PublishAsync(new ProgrammeReleased(
            service.Edition, "lerum-2026", new("Lerum 2026"), 2, Some.Now, null, [new ProgrammeChange(cancelled, [ChangeKind.Cancelled], null)]));
        await service.QuietAsync();
        await service.PublishAsync(new ActivityCancelled(cancelled, "Föreläsaren är sjuk."));

        var mail = await service.MailAsync(service.At("asa"), mail => mail.Subject!.StartsWith("Inställt", StringComparison.Ordinal));
        mail.TextBody!.ShouldContain("Föreläsaren är sjuk.");
        CalendarOf(mail).Method.ShouldBe("CANCEL");
        CalendarOf(mail).Events.Single().Sequence.ShouldBe(2);
        await service.QuietAsync();
        service.Mails.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_release_tells_each_person_once_of_all_that_changed_for_them()
    {
        await using var service = await shared.ForOneTestAsync();
        var (first, second, untouched) = (service.Activity(), service.Activity() with { Title = new("Öppet hus") }, service.Activity());
        var (both, one, none) = (service.Contact(email: service.At("both")), service.Contact(email: service.At("one")), service.Contact(email: service.At("none")));
        foreach (var activity in (ActivityState[])[first, second, untouched])
        {
            await service.PublishAsync(new ActivityReleased(activity));
        }

        await service.PublishAsync(new RegistrationConfirmed(service.Registration(first.Id, contact: both)));
        await service.PublishAsync(new RegistrationWaitlisted(service.Registration(second.Id, RegistrationStatus.Waitlisted, both, position: 1)));
        await service.PublishAsync(new RegistrationConfirmed(service.Registration(second.Id, contact: one)));
        await service.PublishAsync(new RegistrationConfirmed(service.Registration(untouched.Id, contact: none)));
        await Eventually.TrueAsync(() => Task.FromResult(service.Mails.Count == 4));

        var release = new ProgrammeReleased(service.Edition, "lerum-2026", new("Business Focus Lerum 2026"), 2, Some.Now, "Vi ses!", [
            new ProgrammeChange(
                first with { StartsAt = first.StartsAt.AddHours(1), EndsAt = first.EndsAt.AddHours(1), Version = 2, CalendarSequence = 1 },
                [ChangeKind.Moved],
                new TimeAndPlace(first.StartsAt, first.EndsAt, first.Place)),
            new ProgrammeChange(second with { Hosts = ["Ny värd"], Version = 2 }, [ChangeKind.HostChanged], null),
            new ProgrammeChange(untouched with { Capacity = 50, Version = 2 }, [ChangeKind.CapacityChanged], null),
            new ProgrammeChange(service.Activity(), [ChangeKind.Added], null),
        ]);
        var id = Guid.NewGuid();
        await service.PublishAsync(release, id);
        await service.PublishAsync(release, id);

        var told = await service.MailAsync(service.At("both"), mail => mail.Subject == "Ändringar i ditt program");
        told.TextBody!.ShouldContain("Ny tid: måndag 5 oktober 2026 kl. 10.30–12.00 (tidigare måndag 5 oktober 2026 kl. 09.30–11.00)");
        told.TextBody!.ShouldContain("Öppet hus (du står i kö)");
        CalendarOf(told).Events.Single().Sequence.ShouldBe(1);
        await service.MailAsync(service.At("one"), mail => mail.Subject == "Ändrat: Öppet hus");
        await service.QuietAsync();
        service.Mails.Count.ShouldBe(6);
    }

    [Fact]
    public async Task A_move_is_one_mail_for_both_activities()
    {
        await using var service = await shared.ForOneTestAsync();
        var (old, next) = (service.Activity(), service.Activity());
        var before = service.Registration(old.Id);
        await service.PublishAsync(new RegistrationMoved(service.Registration(next.Id, version: 5), old.Id, before.Id));
        await service.NotificationAsync(NotificationState.Requested);
        await service.PublishAsync(new ActivityReleased(next));
        await service.PublishAsync(new ActivityReleased(old));
        await service.PublishAsync(new RegistrationConfirmed(before));

        var mail = await service.MailAsync(service.At("asa"), mail => mail.Subject!.StartsWith("Flyttad", StringComparison.Ordinal));
        mail.Attachments.Count().ShouldBe(2, "the new one, and the old one's cancellation");
        await service.QuietAsync();
        service.Mails.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_move_whose_parts_all_come_at_the_same_moment_is_told()
    {
        await using var service = await shared.ForOneTestAsync();
        var moves = Enumerable.Range(0, 40).Select(number =>
        {
            var (old, next, contact) = (service.Activity(), service.Activity(), service.Contact(email: service.At($"guest{number}")));
            return (old, next, before: service.Registration(old.Id, contact: contact), after: service.Registration(next.Id, contact: contact));
        }).ToList();
        foreach (var move in moves)
        {
            await service.PublishAsync(new RegistrationMoved(move.after, move.old.Id, move.before.Id));
        }

        await service.NotificationAsync(NotificationState.Requested, moves.Count);
        await Task.WhenAll(moves.SelectMany(move => (Task[])[
            service.PublishAsync(new ActivityReleased(move.next)),
            service.PublishAsync(new ActivityReleased(move.old)),
            service.PublishAsync(new RegistrationConfirmed(move.before)),
        ]));

        await Eventually.TrueAsync(() => Task.FromResult(service.Mails.Count == 2 * moves.Count));
    }

    [Fact]
    public async Task Who_came_gets_the_survey_also_when_its_invitation_comes_first()
    {
        await using var service = await shared.ForOneTestAsync();
        var activity = service.Activity();
        var registration = service.Registration(activity.Id);
        await service.PublishAsync(new AttendeeInvited(SurveyId.New(), activity.Id, service.Edition, registration.Id, "abc.def", Some.Now.AddDays(60)));
        await Eventually.ValueAsync(async () =>
        {
            await using var session = service.Service.Store.QuerySession();
            return await session.LoadAsync<KnownRegistration>(registration.Id.Value);
        });
        await service.PublishAsync(new RegistrationConfirmed(registration));
        await service.PublishAsync(new ActivityReleased(activity));

        var mail = await service.MailAsync(service.At("asa"), mail => mail.Subject!.StartsWith("Hur var", StringComparison.Ordinal));
        mail.TextBody!.ShouldContain("http://gateway.test/api/v1/surveys/abc.def");
        await service.QuietAsync();
        service.Mails.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Who_has_not_answered_is_reminded_and_not_when_the_survey_is_closed()
    {
        await using var service = await shared.ForOneTestAsync();
        var activity = service.Activity();
        var registration = service.Registration(activity.Id);
        await service.PublishAsync(new ActivityReleased(activity));
        await service.PublishAsync(new RegistrationConfirmed(registration));
        await service.MailAsync(service.At("asa"));
        var reminded = new AttendeeReminded(SurveyId.New(), activity.Id, service.Edition, registration.Id, "abc.def", DateTimeOffset.UtcNow.AddDays(3));

        await service.PublishAsync(reminded with { ClosesAt = DateTimeOffset.UtcNow.AddSeconds(-1) });
        (await service.NotificationAsync(NotificationState.Suppressed)).Reason.ShouldBe("TooLate");
        await service.PublishAsync(reminded);

        var mail = await service.MailAsync(service.At("asa"), mail => mail.Subject!.StartsWith("Vad tyckte du", StringComparison.Ordinal));
        mail.TextBody!.ShouldContain("http://gateway.test/api/v1/surveys/abc.def");
        await service.QuietAsync();
        service.Mails.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Who_asked_gets_the_answer_also_when_it_comes_before_the_registration(bool isEarly)
    {
        await using var service = await shared.ForOneTestAsync();
        var activity = service.Activity();
        var registration = service.Registration(activity.Id);
        var words = $"Bygglov tar tio veckor: {Guid.NewGuid():N}";
        var answer = new FollowUpClosed(FollowUpId.From(Guid.NewGuid()), service.Edition, registration.Id, Some.Now, words);
        if (isEarly)
        {
            await service.PublishAsync(answer);
            await service.PublishAsync(new AttendeeInvited(SurveyId.New(), activity.Id, service.Edition, registration.Id, "abc.def", Some.Now.AddDays(60)));
            await Eventually.ValueAsync(async () =>
            {
                await using var session = service.Service.Store.QuerySession();
                return await session.LoadAsync<KnownRegistration>(registration.Id.Value) is { Early.Count: 2 } known ? known : null;
            });
        }

        await service.PublishAsync(new RegistrationConfirmed(registration));
        await service.PublishAsync(new ActivityReleased(activity));
        await service.MailAsync(service.At("asa"));
        if (!isEarly)
        {
            await service.PublishAsync(answer);
        }

        var mail = await service.MailAsync(service.At("asa"), mail => mail.Subject!.StartsWith("Svar på din fråga", StringComparison.Ordinal));
        mail.TextBody!.ShouldContain(words);
        await service.PublishAsync(answer with { Answer = null });
        await service.QuietAsync();
        service.Mails.Count.ShouldBe(isEarly ? 3 : 2);

        await service.PublishAsync(new ContactErased(registration.Contact.Id, [registration.Id], Some.Now));
        await Eventually.TrueAsync(async () => !(await service.AllThatIsStoredAsync()).Contains(words, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_company_is_told_of_a_proposed_visit_and_not_of_one_that_was_overtaken_on_the_way()
    {
        await using var service = await shared.ForOneTestAsync();
        var visit = service.Visit(version: 3);
        await service.PublishAsync(new VisitDecided(visit, VisitDecision.Withdrawn, "Sjukdom"));
        await service.MailAsync(service.At("asa"), mail => mail.Subject!.Contains("blir inte av", StringComparison.Ordinal));

        await service.PublishAsync(new VisitProposed(visit with { Version = 2 }, null));
        await service.PublishAsync(new VisitProposed(service.Visit(), null));

        await service.MailAsync(service.At("asa"), mail => mail.Subject!.StartsWith("Förslag", StringComparison.Ordinal));
        await service.QuietAsync();
        service.Mails.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Who_is_erased_is_masked_everywhere_and_gets_nothing_more()
    {
        await using var service = await shared.ForOneTestAsync();
        var activity = service.Activity();
        var registration = service.Registration(activity.Id, contact: service.Contact($"Åsa {Guid.NewGuid():N}"));
        await service.PublishAsync(new ActivityReleased(activity));
        await service.PublishAsync(new RegistrationConfirmed(registration));
        await service.MailAsync(service.At("asa"));
        await service.NotificationAsync(NotificationState.Accepted);

        await service.PublishAsync(new ContactErased(registration.Contact.Id, [registration.Id], Some.Now));
        await Eventually.TrueAsync(async () => (await service.NotificationAsync(NotificationState.Accepted)).IsErased);
        await service.PublishAsync(new RegistrationCancelled(registration with { Status = RegistrationStatus.Cancelled, Version = 2 }, CancelledBy.Organiser, null));
        (await service.NotificationAsync(NotificationState.Suppressed)).Reason.ShouldBe("Erased");

        await service.QuietAsync();
        service.Mails.Count.ShouldBe(1);
        var stored = await service.AllThatIsStoredAsync();
        foreach (var trace in (string[])[service.At("asa"), registration.Contact.Name, registration.ManageToken, registration.Ticket])
        {
            stored.ShouldNotContain(trace);
        }
    }

    [Fact]
    public async Task Who_registers_for_two_things_at_the_same_time_is_told()
    {
        await using var service = await shared.ForOneTestAsync();
        var (first, second, later) = (service.Activity(), service.Activity() with { Title = new LocalizedText("Frukostmöte") }, service.Activity());
        later = later with { StartsAt = later.EndsAt, EndsAt = later.EndsAt.AddHours(1), Title = new LocalizedText("Lunch") };
        foreach (var activity in (ActivityState[])[first, second, later])
        {
            await service.PublishAsync(new ActivityReleased(activity));
            await service.PublishAsync(new RegistrationConfirmed(service.Registration(activity.Id)));
            await service.MailAsync(service.At("asa"), mail => mail.Subject!.Contains(activity.Title.Sv, StringComparison.Ordinal));
        }

        var told = service.Mails.Where(mail => mail.TextBody!.Contains("Du är också anmäld till", StringComparison.Ordinal)).ToList();
        told.ShouldHaveSingleItem().Subject!.ShouldContain("Frukostmöte");
    }

    [Fact]
    public async Task Who_registers_for_two_things_at_the_same_time_is_told_also_when_the_activity_is_heard_of_last()
    {
        await using var service = await shared.ForOneTestAsync();
        var (first, second) = (service.Activity(), service.Activity() with { Title = new LocalizedText("Frukostmöte") });
        await service.PublishAsync(new ActivityReleased(first));
        await service.PublishAsync(new RegistrationConfirmed(service.Registration(first.Id)));
        await service.MailAsync(service.At("asa"));

        await service.PublishAsync(new RegistrationConfirmed(service.Registration(second.Id)));
        await service.NotificationAsync(NotificationState.Requested);
        await service.PublishAsync(new ActivityReleased(second));

        var mail = await service.MailAsync(service.At("asa"), mail => mail.Subject!.Contains("Frukostmöte", StringComparison.Ordinal));
        mail.TextBody!.ShouldContain("Du är också anmäld till: Så möts vi");
    }

    [Fact]
    public async Task An_offer_and_its_end_are_told()
    {
        await using var service = await shared.ForOneTestAsync();
        var activity = service.Activity();
        var waiting = service.Registration(activity.Id, RegistrationStatus.Waitlisted, position: 1);
        await service.PublishAsync(new ActivityReleased(activity));
        await service.PublishAsync(new RegistrationWaitlisted(waiting));
        await service.MailAsync(service.At("asa"), mail => mail.Subject!.StartsWith("Du står i kö", StringComparison.Ordinal));

        await service.PublishAsync(new RegistrationOffered(waiting with { Status = RegistrationStatus.Offered, Position = null, Version = 2 }, Some.Now.AddDays(1)));
        await service.MailAsync(service.At("asa"), mail => mail.Subject!.StartsWith("Plats ledig", StringComparison.Ordinal));
        await service.PublishAsync(new RegistrationOfferExpired(waiting with { Status = RegistrationStatus.Cancelled, Position = null, Version = 3 }));
        await service.MailAsync(service.At("asa"), mail => mail.Subject!.StartsWith("Tiden gick ut", StringComparison.Ordinal));
        await service.QuietAsync();
        service.Mails.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Who_waits_for_more_seats_than_there_are_now_is_told_unless_they_have_changed_it_meanwhile()
    {
        await using var service = await shared.ForOneTestAsync();
        var activity = service.Activity();
        var waiting = service.Registration(activity.Id, RegistrationStatus.Waitlisted, position: 1, seats: 6);
        await service.PublishAsync(new ActivityReleased(activity));
        await service.PublishAsync(new RegistrationWaitlisted(waiting));
        await service.MailAsync(service.At("asa"), mail => mail.Subject!.StartsWith("Du står i kö", StringComparison.Ordinal));

        await service.PublishAsync(new RegistrationTooLarge(waiting with { Position = null, Version = 2 }, 5));
        var mail = await service.MailAsync(service.At("asa"), mail => mail.Subject!.StartsWith("Färre platser", StringComparison.Ordinal));
        mail.TextBody!.ShouldContain("kö för 6 platser");
        mail.TextBody!.ShouldContain("nu bara 5 platser");
        mail.TextBody!.ShouldContain($"/registrations/{waiting.Id}");

        await service.PublishAsync(new RegistrationResized(waiting with { Seats = 5, Version = 4 }, 6));
        await service.MailAsync(service.At("asa"), mail => mail.Subject!.StartsWith("Ändrat till 5", StringComparison.Ordinal));
        await service.PublishAsync(new RegistrationTooLarge(waiting with { Position = null, Version = 3 }, 4));
        (await service.NotificationAsync(NotificationState.Suppressed)).Kind.ShouldBe(NotificationKind.GroupTooLarge);
        await service.QuietAsync();
        service.Mails.Count.ShouldBe(3);
    }

    [Fact]
    public async Task An_editions_people_are_masked_when_they_have_been_kept_long_enough_and_others_are_not()
    {
        await using var service = await shared.ForOneTestAsync();
        var (old, kept) = (service.Activity(), service.Activity());
        var (gone, stays) = (service.Registration(old.Id), service.Registration(kept.Id, contact: service.Contact("Bo Ek", service.At("bo"))));
        foreach (var (activity, registration) in ((ActivityState, RegistrationState)[])[(old, gone), (kept, stays)])
        {
            await service.PublishAsync(new ActivityReleased(activity));
            await service.PublishAsync(new RegistrationConfirmed(registration));
            await service.MailAsync(registration.Contact.Email);
        }

        await service.NotificationAsync(NotificationState.Accepted, count: 2);
        await service.PublishAsync(new RegistrationsErased(old.Id, service.Edition, [gone.Id], Some.Now));

        await Eventually.TrueAsync(async () => !(await service.AllThatIsStoredAsync()).Contains(service.At("asa"), StringComparison.Ordinal));
        var stored = await service.AllThatIsStoredAsync();
        stored.ShouldNotContain(gone.ManageToken);
        stored.ShouldContain(service.At("bo"));
    }

    private static Ical.Net.Calendar CalendarOf(MimeMessage mail) => Ical.Net.Calendar.Load(
        mail.BodyParts.OfType<TextPart>().Single(part => part.ContentType.IsMimeType("text", "calendar")).Text)!;
}
