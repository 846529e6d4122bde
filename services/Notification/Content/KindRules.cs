using System.Collections.Frozen;
using System.Text.Json;
using BusinessFocus.Contracts;

namespace BusinessFocus.Notifications.Content;

/// <summary>
/// The one table of all kinds of notifications. A new kind has a row here, templates in each language, and examples for those
/// who change them; nothing about it is decided by leaving it out.
/// </summary>
public static class KindRules
{
    public static IReadOnlyList<KindRule> All { get; } =
    [
        // Kind, template, who is told, group, what it needs, what it has; and what is special about it.
        new(NotificationKind.Confirmation, "confirmation", Reader.Person, NotificationGroup.Bookings, Needs.Registration, Parts.Seats, RegistrationStep.Begins, HasTicket: true),
        new(NotificationKind.Waitlisted, "waitlisted", Reader.Person, NotificationGroup.Bookings, Needs.Registration, Parts.Seats | Parts.Position, RegistrationStep.Begins),
        new(NotificationKind.Promotion, "promotion", Reader.Person, NotificationGroup.Bookings, Needs.Registration, Parts.Seats, RegistrationStep.Changes, HasTicket: true, IsUrgent: true),
        new(NotificationKind.Offer, "offer", Reader.Person, NotificationGroup.Bookings, Needs.Registration, Parts.Seats | Parts.OfferedUntil, RegistrationStep.Changes, IsUrgent: true),
        new(NotificationKind.OfferExpired, "offer-expired", Reader.Person, NotificationGroup.Bookings, Needs.Registration, Parts.Seats, RegistrationStep.Ends),
        new(NotificationKind.Resized, "resized", Reader.Person, NotificationGroup.Bookings, Needs.Registration, Parts.Seats | Parts.Position | Parts.SeatsBefore, RegistrationStep.Changes, HasTicket: true),
        new(NotificationKind.Moved, "moved", Reader.Person, NotificationGroup.Bookings, Needs.Registration, Parts.Seats | Parts.Position | Parts.From, RegistrationStep.Begins, HasTicket: true, IsUrgent: true),
        new(NotificationKind.GroupTooLarge, "group-too-large", Reader.Person, NotificationGroup.Bookings, Needs.Registration, Parts.Seats | Parts.Capacity, RegistrationStep.Changes),
        new(NotificationKind.Cancellation, "cancellation", Reader.Person, NotificationGroup.Bookings, Needs.Registration, Parts.Seats | Parts.Cancelled, RegistrationStep.Ends, IsUrgent: true),
        new(NotificationKind.ChainBooked, "chain-booked", Reader.Person, NotificationGroup.Bookings, Needs.Registration, Parts.Seats | Parts.Chain, RegistrationStep.Begins),
        new(NotificationKind.ChainCancelled, "chain-cancelled", Reader.Person, NotificationGroup.Bookings, Needs.Registration, Parts.Seats | Parts.Chain | Parts.Cancelled, RegistrationStep.Ends, IsUrgent: true),
        new(NotificationKind.OrganiserMessage, "organiser-message", Reader.Person, NotificationGroup.Bookings, Needs.Registration, Parts.Seats | Parts.Message, IsForMany: true, CanWait: true, IsUrgent: true),
        new(NotificationKind.EditionMessage, "edition-message", Reader.Person, NotificationGroup.Messages, Needs.Registration, Parts.Seats | Parts.Message, IsForMany: true, CanWait: true),
        new(NotificationKind.MemberInvitation, "member-invitation", Reader.Person, NotificationGroup.Messages, Needs.Nothing, Parts.Invitation, IsForMany: true, CanWait: true),
        new(NotificationKind.ProgrammeChange, "programme-change", Reader.Person, NotificationGroup.Changes, Needs.Nothing, Parts.Release, IsForMany: true, CanWait: true, IsUrgent: true),
        new(NotificationKind.ReminderDayBefore, "reminder-day-before", Reader.Person, NotificationGroup.Reminders, Needs.Registration, Parts.Seats | Parts.Reminder, HasTicket: true, IsForMany: true, CanWait: true),
        new(NotificationKind.ReminderSoon, "reminder-soon", Reader.Person, NotificationGroup.Reminders, Needs.Registration, Parts.Seats | Parts.Reminder, HasTicket: true, IsForMany: true, IsUrgent: true),
        new(NotificationKind.Survey, "survey", Reader.Person, NotificationGroup.Surveys, Needs.Registration, Parts.Activity | Parts.Survey, IsForMany: true, CanWait: true),
        new(NotificationKind.SurveyReminder, "survey-reminder", Reader.Person, NotificationGroup.Surveys, Needs.Registration, Parts.Activity | Parts.Survey, IsForMany: true, CanWait: true),
        new(NotificationKind.EditionSurvey, "edition-survey", Reader.Person, NotificationGroup.Surveys, Needs.Registration, Parts.Activity | Parts.Survey, IsForMany: true, CanWait: true),
        new(NotificationKind.NoShowSurvey, "no-show-survey", Reader.Person, NotificationGroup.Surveys, Needs.Registration, Parts.Activity | Parts.Survey, IsForMany: true, CanWait: true),
        new(NotificationKind.FollowUpReceived, "follow-up-received", Reader.Person, NotificationGroup.Bookings, Needs.Registration, Parts.Case),
        new(NotificationKind.FollowUpAnswer, "follow-up-answer", Reader.Person, NotificationGroup.Bookings, Needs.Registration, Parts.Activity | Parts.Answer),
        new(NotificationKind.VisitReceived, "visit-received", Reader.Company, NotificationGroup.Bookings, Needs.Nothing, Parts.Visit | Parts.Wish),
        new(NotificationKind.VisitProposal, "visit-proposal", Reader.Company, NotificationGroup.Bookings, Needs.Nothing, Parts.Visit),
        new(NotificationKind.VisitDecision, "visit-decision", Reader.Company, NotificationGroup.Bookings, Needs.Nothing, Parts.Visit),
        new(NotificationKind.VisitChange, "visit-change", Reader.Company, NotificationGroup.Bookings, Needs.Nothing, Parts.Visit | Parts.VisitChange),
        new(NotificationKind.VisitReminder, "visit-reminder", Reader.Company, NotificationGroup.Reminders, Needs.Nothing, Parts.Visit),
        new(NotificationKind.VisitSurvey, "visit-survey", Reader.Company, NotificationGroup.Surveys, Needs.Nothing, Parts.Visit | Parts.Survey),
        new(NotificationKind.VisitDebrief, "visit-debrief", Reader.Host, NotificationGroup.Agenda, Needs.Nothing, Parts.Visit | Parts.Survey),
        new(NotificationKind.VisitSurveyReminder, "visit-survey-reminder", Reader.Company, NotificationGroup.Surveys, Needs.Nothing, Parts.Visit | Parts.Survey),
        new(NotificationKind.VisitDebriefReminder, "visit-debrief-reminder", Reader.Host, NotificationGroup.Agenda, Needs.Nothing, Parts.Visit | Parts.Survey),
        new(NotificationKind.VisitAnswer, "visit-answer", Reader.Company, NotificationGroup.Bookings, Needs.Nothing, Parts.Visit | Parts.Answer),
        new(NotificationKind.VisitDelegation, "visit-delegation", Reader.Host, NotificationGroup.Agenda, Needs.Nothing, Parts.Visit | Parts.Delegation),
        new(NotificationKind.FollowUpOpened, "follow-up-opened", Reader.Area, NotificationGroup.Cases, Needs.Activity, Parts.Case),
        new(NotificationKind.FollowUpDueSoon, "follow-up-due-soon", Reader.Area, NotificationGroup.Cases, Needs.Activity, Parts.Case),
        new(NotificationKind.FollowUpOverdue, "follow-up-overdue", Reader.Area, NotificationGroup.Cases, Needs.Activity, Parts.Case | Parts.TimesTold),
        new(NotificationKind.FollowUpReopened, "follow-up-reopened", Reader.Area, NotificationGroup.Cases, Needs.Activity, Parts.Case | Parts.OpenedBy),
        new(NotificationKind.HostBooked, "host-booked", Reader.Host, NotificationGroup.Agenda, Needs.Activity, Parts.Activity, IsUrgent: true),
        new(NotificationKind.HostMoved, "host-moved", Reader.Host, NotificationGroup.Agenda, Needs.Activity, Parts.Activity, IsUrgent: true),
        new(NotificationKind.HostFreed, "host-freed", Reader.Host, NotificationGroup.Agenda, Needs.Activity, Parts.Activity, IsUrgent: true),
        new(NotificationKind.HostDigest, "host-digest", Reader.Host, NotificationGroup.Agenda, Needs.Nothing, Parts.HostDay),
        new(NotificationKind.VisitNotice, "visit-notice", Reader.Organisers, NotificationGroup.Summaries, Needs.Nothing, Parts.VisitNotice | Parts.Wish),
        new(NotificationKind.OrganiserSummary, "organiser-summary", Reader.Organisers, NotificationGroup.Summaries, Needs.Nothing, Parts.Day),
        new(NotificationKind.OperatorSummary, "operator-summary", Reader.Operators, NotificationGroup.Summaries, Needs.Nothing, Parts.Day),
    ];

    private static readonly FrozenDictionary<NotificationKind, KindRule> ByKind = All.ToFrozenDictionary(rule => rule.Kind);

    public static KindRule Of(NotificationKind kind) => ByKind[kind];

    /// <summary>What people choose from; summaries, cases and agendas are for those who work with the festival.</summary>
    public static IReadOnlyList<NotificationGroup> ForPeople { get; } = [NotificationGroup.Bookings, NotificationGroup.Changes, NotificationGroup.Reminders, NotificationGroup.Messages, NotificationGroup.Surveys];

    /// <summary>As the interface names it.</summary>
    public static string NameOf(NotificationGroup group) => JsonNamingPolicy.CamelCase.ConvertName(group.ToString());

    /// <summary>What a person reads where they choose.</summary>
    public static LocalizedText LabelOf(NotificationGroup group) => group switch
    {
        NotificationGroup.Bookings => new("Dina anmälningar och besök", "Your registrations and visits"),
        NotificationGroup.Changes => new("Ändringar i ditt program", "Changes to your programme"),
        NotificationGroup.Reminders => new("Påminnelser", "Reminders"),
        NotificationGroup.Messages => new("Meddelanden till många", "Messages to several people"),
        NotificationGroup.Surveys => new("Frågor efteråt", "Questions afterwards"),
        _ => throw new ArgumentOutOfRangeException(nameof(group)),
    };

    /// <summary>
    /// Whether nobody can do without: who has seats must hear what becomes of them, who asked must be answered, an area that
    /// answers hears of its cases as long as an organiser wants it to, and a host has to know where to be.
    /// </summary>
    public static bool IsNecessary(NotificationGroup group) => group is NotificationGroup.Bookings or NotificationGroup.Changes or NotificationGroup.Cases or NotificationGroup.Agenda;
}
