using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Notification.Content;
using BusinessFocus.Notification.Knowledge;
using BusinessFocus.Notification.Notices;
using UUIDNext;

namespace BusinessFocus.Notification.Tests;

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

    public static Requested Requested(NotificationKind kind, RegistrationState registration, Func<Matter, Matter>? more = null)
    {
        var matter = new Matter(registration.ActivityId, Booking.Of(registration));
        return Requested(kind, Recipient.Of(registration.Contact), more?.Invoke(matter) ?? matter);
    }

    public static Requested Requested(NotificationKind kind, Recipient recipient, Matter matter)
    {
        var decision = Guid.NewGuid();
        return new Requested(
            NoticeIds.For(decision, recipient.ContactId, "email"), decision, kind, "email", recipient, matter, null, null, Now);
    }

    public static Notice Notice(params object[] events) =>
        ServiceDefaults.Decisions.States.After<Notice>(events) with { Id = ((Requested)events[0]).NotificationId.Value };
}
