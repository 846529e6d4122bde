using BusinessFocus.Contracts.Feedback;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Domain.Texts;

namespace BusinessFocus.Notifications.Webhooks;

/// <summary>A kind of thing that happens, as outside systems know it.</summary>
/// <param name="Name">For good: words with hyphens, and a dot between what it is about and what happened.</param>
/// <param name="IsForAssociations">Whether associations may hear of it: it is public, or about them.</param>
/// <param name="Meaning">For people.</param>
public sealed record EventType(string Name, bool IsForAssociations, Wording Meaning, Type Message, Func<object, PublicEvent> Read);

/// <summary>
/// The messages of the bus that outside systems can be told of, each under a name that stays when the message's does not. An answer to a survey is none of
/// them: told one by one, from the first on, they would say what <c>Disclosure</c> hides, how many have answered before there are seven.
/// </summary>
public static class EventTypes
{
    /// <summary>What a subscriber is sent to try out its receiver; nobody subscribes to it.</summary>
    public const string Test = "webhook.test";

    public static IReadOnlyList<EventType> All { get; } =
    [
        Public<ActivityReleased>("activity.released", "En aktivitet står i programmet", "An activity stands in the programme", told => EventFacts.Of(told.Activity)),
        Public<ActivityChanged>("activity.changed", "En aktivitet har andra uppgifter", "An activity has other facts", told => EventFacts.Of(told.Activity)),
        Public<ActivityCancelled>("activity.cancelled", "En aktivitet är inställd", "An activity is cancelled", told => EventFacts.Of(told.Activity)),
        Public<ActivityCompleted>("activity.completed", "En aktivitet har varit", "An activity has taken place", told => EventFacts.Of(told.Activity)),
        Public<ActivityReopened>("activity.reopened", "En aktivitet har inte varit ändå", "An activity has not taken place after all", told => EventFacts.Of(told.Activity)),
        Public<ProgrammeReleased>("programme.released", "Programmet har släppts på nytt", "The programme was released anew", EventFacts.Of),
        Public<MemberListApplied>("member-list.applied", "Föreningens medlemslista har lästs in", "The association's member list was taken in", EventFacts.Of),
        Own<RegistrationConfirmed>("registration.confirmed", "En anmälan har platser", "A registration has seats", told => EventFacts.Of(told.Registration)),
        Own<RegistrationWaitlisted>("registration.waitlisted", "En anmälan står i kö", "A registration waits in line", told => EventFacts.Of(told.Registration)),
        Own<RegistrationPromoted>("registration.promoted", "En anmälan har fått platser ur kön", "A registration got seats from the waiting list", told => EventFacts.Of(told.Registration)),
        Own<RegistrationOffered>("registration.offered", "En anmälan har erbjudits platser", "A registration was offered seats", told => EventFacts.Of(told.Registration)),
        Own<RegistrationOfferExpired>("registration.offer-expired", "Ett erbjudande har gått ut", "An offer has run out", told => EventFacts.Of(told.Registration)),
        Own<RegistrationResized>("registration.resized", "En anmälan har andra antal platser", "A registration has another number of seats", told => EventFacts.Of(told.Registration)),
        Own<RegistrationMoved>("registration.moved", "En anmälan gäller en annan aktivitet", "A registration is for another activity", EventFacts.Of),
        Own<RegistrationCancelled>("registration.cancelled", "En anmälan är avslutad", "A registration has ended", EventFacts.Of),
        Own<AttendanceRecorded>("attendance.recorded", "Någon har checkats in, eller inte ändå", "Somebody was checked in, or not after all", EventFacts.Of),
        Own<VisitProposed>("visit.proposed", "Ett företag har fått ett förslag på besök", "A company was proposed a visit", told => EventFacts.Of(told.Visit, decision: null)),
        Own<VisitDecided>("visit.decided", "Ett företag har svarat på ett besöksförslag", "A company has answered about a visit", told => EventFacts.Of(told.Visit, told.Decision)),
        Own<SurveyOpened>("survey.opened", "En enkät har öppnat", "A survey has opened", EventFacts.Of),
        Own<FollowUpRequested>("follow-up.requested", "Någon vill bli kontaktad", "Somebody wants to be contacted", EventFacts.Of),
        Own<FollowUpClosed>("follow-up.closed", "Ett ärende är avslutat", "A case is closed", EventFacts.Of),
        Own<FollowUpOverdue>("follow-up.overdue", "Ett ärende är försenat", "A case is overdue", EventFacts.Of),
    ];

    private static readonly Dictionary<Type, EventType> ByMessage = All.ToDictionary(type => type.Message);
    private static readonly HashSet<string> Names = [.. All.Select(type => type.Name)];
    private static readonly HashSet<string> ForAssociations = [.. All.Where(type => type.IsForAssociations).Select(type => type.Name)];

    public static bool Exists(string name) => Names.Contains(name);

    public static bool IsForAssociations(string name) => ForAssociations.Contains(name);

    /// <summary>Null for a message that nobody outside hears of.</summary>
    public static EventType? Of(Type message) => ByMessage.GetValueOrDefault(message);

    private static EventType Public<T>(string name, string sv, string en, Func<T, PublicEvent> read) => new(name, true, new Wording(sv, en), typeof(T), told => read((T)told));

    private static EventType Own<T>(string name, string sv, string en, Func<T, PublicEvent> read) => new(name, false, new Wording(sv, en), typeof(T), told => read((T)told));
}
