using System.Text.Json;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Notifications.Content;
using BusinessFocus.Notifications.Lifecycle;
using BusinessFocus.Notifications.ReadModels;
using BusinessFocus.Notifications.Rendering;

namespace BusinessFocus.Notifications.Templating;

/// <summary>A notification that nobody gets: what a template is tried on.</summary>
/// <param name="Name">In the interface, such as "waiting".</param>
/// <param name="Activities">Each that the notification names.</param>
public sealed record Sample(string Name, Notification Notification, IReadOnlyDictionary<ActivityId, KnownActivity> Activities)
{
    /// <summary>What the words of the notification can name.</summary>
    public TextModel Model => TextModels.Of(Notification, Activities);
}

/// <summary>The examples, the same every time: for each kind at least one, and one for each turn that its words can take.</summary>
public static class Samples
{
    /// <summary>When the examples are written, UTC.</summary>
    public static readonly DateTimeOffset Now = new(2026, 9, 21, 8, 0, 0, TimeSpan.Zero);

    internal const string Secret = "exempel";

    internal static readonly LocalizedText Edition = new("Business Focus Lerum 2026");
    private static readonly ContactId Person = new(Guid.Parse("0199f1a0-0000-7000-8000-000000000001"));

    private static readonly ActivityState Seminar = Activity(
        2,
        new LocalizedText("Så lyckas du med kommunens upphandlingar", "How to succeed in the municipality's procurement"),
        new DateTimeOffset(2026, 10, 5, 7, 30, 0, TimeSpan.Zero),
        new Place("Kommunhuset", "sal Aspen", "Bagges torg 1, Lerum", null, null),
        "Anna Ek", "Johan Berg");

    private static readonly ActivityState Breakfast = Activity(
        3,
        new LocalizedText("Frukostmöte i Gråbo", "Breakfast meeting in Gråbo"),
        new DateTimeOffset(2026, 10, 8, 5, 30, 0, TimeSpan.Zero),
        new Place("Mjörnbotorget", null, "Mjörnbotorget 3, Gråbo", null, null),
        "Maria Lindström");

    private static readonly IReadOnlyDictionary<ActivityId, KnownActivity> Activities =
        new[] { Seminar, Breakfast }.ToDictionary(activity => activity.Id, activity => KnownActivity.Learn(null, activity)!);

    /// <returns>The first is the usual one.</returns>
    public static IReadOnlyList<Sample> Of(TemplateKey key)
    {
        var isSwedish = key.Language == Languages.Swedish;
        var words = isSwedish ? "Föreläsaren har blivit sjuk. Välkommen en annan gång!" : "The speaker has fallen ill. You are welcome another time!";
        var seminar = new StoredContent(Seminar.Id, Confirmed);
        return key.Kind switch
        {
            NotificationKind.Waitlisted => [Sample("waiting", seminar with { Booking = Waiting })],
            NotificationKind.Offer =>
            [
                Sample("offered", seminar with { Booking = Waiting with { Position = null }, OfferedUntil = Now.AddDays(2) }),
                Sample("earlier", seminar with { OfferedUntil = Now.AddHours(1), Earlier = new Alternative(Breakfast.Id, Secret, Now.AddHours(1)) }),
            ],
            NotificationKind.OfferExpired => [Sample("expired", seminar with { Booking = Waiting with { Position = null } })],
            NotificationKind.GroupTooLarge => [Sample("waiting", seminar with { Booking = Waiting with { Seats = 6, Position = null }, Capacity = 5 })],
            NotificationKind.Resized => [Sample("confirmed", seminar with { SeatsBefore = 1 }), Sample("waiting", seminar with { Booking = Waiting, SeatsBefore = 4 })],
            NotificationKind.Moved => [Sample("confirmed", seminar with { From = Left }), Sample("waiting", seminar with { Booking = Waiting, From = Left })],
            NotificationKind.Cancellation =>
            [
                Sample("by-contact", seminar with { Cancelled = new Cancelled(CancelledBy.Contact, null) }),
                Sample("by-organiser", seminar with { Cancelled = new Cancelled(CancelledBy.Organiser, words) }),
                Sample("by-activity", seminar with { Cancelled = new Cancelled(CancelledBy.Activity, words) }),
                Sample("with-a-choice", seminar with { Cancelled = new Cancelled(CancelledBy.Activity, words, [new Alternative(Breakfast.Id, Secret, Now.AddDays(1))]) }),
            ],
            NotificationKind.ChainBooked => [Sample("booked", seminar with { Chain = Chain })],
            NotificationKind.ChainCancelled =>
            [
                Sample("by-contact", seminar with { Chain = Chain, Cancelled = new Cancelled(CancelledBy.Contact, null) }),
                Sample("by-organiser", seminar with { Chain = Chain, Cancelled = new Cancelled(CancelledBy.Organiser, words) }),
            ],
            NotificationKind.Survey or NotificationKind.SurveyReminder =>
                [Sample("came", new StoredContent(Seminar.Id, Survey: new SurveyLink(Confirmed.RegistrationId, Secret, Now.AddDays(30))))],
            NotificationKind.EditionSurvey or NotificationKind.NoShowSurvey =>
                [Sample("asked", new StoredContent(Seminar.Id, Survey: new SurveyLink(Confirmed.RegistrationId, Secret, Now.AddDays(14))))],
            NotificationKind.ReminderDayBefore or NotificationKind.ReminderSoon =>
                [Sample("confirmed", seminar with { Reminder = new Reminder(Seminar.StartsAt, Seminar.CalendarSequence) })],
            NotificationKind.OrganiserMessage or NotificationKind.EditionMessage =>
            [
                Sample("confirmed", seminar with { Message = new OrganisersWords(isSwedish ? "Parkering" : "Parking", words) }),
                Sample("waiting", seminar with { Booking = Waiting, Message = new OrganisersWords(isSwedish ? "Parkering" : "Parking", words) }),
            ],
            NotificationKind.MemberInvitation => [Sample("to-an-activity", InvitationSamples.To(Breakfast)), Sample("to-the-edition", InvitationSamples.To(null))],
            NotificationKind.FollowUpAnswer =>
            [
                Sample("answered", new StoredContent(Seminar.Id, Answer: new FollowUpAnswer(Confirmed.RegistrationId, words, Case.Id, Secret, Now.AddDays(30)))),
                Sample("answered-for-good", new StoredContent(Seminar.Id, Answer: new FollowUpAnswer(Confirmed.RegistrationId, words))),
            ],
            NotificationKind.FollowUpReceived =>
            [
                Sample("received", Asked(Case with { RegistrationId = Confirmed.RegistrationId })),
                Sample("opened-after-a-conversation", Asked(Case with { RegistrationId = Confirmed.RegistrationId, IsByHost = true })),
            ],
            NotificationKind.FollowUpOpened =>
            [
                Sample("opened", Asked(Case)),
                Sample("opened-after-a-conversation", Asked(Case with { IsByHost = true })),
                Sample("opened-without-a-date", Asked(Case with { DueAt = null })),
            ],
            NotificationKind.FollowUpDueSoon => [Sample("due-soon", Asked(Case))],
            NotificationKind.FollowUpOverdue => [Sample("overdue", Asked(Case with { Reminder = 1 })), Sample("overdue-again", Asked(Case with { Reminder = 2 }))],
            NotificationKind.FollowUpReopened => [Sample("by-who-asked", Asked(Case with { IsByContact = true })), Sample("by-staff", Asked(Case))],
            NotificationKind.OrganiserSummary or NotificationKind.OperatorSummary => [Sample("a-day", Summary(Day)), Sample("a-quiet-day", Summary(QuietDay))],
            NotificationKind.ProgrammeChange =>
            [
                Sample("one-change", Released(null, Change(Seminar, Confirmed, ChangeKind.Moved))),
                Sample("several-changes", Released(
                    isSwedish ? "Tack för ert tålamod!" : "Thank you for your patience!",
                    Change(Seminar, Confirmed, ChangeKind.Moved, ChangeKind.MovedRoom),
                    Change(Breakfast, Waiting, ChangeKind.HostChanged, ChangeKind.TextChanged) with { Before = null })),
            ],
            NotificationKind.HostBooked => [Sample("booked", new StoredContent(Seminar.Id))],
            NotificationKind.HostMoved => [Sample("moved", new StoredContent(Seminar.Id))],
            NotificationKind.HostFreed => [Sample("freed", new StoredContent(Seminar.Id))],
            NotificationKind.HostDigest =>
            [
                Sample("several-changes", new StoredContent(null, HostDay: new HostDay(
                    [
                        new HostChange(Seminar.Id, NotificationKind.HostBooked),
                        new HostChange(Breakfast.Id, NotificationKind.HostMoved, new TimeAndPlace(Breakfast.StartsAt.AddDays(-1), Breakfast.EndsAt.AddDays(-1), Breakfast.Place)),
                    ],
                    [Seminar.Id]))),
                Sample("one-freed", new StoredContent(null, HostDay: new HostDay([new HostChange(Seminar.Id, NotificationKind.HostFreed)], []))),
            ],
            NotificationKind.VisitReceived =>
            [
                Sample("asked", VisitSamples.Visit(null, isSwedish ? "Vi bygger ut i vår." : "We expand in spring.", VisitSamples.Wish)),
                Sample("asked-without-wishes", VisitSamples.Visit(null, null, new VisitWish([], VisitPartOfDay.Any, [], null))),
            ],
            NotificationKind.VisitSurvey or NotificationKind.VisitDebrief or NotificationKind.VisitSurveyReminder or NotificationKind.VisitDebriefReminder => [Sample("over", VisitSamples.Afterwards(new SurveyLink(Confirmed.RegistrationId, Secret, Now.AddDays(30))))],
            NotificationKind.VisitAnswer =>
            [
                Sample("answered", VisitSamples.Answered(new FollowUpAnswer(Confirmed.RegistrationId, words, Case.Id, Secret, Now.AddDays(30)))),
                Sample("answered-for-good", VisitSamples.Answered(new FollowUpAnswer(Confirmed.RegistrationId, words))),
            ],
            NotificationKind.VisitReminder => [Sample("tomorrow", VisitSamples.Visit(VisitDecision.Accepted, null))],
            NotificationKind.VisitDelegation =>
                [.. Enum.GetValues<DelegationNews>().Select(news => Sample(JsonNamingPolicy.KebabCaseLower.ConvertName(news.ToString()), VisitSamples.Delegated(news)))],
            NotificationKind.VisitNotice =>
            [
                Sample("asked", VisitSamples.Noticed(null)),
                Sample("another-time", VisitSamples.Noticed(VisitDecision.AnotherTimeAsked)),
                Sample("declined", VisitSamples.Noticed(VisitDecision.Declined)),
            ],
            NotificationKind.VisitChange =>
            [
                Sample("moved", VisitSamples.Changed(ChangeKind.Moved)),
                Sample("moved-with-others", VisitSamples.Changed(ChangeKind.Moved, ChangeKind.MovedRoom, ChangeKind.HostChanged)),
                Sample("elsewhere", VisitSamples.Changed(ChangeKind.MovedRoom)),
                Sample("others-come", VisitSamples.Changed(ChangeKind.HostChanged)),
            ],
            NotificationKind.VisitProposal =>
            [
                Sample("proposed", VisitSamples.Visit(null, isSwedish ? "Vi tar gärna en rundvandring." : "We would like to be shown around.")),
                Sample("proposed-without-words", VisitSamples.Visit(null, null)),
            ],
            NotificationKind.VisitDecision =>
            [
                Sample("accepted", VisitSamples.Visit(VisitDecision.Accepted, null)),
                Sample("another-time", VisitSamples.Visit(VisitDecision.AnotherTimeAsked, null)),
                Sample("declined", VisitSamples.Visit(VisitDecision.Declined, null)),
                Sample("withdrawn", VisitSamples.Visit(VisitDecision.Withdrawn, words)),
            ],
            _ => [Sample("confirmed", seminar)],
        };

        Sample Sample(string name, StoredContent content) => new(name, Notification(key, content), Activities);
    }

    private static FollowUpDetails Case => new(
        new FollowUpId(Guid.Parse("0199f1a0-0000-7000-8000-000000000007")), new LocalizedText("Bygglov", "Building permits"), Now.AddDays(7));

    private static StoredContent Asked(FollowUpDetails followUp) => new(Seminar.Id, FollowUp: followUp);

    private static DayFigures Day => new(
        DateOnly.FromDateTime(Now.UtcDateTime).AddDays(-1),
        [new ActivityFigures(Seminar.Id, Seminar.Title, 12, 3, 1), new ActivityFigures(Breakfast.Id, Breakfast.Title, 4, 0, 0)],
        Unreachable: 2,
        [new ChannelFigures(Channels.Email, 20, 3, 2, 1, 1), new ChannelFigures(Channels.Sms, 4, 0, 0, 0, 0)],
        Waiting: 1,
        Now.AddHours(-1),
        [new DeadLetterFigures("feedback", 1), new DeadLetterFigures("notification", 2)],
        LateVisitRequests: 2);

    private static DayFigures QuietDay => Day with { Activities = [], Unreachable = 0, Channels = [], Waiting = 0, OldestSince = null, DeadLetters = [], LateVisitRequests = 0 };

    private static StoredContent Summary(DayFigures day) => new(null, Day: day);

    private static BookedSeats Confirmed => new(
        new RegistrationId(Guid.Parse("0199f1a0-0000-7000-8000-000000000004")), IsConfirmed: true, Seats: 2, Position: null, Secret, Secret, Version: 1);

    private static BookedChain Chain => new(
        [new ChainedPlace(Seminar.Id, Confirmed.RegistrationId, Secret), new ChainedPlace(Breakfast.Id, Left.RegistrationId, Secret)], Secret);

    private static BookedSeats Waiting => Confirmed with { IsConfirmed = false, Position = 3, Ticket = "" };

    private static MovedFrom Left => new(Breakfast.Id, new RegistrationId(Guid.Parse("0199f1a0-0000-7000-8000-000000000005")));

    private static Notification Notification(TemplateKey key, StoredContent content) => Lifecycle.Notification.Initial.Evolve(new Requested(
        NotificationIds.For(Guid.Empty, Person, Channels.Email),
        Guid.Empty,
        key.Kind,
        Channels.Email,
        new Recipient(Person, "Åsa Öberg", "asa.oberg@example.com", key.Language),
        content,
        TraceParent: null,
        ResentFrom: null,
        Now));

    private static StoredContent Released(string? note, params IReadOnlyList<ReleaseChange> changes) => new(null, Release: new Release(Edition, note, changes));

    private static ReleaseChange Change(ActivityState activity, BookedSeats booking, params IReadOnlyList<ChangeKind> kinds) => new(
        activity.Id, kinds, new TimeAndPlace(activity.StartsAt.AddDays(-1), activity.EndsAt.AddDays(-1), Breakfast.Place), booking);

    private static ActivityState Activity(int number, LocalizedText title, DateTimeOffset startsAt, Place place, params IReadOnlyList<string> hosts) => new(
        new ActivityId(Guid.Parse($"0199f1a0-0000-7000-8000-{number:D12}")),
        default,
        "lerum-2026",
        ActivityKind.Seminar,
        ActivityStatus.Released,
        title,
        null,
        startsAt,
        startsAt.AddMinutes(90),
        place,
        null,
        hosts,
        40,
        null,
        "sv",
        [],
        null,
        null,
        null,
        0,
        1);
}
