using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Notifications.Content;
using BusinessFocus.Notifications.Email;
using BusinessFocus.Notifications.Messages;
using BusinessFocus.Notifications.ReadModels;
using Shouldly;
using Xunit;
using Choice = BusinessFocus.Notifications.Recipients.Choice;

namespace BusinessFocus.Notifications.Tests.Messages;

/// <summary>Whom of an edition a message goes to, and what can become of it: without a store.</summary>
public sealed class EditionAudiences
{
    private static readonly ActivityId Seminar = ActivityId.New();
    private static readonly ActivityId Slot = ActivityId.New();
    private static readonly ActivityId Cancelled = ActivityId.New();

    private static readonly Dictionary<ActivityId, AudienceActivity> Activities = new()
    {
        [Seminar] = new(ActivityKind.Seminar, ["upphandling"], IsOver: true, IsCancelled: false),
        [Slot] = new(ActivityKind.OpenHouse, ["bygglov"], IsOver: false, IsCancelled: false),
        [Cancelled] = new(ActivityKind.Meeting, ["bygglov"], IsOver: true, IsCancelled: true),
    };

    private readonly Candidate asa = At(Seminar);
    private readonly Candidate bo = At(Slot);

    [Fact]
    public void Each_person_once_however_many_registrations_and_about_one_with_seats()
    {
        var inLine = At(Slot) with { ContactId = asa.ContactId, HasSeats = false };
        var audience = Decide(new AudienceFilter(), inLine, asa, bo, At(Slot) with { ContactId = asa.ContactId, HasSeats = false });

        audience.People.ShouldBe(new[] { asa, bo }.OrderBy(person => person.Id.Value));
        audience.Languages.ShouldBe(new Dictionary<string, int> { ["sv"] = 2 });
    }

    [Fact]
    public void By_kind_and_topic_of_the_activity_and_never_where_it_is_cancelled()
    {
        var lost = At(Cancelled);
        Decide(new AudienceFilter(Kinds: [ActivityKind.Seminar]), asa, bo, lost).People.ShouldBe([asa]);
        Decide(new AudienceFilter(Topics: ["Bygglov", "miljö"]), asa, bo, lost).People.ShouldBe([bo]);
        Decide(new AudienceFilter(Kinds: [ActivityKind.Seminar], Topics: ["bygglov"]), asa, bo, lost).People.ShouldBeEmpty();
    }

    [Fact]
    public void By_seats_members_and_size_and_what_is_not_known_is_neither()
    {
        var waiting = At(Seminar) with { HasSeats = false, IsMember = true };
        var small = At(Seminar) with { CompanySize = CompanySize.Small, IsMember = false };

        Decide(new AudienceFilter(To: Audience.Waiting), asa, waiting, small).People.ShouldBe([waiting]);
        Decide(new AudienceFilter(To: Audience.Confirmed), waiting, small).People.ShouldBe([small]);
        Decide(new AudienceFilter(IsMember: true), asa, waiting, small).People.ShouldBe([waiting]);
        Decide(new AudienceFilter(IsMember: false), asa, waiting, small).People.ShouldBe([small]);
        Decide(new AudienceFilter(CompanySizes: [CompanySize.Small, CompanySize.Large]), asa, waiting, small).People.ShouldBe([small]);
    }

    [Fact]
    public void Who_stayed_away_had_seats_at_what_is_over_and_nobody_else()
    {
        var came = asa with { Came = true };
        var takenBack = At(Seminar) with { Came = false, KeepsAttendance = false };
        var ofBefore = At(Seminar) with { KeepsAttendance = false };
        var waiting = At(Seminar) with { HasSeats = false };
        var stayed = At(Seminar);

        Decide(new AudienceFilter(Came: true), came, takenBack, ofBefore, waiting, stayed, bo).People.ShouldBe([came]);
        Decide(new AudienceFilter(Came: false), came, takenBack, ofBefore, waiting, stayed, bo).People
            .ShouldBe(new[] { takenBack, stayed }.OrderBy(person => person.Id.Value));
    }

    [Fact]
    public void Who_has_turned_such_messages_off_or_takes_no_mail_is_not_counted_and_each_is_in_the_language_they_chose()
    {
        var choices = new Dictionary<ContactId, Choice>
        {
            [asa.ContactId] = new(TurnedOff: [NotificationGroup.Messages]),
            [bo.ContactId] = new(Language: "en", TurnedOff: [NotificationGroup.Surveys]),
        };
        var silent = At(Slot);
        choices[silent.ContactId] = new(ByEmail: false);

        var audience = EditionAudience.Decide(new AudienceFilter(), Activities, [asa, bo, silent], choices, [EmailChannel.OwnRules]);

        audience.People.ShouldBe([bo]);
        audience.Languages.ShouldBe(new Dictionary<string, int> { ["en"] = 1 });
    }

    [Fact]
    public void A_message_for_now_needs_somebody_and_one_for_later_does_not()
    {
        var audience = Decide(new AudienceFilter(), asa, bo);
        var nobody = Decide(new AudienceFilter());

        Write(new("Ämne", "Text", new AudienceFilter()), audience).Events
            .Select(fact => fact.GetType()).ShouldBe([typeof(EditionMessageWritten), typeof(AudienceDecided)]);
        Write(new("Ämne", "Text", new AudienceFilter()), nobody).Refusal!.Problem.ShouldBe(MessageProblems.NoRecipients);
        Write(new("Ämne", "Text", new AudienceFilter(), Some.Now.AddDays(1)), nobody).Events.ShouldHaveSingleItem().ShouldBeOfType<EditionMessageWritten>();
        Write(new("Ämne", "Text", new AudienceFilter()), null).Refusal!.Problem.ShouldBe(MessageProblems.NoSuchEdition);
        foreach (var at in (DateTimeOffset[])[Some.Now, Some.Now.AddDays(-1), Some.Now.AddDays(367)])
        {
            Flaw.In(Write(new("Ämne", "Text", new AudienceFilter(), at), audience).Refusal!).Keys.ShouldBe(["sendAt"]);
        }
    }

    [Fact]
    public void Only_what_waits_is_changed_or_withdrawn()
    {
        var later = new WriteEditionMessage.Request("Ämne", "Text", new AudienceFilter(), Some.Now.AddDays(1));
        var waiting = States.After<Message>(Write(later, Decide(new AudienceFilter())).Events);
        var sent = waiting.Evolve(new AudienceDecided(3, Some.Now));
        var withdrawn = waiting.Evolve(new EditionMessageWithdrawn("bo", Some.Now));

        ChangeEditionMessage.Decide(waiting, Some.Edition, "bo", later with { Subject = "Nytt" }, Some.Now).Events
            .ShouldHaveSingleItem().ShouldBeOfType<EditionMessageChanged>().Subject.ShouldBe("Nytt");
        ChangeEditionMessage.Decide(waiting, EditionId.New(), "bo", later, Some.Now).Refusal!.Problem.ShouldBe(MessageProblems.NoSuchMessage);
        ChangeEditionMessage.Decide(sent, Some.Edition, "bo", later, Some.Now).Refusal!.Problem.ShouldBe(MessageProblems.NotWaiting);
        ChangeEditionMessage.Decide(withdrawn, Some.Edition, "bo", later, Some.Now).Refusal!.Problem.ShouldBe(MessageProblems.NotWaiting);
        WithdrawEditionMessage.Decide(waiting, Some.Edition, "bo", Some.Now).Events.ShouldBe([new EditionMessageWithdrawn("bo", Some.Now)]);
        WithdrawEditionMessage.Decide(withdrawn, Some.Edition, "bo", Some.Now).Events.ShouldBeEmpty();
        WithdrawEditionMessage.Decide(sent, Some.Edition, "bo", Some.Now).Refusal!.Problem.ShouldBe(MessageProblems.NotWaiting);
        (sent.Status, sent.Recipients, sent.Version).ShouldBe((EditionMessageStatus.Sent, 3, 2));
    }

    [Fact]
    public void Who_came_is_known_in_whatever_order_it_is_heard_of()
    {
        var registration = Some.Registration(Seminar, version: 1) with { IsMember = true };
        var came = new AttendanceRecorded(registration.Id, Seminar, Some.Edition, 1, Present: true, IsMember: true, Some.Now, Version: 5, CompanySize.Micro);
        var takenBack = came with { Present = false, Version = 6 };

        var late = KnownRegistration.LearnAttendance(KnownRegistration.LearnAttendance(null, takenBack), came);
        late.CanBeTold().ShouldBeFalse();
        var known = KnownRegistration.Learn(late, registration, NotificationKind.Confirmation);
        (known.Came, known.CompanySize, known.IsMember, known.KeepsAttendance, known.CanBeTold()).ShouldBe((false, CompanySize.Micro, true, true, true));
        KnownRegistration.LearnAttendance(KnownRegistration.Learn(null, registration, NotificationKind.Confirmation), came).Came.ShouldBe(true);

        // Of one from before check-ins were kept nobody knows whether others were missed.
        KnownRegistration.Learn(new KnownRegistration { Id = registration.Id.Value }, registration, NotificationKind.Confirmation).KeepsAttendance.ShouldBeFalse();
        KnownRegistration.LearnAttendance(KnownRegistration.Erase(known, registration.Id), came with { Version = 7 }).Came.ShouldBeNull();
    }

    private static Candidate At(ActivityId activity) =>
        new(RegistrationId.New(), ContactId.New(), activity, "sv", HasSeats: true, null, null, null, KeepsAttendance: true);

    private static EditionAudience Decide(AudienceFilter filter, params Candidate[] candidates) =>
        EditionAudience.Decide(filter, Activities, candidates, new Dictionary<ContactId, Choice>(), [EmailChannel.OwnRules]);

    private static Decision Write(WriteEditionMessage.Request request, EditionAudience? audience) =>
        WriteEditionMessage.Decide(MessageId.New(), Some.Edition, "asa", request, audience, null, Some.Now);
}
