using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Contracts.Scheduling;

namespace BusinessFocus.Notification.Content;

/// <summary>What a notice is about, as far as the decision told it. What changes by itself (the activity) is not in here.</summary>
/// <param name="ActivityId">The activity; null for a release, which is about several.</param>
/// <param name="Booking">The registration as it was decided; null where the kind has none.</param>
/// <param name="SeatsBefore">For <see cref="NotificationKind.Resized"/>.</param>
/// <param name="From">For <see cref="NotificationKind.Moved"/>: where it came from.</param>
/// <param name="Cancelled">For <see cref="NotificationKind.Cancellation"/>.</param>
/// <param name="Survey">For <see cref="NotificationKind.Survey"/> and <see cref="NotificationKind.SurveyReminder"/>.</param>
/// <param name="Release">For <see cref="NotificationKind.ProgrammeChange"/>.</param>
/// <param name="Visit">For <see cref="NotificationKind.VisitProposal"/> and <see cref="NotificationKind.VisitDecision"/>.</param>
/// <param name="OfferedUntil">For <see cref="NotificationKind.Offer"/>, UTC.</param>
/// <param name="AtTheSameTime">What else the person takes part in then, as it was known when it was decided; null for nothing.</param>
/// <param name="Reminder">For <see cref="NotificationKind.ReminderDayBefore"/> and <see cref="NotificationKind.ReminderSoon"/>.</param>
/// <param name="Message">For <see cref="NotificationKind.OrganiserMessage"/>.</param>
/// <param name="Answer">For <see cref="NotificationKind.FollowUpAnswer"/>.</param>
/// <param name="FollowUp">For <see cref="NotificationKind.FollowUpReceived"/> and what an area is told.</param>
/// <param name="Day">For <see cref="NotificationKind.OrganiserSummary"/> and <see cref="NotificationKind.OperatorSummary"/>.</param>
/// <param name="Capacity">For <see cref="NotificationKind.GroupTooLarge"/>: the seats that there are.</param>
public sealed record Matter(
    ActivityId? ActivityId,
    Booking? Booking = null,
    int? SeatsBefore = null,
    MovedFrom? From = null,
    Cancelled? Cancelled = null,
    SurveyLink? Survey = null,
    Release? Release = null,
    VisitNews? Visit = null,
    DateTimeOffset? OfferedUntil = null,
    IReadOnlyList<ActivityId>? AtTheSameTime = null,
    Reminder? Reminder = null,
    OrganisersWords? Message = null,
    FollowUpAnswer? Answer = null,
    DayFigures? Day = null,
    FollowUpNews? FollowUp = null,
    int? Capacity = null)
{
    /// <summary>The registration that it is about, where it is about one.</summary>
    public RegistrationId? RegistrationId => Booking?.RegistrationId ?? Survey?.RegistrationId ?? Answer?.RegistrationId ?? FollowUp?.RegistrationId;

    /// <summary>Every activity that it names.</summary>
    public IEnumerable<ActivityId> Activities => new[] { ActivityId, From?.ActivityId }
        .OfType<ActivityId>()
        .Concat(Release?.Changes.Select(change => change.ActivityId) ?? [])
        .Concat(AtTheSameTime ?? [])
        .Distinct();

    /// <summary>Without what opens somebody's registration and without words about them.</summary>
    public Matter Masked() => this with
    {
        Booking = Booking?.Masked(),
        Cancelled = Cancelled is null ? null : Cancelled with { Message = null },
        Survey = Survey is null ? null : Survey with { Token = "" },
        Release = Release is null ? null : Release with { Changes = Release.Changes.Select(change => change with { Booking = change.Booking.Masked() }).ToList() },
        Answer = Answer is null ? null : Answer with { Text = "", ReopenToken = null },
        Visit = Visit is null ? null : Visit with { CompanyName = "", Token = "", Address = "", Message = null },
    };
}

/// <summary>What somebody has at an activity.</summary>
/// <param name="Position">1 is next in line; null unless it waits.</param>
/// <param name="Version">Version of the activity's stream of seats when it was decided.</param>
public sealed record Booking(
    RegistrationId RegistrationId, bool IsConfirmed, int Seats, int? Position, string Ticket, string ManageToken, long Version)
{
    public static Booking Of(RegistrationState registration) => new(
        registration.Id,
        registration.Status == RegistrationStatus.Confirmed,
        registration.Seats,
        registration.Position,
        registration.Ticket,
        registration.ManageToken,
        registration.Version);

    public Booking Masked() => this with { Ticket = "", ManageToken = "" };
}

/// <summary>Where a moved registration was before.</summary>
public sealed record MovedFrom(ActivityId ActivityId, RegistrationId RegistrationId);

/// <param name="Message">An organiser's own words; may be null.</param>
public sealed record Cancelled(CancelledBy By, string? Message);

/// <summary>The activity as a reminder tells of it: when that no longer holds, there is nothing to remind of.</summary>
/// <param name="StartsAt">UTC.</param>
/// <param name="CalendarSequence">The activity's, which rises with each change of time, place or status.</param>
public sealed record Reminder(DateTimeOffset StartsAt, int CalendarSequence);

/// <summary>What an organiser wrote to many: not about any of them.</summary>
/// <param name="Subject">One line.</param>
/// <param name="Text">Plain text; an empty line begins a paragraph.</param>
public sealed record OrganisersWords(string Subject, string Text);

/// <summary>What somebody who asked to be contacted is answered.</summary>
/// <param name="ReopenToken">By it they can say that it was no answer; null where they cannot.</param>
/// <param name="ReopenableUntil">UTC.</param>
public sealed record FollowUpAnswer(
    RegistrationId RegistrationId, string Text, FollowUpId? FollowUpId = null, string? ReopenToken = null, DateTimeOffset? ReopenableUntil = null);

/// <summary>A question that somebody asked, without what it was.</summary>
/// <param name="Area">Who answers it.</param>
/// <param name="DueAt">UTC: until when; null where that was never said.</param>
/// <param name="Reminder">How often the area was told that it is overdue, this time included.</param>
/// <param name="IsByContact">Whether who asked says that it is open again.</param>
/// <param name="RegistrationId">Of who asked, where they are told; an area is not told who it was.</param>
public sealed record FollowUpNews(
    FollowUpId Id, LocalizedText Area, DateTimeOffset? DueAt, int Reminder = 0, bool IsByContact = false, RegistrationId? RegistrationId = null);

/// <param name="Token">Opens the survey for this one registration.</param>
/// <param name="ClosesAt">UTC.</param>
public sealed record SurveyLink(RegistrationId RegistrationId, string Token, DateTimeOffset ClosesAt);

/// <summary>A visit to a company, as far as it was decided. Personal data where the company is one person.</summary>
/// <param name="Token">Opens the company's request.</param>
/// <param name="StartsAt">UTC; null where no time was ever proposed.</param>
/// <param name="EndsAt">UTC.</param>
/// <param name="Hosts">Who comes.</param>
/// <param name="Decision">Null for a proposal.</param>
/// <param name="Message">In the words of whoever decided; may be null.</param>
/// <param name="EditionId">Null where it was not noted: long ago.</param>
public sealed record VisitNews(
    VisitRequestId VisitRequestId,
    LocalizedText EditionName,
    string CompanyName,
    string Token,
    string Address,
    DateTimeOffset? StartsAt,
    DateTimeOffset? EndsAt,
    IReadOnlyList<string> Hosts,
    VisitDecision? Decision,
    string? Message,
    EditionId? EditionId = null)
{
    public static VisitNews Of(VisitProposed message) => Of(message.Visit, null, message.Message);

    public static VisitNews Of(VisitDecided message) => Of(message.Visit, message.Decision, message.Message);

    private static VisitNews Of(VisitState visit, VisitDecision? decision, string? message) => new(
        visit.Id,
        visit.EditionName,
        visit.CompanyName,
        visit.Token,
        visit.Address,
        visit.StartsAt,
        visit.EndsAt,
        visit.Hosts,
        decision,
        message,
        visit.EditionId);
}

/// <summary>All that a release of the programme changed for one person.</summary>
/// <param name="Note">What the organiser says about it; may be null.</param>
public sealed record Release(LocalizedText EditionName, string? Note, IReadOnlyList<ReleaseChange> Changes)
{
    public bool Concerns(RegistrationId registration) => Changes.Any(change => change.Booking.RegistrationId == registration);

    /// <summary>What is left to tell when the registration has ended; null when nothing is.</summary>
    public Release? Without(RegistrationId registration) =>
        Changes.Where(change => change.Booking.RegistrationId != registration).ToList() is { Count: > 0 } left ? this with { Changes = left } : null;
}

/// <summary>What a release changed in one of a person's activities.</summary>
/// <param name="Before">The time and place it had; null when the release did not say.</param>
/// <param name="Booking">What the person has there.</param>
public sealed record ReleaseChange(ActivityId ActivityId, IReadOnlyList<ChangeKind> Kinds, TimeAndPlace? Before, Booking Booking);
