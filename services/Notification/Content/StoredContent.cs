using System.Diagnostics;
using System.Runtime.CompilerServices;
using BusinessFocus.Contracts;

namespace BusinessFocus.Notifications.Content;

/// <summary>
/// A notification's content as it stands in events and documents, under the name <c>matter</c>: flat, and forever, so it is only added
/// to. <see cref="Of"/> and <see cref="As"/> are the one place where it becomes, or is made of, a <see cref="NotificationContent"/>.
/// </summary>
/// <param name="ActivityId">Null for a release, which is about several, for a visit, and for a day.</param>
/// <param name="OfferedUntil">UTC.</param>
/// <param name="Earlier">Null in what was stored before there was one.</param>
/// <param name="HostDay">Null in what was stored before there was one.</param>
/// <param name="Chain">Null in what was stored before there was one.</param>
/// <param name="Invitation">Null in what was stored before there was one. Its activity is as it was told: it is not among those that are looked up.</param>
public sealed record StoredContent(
    ActivityId? ActivityId,
    BookedSeats? Booking = null,
    int? SeatsBefore = null,
    MovedFrom? From = null,
    Cancelled? Cancelled = null,
    SurveyLink? Survey = null,
    Release? Release = null,
    VisitDetails? Visit = null,
    DateTimeOffset? OfferedUntil = null,
    IReadOnlyList<ActivityId>? AtTheSameTime = null,
    Reminder? Reminder = null,
    OrganisersWords? Message = null,
    FollowUpAnswer? Answer = null,
    DayFigures? Day = null,
    FollowUpDetails? FollowUp = null,
    int? Capacity = null,
    VisitNotice? VisitNotice = null,
    DelegationNews? Delegation = null,
    Alternative? Earlier = null,
    HostDay? HostDay = null,
    BookedChain? Chain = null,
    MemberInvitation? Invitation = null)
{
    /// <summary>The registration that it is about, where it is about one.</summary>
    public RegistrationId? RegistrationId => Booking?.RegistrationId ?? Survey?.RegistrationId ?? Answer?.RegistrationId ?? FollowUp?.RegistrationId;

    /// <summary>Every activity that it names.</summary>
    public IEnumerable<ActivityId> Activities => new[] { ActivityId, From?.ActivityId, Earlier?.ActivityId }
        .OfType<ActivityId>()
        .Concat(Release?.Changes.Select(change => change.ActivityId) ?? [])
        .Concat(Chain?.Places.Select(place => place.ActivityId) ?? [])
        .Concat(AtTheSameTime ?? [])
        .Concat(HostDay?.Changes.Select(change => change.ActivityId) ?? [])
        .Concat(HostDay?.Tomorrow ?? [])
        .Concat(Cancelled?.Alternatives?.Select(alternative => alternative.ActivityId) ?? [])
        .Distinct();

    /// <summary>Every activity whose line in the recipient's calendar it can change: a visit has one before it is an activity.</summary>
    public IEnumerable<ActivityId> InCalendar() => Visit?.ActivityId is { } visit ? Activities.Append(visit) : Activities;

    public static StoredContent Of(NotificationContent content) => content switch
    {
        RegistrationContent about => Seats(about),
        OfferContent about => Seats(about) with { OfferedUntil = about.Until, Earlier = about.Earlier },
        ResizedContent about => Seats(about) with { SeatsBefore = about.SeatsBefore },
        MovedContent about => Seats(about) with { From = about.From },
        TooLargeContent about => Seats(about) with { Capacity = about.Capacity },
        CancellationContent about => Seats(about) with { Cancelled = about.Cancelled },
        ChainBookedContent about => Seats(about) with { Chain = about.Chain },
        ChainCancelledContent about => Seats(about) with { Chain = about.Chain, Cancelled = about.Cancelled },
        ReminderContent about => Seats(about) with { Reminder = about.Reminder },
        MessageContent about => Seats(about) with { Message = about.Message },
        InvitationContent about => new(ActivityId: null, Invitation: about.Invitation),
        ReleaseContent about => new(ActivityId: null, Release: about.Release),
        SurveyContent about => new(about.ActivityId, Survey: about.Survey),
        AnswerContent about => new(about.ActivityId, Answer: about.Answer),
        CaseContent about => new(about.ActivityId, FollowUp: about.FollowUp),
        HostContent about => new(about.ActivityId),
        HostDigestContent about => new(ActivityId: null, HostDay: about.Day),
        VisitContent about => new(ActivityId: null, Visit: about.Visit),
        DelegationContent about => new(ActivityId: null, Visit: about.Visit, Delegation: about.News),
        VisitSurveyContent about => new(ActivityId: null, Visit: about.Visit, Survey: about.Survey),
        VisitAnswerContent about => new(ActivityId: null, Visit: about.Visit, Answer: about.Answer),
        VisitNoticeContent about => new(ActivityId: null, VisitNotice: about.Notice),
        SummaryContent about => new(ActivityId: null, Day: about.Day),
        _ => throw new UnreachableException($"How {content.GetType().Name} is stored is not said."),
    };

    /// <exception cref="InvalidOperationException">It lacks what the kind needs.</exception>
    public NotificationContent As(NotificationKind kind) => kind switch
    {
        NotificationKind.Confirmation or NotificationKind.Waitlisted or NotificationKind.Promotion or NotificationKind.OfferExpired =>
            WithWhatElse(new RegistrationContent(kind, Its(ActivityId), Its(Booking))),
        NotificationKind.Offer => WithWhatElse(new OfferContent(Its(ActivityId), Its(Booking), Its(OfferedUntil), Earlier)),
        NotificationKind.Resized => WithWhatElse(new ResizedContent(Its(ActivityId), Its(Booking), Its(SeatsBefore))),
        NotificationKind.Moved => WithWhatElse(new MovedContent(Its(ActivityId), Its(Booking), Its(From))),
        NotificationKind.GroupTooLarge => WithWhatElse(new TooLargeContent(Its(ActivityId), Its(Booking), Its(Capacity))),
        NotificationKind.Cancellation => WithWhatElse(new CancellationContent(Its(ActivityId), Its(Booking), Its(Cancelled))),
        NotificationKind.ChainBooked => WithWhatElse(new ChainBookedContent(Its(ActivityId), Its(Booking), Its(Chain))),
        NotificationKind.ChainCancelled => WithWhatElse(new ChainCancelledContent(Its(ActivityId), Its(Booking), Its(Chain), Its(Cancelled))),
        NotificationKind.ReminderDayBefore or NotificationKind.ReminderSoon =>
            WithWhatElse(new ReminderContent(kind, Its(ActivityId), Its(Booking), Its(Reminder))),
        NotificationKind.OrganiserMessage or NotificationKind.EditionMessage =>
            WithWhatElse(new MessageContent(Its(ActivityId), Its(Booking), Its(Message), kind)),
        NotificationKind.MemberInvitation => new InvitationContent(Its(Invitation)),
        NotificationKind.ProgrammeChange => new ReleaseContent(Its(Release)),
        NotificationKind.Survey or NotificationKind.SurveyReminder or NotificationKind.EditionSurvey or NotificationKind.NoShowSurvey => new SurveyContent(kind, Its(ActivityId), Its(Survey)),
        NotificationKind.FollowUpAnswer => new AnswerContent(Its(ActivityId), Its(Answer)),
        NotificationKind.FollowUpReceived
            or NotificationKind.FollowUpOpened
            or NotificationKind.FollowUpDueSoon
            or NotificationKind.FollowUpOverdue
            or NotificationKind.FollowUpReopened => new CaseContent(kind, Its(ActivityId), Its(FollowUp)),
        NotificationKind.HostBooked or NotificationKind.HostMoved or NotificationKind.HostFreed => new HostContent(kind, Its(ActivityId)),
        NotificationKind.HostDigest => new HostDigestContent(Its(HostDay)),
        NotificationKind.VisitReceived or NotificationKind.VisitProposal or NotificationKind.VisitDecision or NotificationKind.VisitChange or NotificationKind.VisitReminder => new VisitContent(kind, Its(Visit)),
        NotificationKind.VisitDelegation => new DelegationContent(Its(Visit), Its(Delegation)),
        NotificationKind.VisitSurvey or NotificationKind.VisitDebrief or NotificationKind.VisitSurveyReminder or NotificationKind.VisitDebriefReminder =>
            new VisitSurveyContent(kind, Its(Visit), Its(Survey)),
        NotificationKind.VisitAnswer => new VisitAnswerContent(Its(Visit), Its(Answer)),
        NotificationKind.VisitNotice => new VisitNoticeContent(Its(VisitNotice)),
        NotificationKind.OrganiserSummary or NotificationKind.OperatorSummary => new SummaryContent(kind, Its(Day)),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Which content it has is not said."),
    };

    /// <summary>Without what opens somebody's registration and without words about them.</summary>
    public StoredContent Masked() => this with
    {
        Booking = Booking?.Masked(),
        Cancelled = Cancelled?.Masked(),
        Chain = Chain?.Masked(),
        Earlier = Earlier is null ? null : Earlier with { Token = "" },
        Survey = Survey is null ? null : Survey with { Token = "" },
        Release = Release is null ? null : Release with { Changes = Release.Changes.Select(change => change with { Booking = change.Booking.Masked() }).ToList() },
        Answer = Answer is null ? null : Answer with { Text = "", ReopenToken = null },
        Visit = Visit is null ? null : Visit with { CompanyName = "", Token = "", Address = "", Message = null },
    };

    private static StoredContent Seats(SeatsContent about) => new(about.ActivityId, about.Booking, AtTheSameTime: about.AtTheSameTime);

    private SeatsContent WithWhatElse(SeatsContent content) => content with { AtTheSameTime = AtTheSameTime };

    private static T Its<T>(T? part, [CallerArgumentExpression(nameof(part))] string name = "") where T : struct => part ?? throw Lacks(name);

    private static T Its<T>(T? part, [CallerArgumentExpression(nameof(part))] string name = "") where T : class => part ?? throw Lacks(name);

    private static InvalidOperationException Lacks(string part) => new($"It has no {part}, which its kind needs.");
}
