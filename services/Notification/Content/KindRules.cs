using System.Text.Json;
using System.Text.Json.Serialization;
using BusinessFocus.Contracts;

namespace BusinessFocus.Notification.Content;

/// <summary>What belongs together for somebody who chooses what to hear of.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<NoticeGroup>))]
public enum NoticeGroup
{
    /// <summary>The own seats, and the own company's visit.</summary>
    Bookings,

    /// <summary>Changes of the programme that concern the own seats.</summary>
    Changes,

    /// <summary>What comes up soon.</summary>
    Reminders,

    /// <summary>Questions afterwards.</summary>
    Surveys,

    /// <summary>What a day brought, for those who work with it.</summary>
    Summaries,

    /// <summary>Questions to answer, for those who work with them.</summary>
    Cases,
}

/// <summary>What each kind of notice may ask of people, of their quiet and of each other.</summary>
public static class KindRules
{
    public static NoticeGroup GroupOf(NotificationKind kind) => kind switch
    {
        NotificationKind.ProgrammeChange => NoticeGroup.Changes,
        NotificationKind.ReminderDayBefore or NotificationKind.ReminderSoon => NoticeGroup.Reminders,
        NotificationKind.Survey or NotificationKind.SurveyReminder => NoticeGroup.Surveys,
        NotificationKind.OrganiserSummary or NotificationKind.OperatorSummary => NoticeGroup.Summaries,
        _ when IsForArea(kind) => NoticeGroup.Cases,
        _ => NoticeGroup.Bookings,
    };

    /// <summary>What people choose from; summaries and cases are for those who work with the festival.</summary>
    public static IReadOnlyList<NoticeGroup> ForPeople { get; } = [NoticeGroup.Bookings, NoticeGroup.Changes, NoticeGroup.Reminders, NoticeGroup.Surveys];

    /// <summary>As the interface names it.</summary>
    public static string NameOf(NoticeGroup group) => JsonNamingPolicy.CamelCase.ConvertName(group.ToString());

    /// <summary>What a person reads where they choose.</summary>
    public static LocalizedText LabelOf(NoticeGroup group) => group switch
    {
        NoticeGroup.Bookings => new("Dina anmälningar och besök", "Your registrations and visits"),
        NoticeGroup.Changes => new("Ändringar i ditt program", "Changes to your programme"),
        NoticeGroup.Reminders => new("Påminnelser", "Reminders"),
        NoticeGroup.Surveys => new("Frågor efteråt", "Questions afterwards"),
        _ => throw new ArgumentOutOfRangeException(nameof(group)),
    };

    /// <summary>
    /// Whether nobody can do without: who has seats must hear what becomes of them, who asked must be answered, and an area that
    /// answers hears of its cases as long as an organiser wants it to.
    /// </summary>
    public static bool IsNecessary(NoticeGroup group) => group is NoticeGroup.Bookings or NoticeGroup.Changes or NoticeGroup.Cases;

    /// <summary>Whether it goes to those who answer questions: to the address of an area.</summary>
    public static bool IsForArea(NotificationKind kind) => kind
        is NotificationKind.FollowUpOpened
        or NotificationKind.FollowUpDueSoon
        or NotificationKind.FollowUpOverdue
        or NotificationKind.FollowUpReopened;

    /// <summary>A registration begins with one of these.</summary>
    public static bool IsFirst(NotificationKind kind) => kind is NotificationKind.Confirmation or NotificationKind.Waitlisted or NotificationKind.Moved;

    /// <summary>The registration ends with one of these.</summary>
    public static bool EndsIt(NotificationKind kind) => kind is NotificationKind.Cancellation or NotificationKind.OfferExpired;

    /// <summary>Whether it waits for the end of somebody's quiet hours.</summary>
    public static bool CanWait(NotificationKind kind) => kind
        is NotificationKind.ProgrammeChange
        or NotificationKind.Survey
        or NotificationKind.ReminderDayBefore
        or NotificationKind.SurveyReminder
        or NotificationKind.OrganiserMessage;

    /// <summary>Whether it is decided for many at once: it goes after what one person waits for, see <c>DueDeliveries</c>.</summary>
    public static bool IsForMany(NotificationKind kind) => kind
        is NotificationKind.ProgrammeChange
        or NotificationKind.Survey
        or NotificationKind.ReminderDayBefore
        or NotificationKind.ReminderSoon
        or NotificationKind.SurveyReminder
        or NotificationKind.OrganiserMessage;

    /// <summary>Whether somebody who wants messages to the phone gets this one there: what changes a plan for today.</summary>
    public static bool GoesBySms(NotificationKind kind) => kind
        is NotificationKind.Offer
        or NotificationKind.Promotion
        or NotificationKind.Moved
        or NotificationKind.Cancellation
        or NotificationKind.ProgrammeChange
        or NotificationKind.ReminderSoon
        or NotificationKind.OrganiserMessage;
}
