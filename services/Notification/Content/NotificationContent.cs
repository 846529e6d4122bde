using BusinessFocus.Contracts;

namespace BusinessFocus.Notifications.Content;

/// <summary>
/// What a notification says, as far as the decision told it: a closed hierarchy, one record per shape of content, each with all that its
/// kinds need. What changes by itself (the activity) is not in here. In the store it is a <see cref="StoredContent"/>.
/// </summary>
public abstract record NotificationContent
{
    /// <param name="oneOf">The kinds of this shape, where there are several.</param>
    private protected NotificationContent(NotificationKind kind, params NotificationKind[] oneOf)
    {
        if (oneOf.Length > 0 && Array.IndexOf(oneOf, kind) < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(kind), kind, $"Not a kind of {GetType().Name}.");
        }

        Kind = kind;
    }

    public NotificationKind Kind { get; }

    /// <summary>Every activity that it names.</summary>
    public IEnumerable<ActivityId> Activities => StoredContent.Of(this).Activities;

    /// <inheritdoc cref="StoredContent.InCalendar"/>
    public IEnumerable<ActivityId> InCalendar() => StoredContent.Of(this).InCalendar();
}

/// <summary>About somebody's registration, as it was decided.</summary>
public abstract record SeatsContent : NotificationContent
{
    private protected SeatsContent(NotificationKind kind, ActivityId activityId, BookedSeats booking, params NotificationKind[] oneOf)
        : base(kind, oneOf) => (ActivityId, Booking) = (activityId, booking);

    public ActivityId ActivityId { get; init; }

    public BookedSeats Booking { get; init; }

    /// <summary>What else the person takes part in then, as it was known when it was decided; null for nothing.</summary>
    public IReadOnlyList<ActivityId>? AtTheSameTime { get; init; }
}

/// <summary>Seats, a place in line, or their end, where the registration itself says all.</summary>
public sealed record RegistrationContent(NotificationKind Kind, ActivityId ActivityId, BookedSeats Booking) : SeatsContent(
    Kind, ActivityId, Booking, NotificationKind.Confirmation, NotificationKind.Waitlisted, NotificationKind.Promotion, NotificationKind.OfferExpired);

/// <param name="Until">UTC: how long the seats are kept.</param>
/// <param name="Earlier">What is kept in place of what they have; null where seats of this activity are.</param>
public sealed record OfferContent(ActivityId ActivityId, BookedSeats Booking, DateTimeOffset Until, Alternative? Earlier = null)
    : SeatsContent(NotificationKind.Offer, ActivityId, Booking);

public sealed record ResizedContent(ActivityId ActivityId, BookedSeats Booking, int SeatsBefore)
    : SeatsContent(NotificationKind.Resized, ActivityId, Booking);

/// <param name="From">Where it came from.</param>
public sealed record MovedContent(ActivityId ActivityId, BookedSeats Booking, MovedFrom From)
    : SeatsContent(NotificationKind.Moved, ActivityId, Booking);

/// <param name="Capacity">The seats that there are.</param>
public sealed record TooLargeContent(ActivityId ActivityId, BookedSeats Booking, int Capacity)
    : SeatsContent(NotificationKind.GroupTooLarge, ActivityId, Booking);

public sealed record CancellationContent(ActivityId ActivityId, BookedSeats Booking, Cancelled Cancelled)
    : SeatsContent(NotificationKind.Cancellation, ActivityId, Booking);

/// <summary>Several conversations that one person booked, or cancelled, in one step: about the first of them, and all.</summary>
public abstract record ChainContent : SeatsContent
{
    private protected ChainContent(NotificationKind kind, ActivityId activityId, BookedSeats booking, BookedChain chain)
        : base(kind, activityId, booking) => Chain = chain;

    public BookedChain Chain { get; init; }
}

public sealed record ChainBookedContent(ActivityId ActivityId, BookedSeats Booking, BookedChain Chain)
    : ChainContent(NotificationKind.ChainBooked, ActivityId, Booking, Chain);

public sealed record ChainCancelledContent(ActivityId ActivityId, BookedSeats Booking, BookedChain Chain, Cancelled Cancelled)
    : ChainContent(NotificationKind.ChainCancelled, ActivityId, Booking, Chain);

public sealed record ReminderContent(NotificationKind Kind, ActivityId ActivityId, BookedSeats Booking, Reminder Reminder)
    : SeatsContent(Kind, ActivityId, Booking, NotificationKind.ReminderDayBefore, NotificationKind.ReminderSoon);

/// <param name="Kind">To the activity's people, or to those of the whole edition, of whom this registration is one.</param>
public sealed record MessageContent(
    ActivityId ActivityId, BookedSeats Booking, OrganisersWords Message, NotificationKind Kind = NotificationKind.OrganiserMessage)
    : SeatsContent(Kind, ActivityId, Booking, NotificationKind.OrganiserMessage, NotificationKind.EditionMessage);

/// <summary>An association invites a member of its list.</summary>
public sealed record InvitationContent(MemberInvitation Invitation) : NotificationContent(NotificationKind.MemberInvitation);

/// <summary>What a release of the programme changed for one person.</summary>
public sealed record ReleaseContent(Release Release) : NotificationContent(NotificationKind.ProgrammeChange);

public sealed record SurveyContent(NotificationKind Kind, ActivityId ActivityId, SurveyLink Survey)
    : NotificationContent(Kind, NotificationKind.Survey, NotificationKind.SurveyReminder, NotificationKind.EditionSurvey, NotificationKind.NoShowSurvey)
{
    /// <summary>Whether it asks about its activity, whose survey can be withdrawn; else about the whole edition.</summary>
    public bool IsOfActivity => Kind is NotificationKind.Survey or NotificationKind.SurveyReminder;
}

/// <summary>The answer to who asked to be contacted.</summary>
public sealed record AnswerContent(ActivityId ActivityId, FollowUpAnswer Answer) : NotificationContent(NotificationKind.FollowUpAnswer);

/// <summary>A question that somebody asked about an activity: for them, or for the area that answers.</summary>
public sealed record CaseContent(NotificationKind Kind, ActivityId ActivityId, FollowUpDetails FollowUp) : NotificationContent(
    Kind,
    NotificationKind.FollowUpReceived,
    NotificationKind.FollowUpOpened,
    NotificationKind.FollowUpDueSoon,
    NotificationKind.FollowUpOverdue,
    NotificationKind.FollowUpReopened);

/// <summary>
/// A conversation at the open house, for its host. It does not say who comes, or what about: that is for the host alone, who signs in to see it, and a
/// letter stays where it is when somebody asks to be forgotten.
/// </summary>
public sealed record HostContent(NotificationKind Kind, ActivityId ActivityId) : NotificationContent(
    Kind, NotificationKind.HostBooked, NotificationKind.HostMoved, NotificationKind.HostFreed);

/// <summary>What a day changed of a host's conversations, with as little of who comes.</summary>
public sealed record HostDigestContent(HostDay Day) : NotificationContent(NotificationKind.HostDigest);

/// <summary>A visit that a company asked for, that is proposed to it, or what was decided about it.</summary>
public sealed record VisitContent(NotificationKind Kind, VisitDetails Visit)
    : NotificationContent(Kind, NotificationKind.VisitReceived, NotificationKind.VisitProposal, NotificationKind.VisitDecision, NotificationKind.VisitChange, NotificationKind.VisitReminder);

/// <summary>What a host of a visit's delegation has to know.</summary>
public sealed record DelegationContent(VisitDetails Visit, DelegationNews News) : NotificationContent(NotificationKind.VisitDelegation);

/// <summary>What one side of a visit is asked afterwards.</summary>
public sealed record VisitSurveyContent(NotificationKind Kind, VisitDetails Visit, SurveyLink Survey)
    : NotificationContent(Kind, NotificationKind.VisitSurvey, NotificationKind.VisitDebrief, NotificationKind.VisitSurveyReminder, NotificationKind.VisitDebriefReminder);

/// <summary>The answer to a company about what its case is about.</summary>
public sealed record VisitAnswerContent(VisitDetails Visit, FollowUpAnswer Answer) : NotificationContent(NotificationKind.VisitAnswer);

/// <summary>A company has asked for a visit or answered about one, for organisers.</summary>
public sealed record VisitNoticeContent(VisitNotice Notice) : NotificationContent(NotificationKind.VisitNotice);

/// <summary>What a day brought.</summary>
public sealed record SummaryContent(NotificationKind Kind, DayFigures Day)
    : NotificationContent(Kind, NotificationKind.OrganiserSummary, NotificationKind.OperatorSummary);
