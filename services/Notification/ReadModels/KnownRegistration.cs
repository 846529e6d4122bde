using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Notifications.Content;

namespace BusinessFocus.Notifications.ReadModels;

/// <summary>A read model of a registration: whom to write to when its activity changes.</summary>
public sealed record KnownRegistration : IKnown
{
    /// <summary>The RegistrationId's value.</summary>
    public Guid Id { get; init; }

    public ActivityId ActivityId { get; init; }

    public Recipient? Recipient { get; init; }

    /// <summary>The recipient's, to search by.</summary>
    public ContactId? ContactId { get; init; }

    /// <summary>The recipient's, to search by without reading documents; null in what was stored before it was kept.</summary>
    public string? Language => Recipient?.Language;

    /// <summary>Whether the recipient has an e-mail address, to search by; null where nobody is known, and in what was stored before it was kept.</summary>
    public bool? HasAddress => Recipient is { } recipient ? recipient.Address.Length > 0 : null;

    public BookedSeats? Booking { get; init; }

    /// <summary>The version that last told of the recipient alone; 0 where none did.</summary>
    public long RecipientVersion { get; init; }

    /// <summary>Its first decision (confirmed, waiting or moved here) has arrived.</summary>
    public bool HasBegun { get; init; }

    /// <summary>Cancelled or moved away; it never comes back.</summary>
    public bool IsOver { get; init; }

    /// <summary>It ended because its activity was cancelled: its person may have to be told more.</summary>
    public bool EndedWithActivity { get; init; }

    /// <summary>It had seats before it ended.</summary>
    public bool HadSeats { get; init; }

    /// <summary>As the associations' lists had it; null where that was not told.</summary>
    public bool? IsMember { get; init; }

    /// <summary>As the associations' lists had it; null where they do not say it, or it was not told.</summary>
    public CompanySize? CompanySize { get; init; }

    /// <summary>As the newest check-in, or what took it back, had it; null where none was heard of.</summary>
    public bool? Came { get; init; }

    /// <summary>The version that last told who came; 0 where none did.</summary>
    public long AttendanceVersion { get; init; }

    /// <summary>Check-ins are kept since it was first heard of; else nobody knows of those before.</summary>
    public bool KeepsAttendance { get; init; }

    /// <summary>The contact asked to be forgotten: nothing is kept and nothing is sent, whatever still arrives.</summary>
    public bool IsErased { get; init; }

    /// <summary>What came before it was known whom to tell.</summary>
    public IReadOnlyList<EarlyNotification> Early { get; init; } = [];

    /// <summary>A survey's link, in the shape in which one was kept before there was <see cref="Early"/>; only read.</summary>
    public EarlySurvey? EarlySurvey { get; init; }

    /// <summary>What is known after <paramref name="registration"/> has arrived by a message of this kind.</summary>
    /// <param name="endedBy">Who cancelled it, where it was.</param>
    public static KnownRegistration Learn(KnownRegistration? known, RegistrationState registration, NotificationKind kind, CancelledBy? endedBy = null)
    {
        if (known is { IsErased: true })
        {
            return known;
        }

        var isNews = known?.Booking is null || registration.Version > known.Booking.Version;
        return new KnownRegistration
        {
            Id = registration.Id.Value,
            ActivityId = registration.ActivityId,
            Recipient = isNews && registration.Version > (known?.RecipientVersion ?? 0) ? Recipient.Of(registration.Contact) : known!.Recipient,
            RecipientVersion = known?.RecipientVersion ?? 0,
            ContactId = registration.Contact.Id,
            // Who comes can be others later, of which nobody tells: names stand only in what was decided with them.
            Booking = isNews ? BookedSeats.Of(registration) with { Attendees = null } : known!.Booking,
            HasBegun = known is { HasBegun: true } || KindRules.Of(kind).Registration == RegistrationStep.Begins,
            IsOver = known is { IsOver: true } || registration.Status == RegistrationStatus.Cancelled,
            EndedWithActivity = known is { EndedWithActivity: true } || endedBy == CancelledBy.Activity,
            // Who has seats does not lose them but by the registration's end.
            HadSeats = known?.HasHadSeats() == true || registration.Status == RegistrationStatus.Confirmed,
            IsMember = (isNews ? registration.IsMember : null) ?? known?.IsMember,
            CompanySize = (isNews ? registration.CompanySize : null) ?? known?.CompanySize,
            Came = known?.Came,
            AttendanceVersion = known?.AttendanceVersion ?? 0,
            KeepsAttendance = known?.KeepsAttendance ?? true,
        };
    }

    /// <summary>
    /// What is known after whose it is has another name, number or language. What it has stays as the newest decision told it: those that
    /// still arrive are not history by this.
    /// </summary>
    public static KnownRegistration LearnRecipient(KnownRegistration? known, RegistrationState registration)
    {
        var before = known ?? New(registration.Id, registration.ActivityId);
        return before.IsErased || before.RecipientVersion >= registration.Version || before.Booking?.Version > registration.Version
            ? before
            : before with { Recipient = Recipient.Of(registration.Contact), RecipientVersion = registration.Version, ContactId = registration.Contact.Id };
    }

    /// <summary>What is known after a check-in, or what took it back, has arrived; also before anything else of the registration has.</summary>
    public static KnownRegistration LearnAttendance(KnownRegistration? known, AttendanceRecorded attendance)
    {
        var before = known ?? New(attendance.RegistrationId, attendance.ActivityId);
        return before.IsErased || before.AttendanceVersion >= attendance.Version
            ? before
            : before with
            {
                Came = attendance.Present,
                AttendanceVersion = attendance.Version,
                IsMember = attendance.IsMember,
                CompanySize = attendance.CompanySize ?? before.CompanySize,
            };
    }

    /// <summary>It is not known yet whose it is: what they are to be told is kept until it is.</summary>
    public static KnownRegistration Await(KnownRegistration? known, RegistrationId id, EarlyNotification news)
    {
        var before = known ?? New(id, news.Matter.ActivityId ?? default);
        return before with { Early = [.. before.Early, news] };
    }

    /// <summary>It went to another activity.</summary>
    public static KnownRegistration Leave(KnownRegistration? known, RegistrationId id, ActivityId activity) =>
        (known ?? New(id, activity)) with { IsOver = true };

    /// <summary>Nothing is left but that it was.</summary>
    public static KnownRegistration Erase(KnownRegistration? known, RegistrationId id) => new()
    {
        Id = id.Value,
        ActivityId = known?.ActivityId ?? default,
        IsOver = true,
        IsErased = true,
    };

    /// <summary>All that came too early.</summary>
    public IEnumerable<EarlyNotification> AllEarly() => EarlySurvey is { } early
        ? Early.Prepend(new EarlyNotification(early.Decision, NotificationKind.Survey, StoredContent.Of(new SurveyContent(NotificationKind.Survey, ActivityId, early.Link))))
        : Early;

    /// <summary>Nothing was heard of it before.</summary>
    private static KnownRegistration New(RegistrationId id, ActivityId activity) => new() { Id = id.Value, ActivityId = activity, KeepsAttendance = true };

    /// <summary>Whether it has seats, or had until it ended.</summary>
    public bool HasHadSeats() => HadSeats || Booking is { IsConfirmed: true };

    /// <summary>Whether an organiser's words about the activity concern its person.</summary>
    public bool CanBeTold() => this is { HasBegun: true, Recipient: not null, Booking: not null } && (!IsOver || EndedWithActivity);

    /// <summary>Whether a decision of this version is history: a newer one is known, or the registration is over.</summary>
    /// <param name="endsIt">The decision itself is what ended the registration.</param>
    public bool IsPast(long version, bool endsIt) => Booking?.Version > version || (IsOver && !endsIt);
}

/// <summary>What somebody is to be told who is not known yet.</summary>
/// <param name="Decision">Id of the message that brought it.</param>
/// <param name="Matter">What, as it is stored; without an activity where the message named none.</param>
public sealed record EarlyNotification(Guid Decision, NotificationKind Kind, StoredContent Matter)
{
    /// <param name="activity">The registration's.</param>
    public NotificationContent ContentAt(ActivityId activity) => (Matter with { ActivityId = activity }).As(Kind);
}

/// <summary>An invitation to a survey for a registration that nothing is known of yet: nobody to write to.</summary>
/// <param name="Decision">Id of the message that brought it.</param>
public sealed record EarlySurvey(Guid Decision, SurveyLink Link);
