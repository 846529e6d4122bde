using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Notifications.Content;
using BusinessFocus.Notifications.Lifecycle;
using BusinessFocus.Notifications.ReadModels;
using UUIDNext;

namespace BusinessFocus.Notifications.Tests;

/// <summary>Things that tests begin from.</summary>
internal static class Some
{
    public static readonly DateTimeOffset Now = new(2026, 9, 1, 12, 0, 0, TimeSpan.Zero);
    public static readonly EditionId Edition = EditionId.New();

    public static ActivityState Activity(
        ActivityId? id = null, long version = 1, int sequence = 0, ActivityStatus status = ActivityStatus.Released, string? joinLink = null) => new(
        id ?? ActivityId.New(),
        Edition,
        "lerum-2026",
        ActivityKind.Seminar,
        status,
        new LocalizedText("Så möts vi 🤝 på Åspenäs", "How we meet 🤝"),
        new LocalizedText("Om att mötas; och <sedan>, ses igen."),
        new DateTimeOffset(2026, 10, 5, 7, 30, 0, TimeSpan.Zero),
        new DateTimeOffset(2026, 10, 5, 9, 0, 0, TimeSpan.Zero),
        new Place("Kommunhuset", "sal Aspen", "Bagges torg 1, Lerum", 57.7705, 12.2694),
        joinLink,
        ["Upphandlingschef", "Näringslivschef"],
        40,
        null,
        "sv",
        ["upphandling"],
        null,
        null,
        null,
        sequence,
        version);

    public static VisitState Visit(long version = 2, VisitRequestId? id = null) => new(
        id ?? VisitRequestId.New(),
        Edition,
        new LocalizedText("Business Focus Lerum 2026"),
        "Öbergs Måleri AB",
        Contact(),
        "abc",
        "Storgatan 1, Stenkullen",
        new DateTimeOffset(2026, 10, 7, 8, 0, 0, TimeSpan.Zero),
        new DateTimeOffset(2026, 10, 7, 9, 0, 0, TimeSpan.Zero),
        ["KSO", "Näringslivschef"],
        null,
        version);

    public static Contact Contact(string name = "Åsa Öberg", string email = "asa@foretag.example", string locale = "sv") =>
        new(new ContactId(Uuid.NewNameBased(Guid.Empty, email)), name, email, null, locale);

    public static RegistrationState Registration(
        ActivityId activity,
        RegistrationStatus status = RegistrationStatus.Confirmed,
        Contact? contact = null,
        RegistrationId? id = null,
        int seats = 1,
        int? position = null,
        long version = 1) => new(
        id ?? RegistrationId.New(),
        activity,
        Edition,
        status,
        seats,
        position,
        contact ?? Contact(),
        "Öbergs Måleri AB",
        $"BF1.{Guid.NewGuid():N}.signature",
        $"token-{Guid.NewGuid():N}",
        Now,
        version);

    public static KnownActivity Known(ActivityState activity) => KnownActivity.Learn(null, activity)!;

    public static KnownRegistration Known(RegistrationState registration, NotificationKind by = NotificationKind.Confirmation) =>
        KnownRegistration.Learn(null, registration, by);

    /// <summary>A kind that is about a registration, with something in each of its parts.</summary>
    public static SeatsContent Content(NotificationKind kind, RegistrationState registration)
    {
        var (activity, booking) = (registration.ActivityId, BookedSeats.Of(registration));
        return kind switch
        {
            NotificationKind.Offer => new OfferContent(activity, booking, Now.AddDays(2)),
            NotificationKind.Resized => new ResizedContent(activity, booking, SeatsBefore: 2),
            NotificationKind.Moved => new MovedContent(activity, booking, new MovedFrom(activity, registration.Id)),
            NotificationKind.GroupTooLarge => new TooLargeContent(activity, booking, Capacity: 5),
            NotificationKind.Cancellation => new CancellationContent(activity, booking, new Cancelled(CancelledBy.Contact, null)),
            NotificationKind.ChainBooked => new ChainBookedContent(activity, booking, Chain(registration)),
            NotificationKind.ChainCancelled => new ChainCancelledContent(activity, booking, Chain(registration), new Cancelled(CancelledBy.Contact, null)),
            NotificationKind.ReminderDayBefore or NotificationKind.ReminderSoon => new ReminderContent(kind, activity, booking, new Reminder(Now, 0)),
            NotificationKind.OrganiserMessage or NotificationKind.EditionMessage => new MessageContent(activity, booking, new OrganisersWords("S", "T"), kind),
            _ => new RegistrationContent(kind, activity, booking),
        };
    }

    private static BookedChain Chain(RegistrationState registration) => new([new ChainedPlace(registration.ActivityId, registration.Id, registration.ManageToken)], "own");

    public static Requested Requested(NotificationKind kind, RegistrationState registration) =>
        Requested(Recipient.Of(registration.Contact), Content(kind, registration));

    /// <param name="about">Of the registration's activity and of what the person has there.</param>
    public static Requested Requested(RegistrationState registration, Func<ActivityId, BookedSeats, NotificationContent> about) =>
        Requested(Recipient.Of(registration.Contact), about(registration.ActivityId, BookedSeats.Of(registration)));

    public static Requested Requested(Recipient recipient, NotificationContent content)
    {
        var decision = Guid.NewGuid();
        return new Requested(
            NotificationIds.For(decision, recipient.ContactId, "email"), decision, content.Kind, "email", recipient, StoredContent.Of(content), null, null, Now);
    }

    public static Notification Notification(params object[] events) =>
        Domain.Decisions.States.After<Notification>(events) with { Id = ((Requested)events[0]).NotificationId.Value };
}
