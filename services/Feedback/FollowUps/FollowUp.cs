using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Domain.Tokens;

namespace BusinessFocus.Feedback.FollowUps;

/// <summary>How a case stands.</summary>
public enum FollowUpState
{
    /// <summary>It waits for an answer, and nobody has taken it on.</summary>
    Open,

    /// <summary>Somebody has taken it on; it waits for an answer.</summary>
    Taken,

    /// <summary>Nothing is left to do.</summary>
    Closed,

    /// <summary>Who asked was told; it can still turn out to be no answer.</summary>
    Answered,
}

/// <summary>A question that somebody has to answer.</summary>
public sealed record FollowUp : IState<FollowUp>
{
    /// <summary>What can happen to one.</summary>
    public static Type[] Events { get; } =
    [
        typeof(FollowUpAskedFor), typeof(VisitWasToldOf), typeof(FollowUpTaken), typeof(FollowUpDone), typeof(FollowUpMoved), typeof(FollowUpAnswered), typeof(FollowUpEnded),
        typeof(FollowUpAskedAgain), typeof(FollowUpCameUp), typeof(FollowUpFellDue), typeof(FollowUpForgotten),
    ];

    public static FollowUp Initial { get; } = new();

    public Guid Id { get; set; }

    public bool Exists { get; init; }

    public ActivityId ActivityId { get; init; }

    public EditionId EditionId { get; init; }

    public RegistrationId RegistrationId { get; init; }

    /// <summary>As it was asked, whether there is such an area or not.</summary>
    public string? Topic { get; init; }

    /// <summary>The key of the area that answers it.</summary>
    public string Area { get; init; } = Areas.Area.BusinessOffice;

    public string? Message { get; init; }

    public FollowUpState State { get; init; }

    public string? TakenBy { get; init; }

    public string? Answer { get; init; }

    /// <summary>Why it was asked again, the last time; null where it was not.</summary>
    public string? Reason { get; init; }

    /// <summary>What came of it, for those who work with it.</summary>
    public string? Outcome { get; init; }

    /// <summary>After which visit to a company; null after anything else.</summary>
    public VisitRequestId? Visit { get; init; }

    /// <summary>What both sides of the visit say was promised; null where it is about no visit.</summary>
    public VisitAccounts? Accounts { get; init; }

    public bool IsForgotten { get; init; }

    /// <summary>UTC, as all times here.</summary>
    public DateTimeOffset AskedAt { get; init; }

    /// <summary>Until when it has to be answered; null where that was never said.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>When the answer that holds was given; null while there is none.</summary>
    public DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>When those who answer are reminded next; null for not at all.</summary>
    public DateTimeOffset? RemindAt { get; init; }

    /// <summary>How often the area that has it now was told that it is overdue.</summary>
    public int OverdueReminders { get; init; }

    /// <summary>By what the link of the last answer is recognised; null where there is none.</summary>
    public string? ReopenHash { get; init; }

    public DateTimeOffset? ReopenableUntil { get; init; }

    /// <summary>Whether it waits for an answer.</summary>
    public bool IsWaiting => State is FollowUpState.Open or FollowUpState.Taken;

    public FollowUp Evolve(object @event) => @event switch
    {
        FollowUpAskedFor asked => this with
        {
            Exists = true,
            ActivityId = asked.ActivityId,
            EditionId = asked.EditionId,
            RegistrationId = asked.RegistrationId,
            Topic = asked.Topic,
            Message = asked.Message,
            Area = asked.Area?.Key ?? Areas.Area.BusinessOffice,
            AskedAt = asked.At,
            DueAt = asked.DueAt,
            RemindAt = ReminderTimes.Next(asked.DueAt, asked.At),
            Visit = asked.Visit,
        },
        VisitWasToldOf told => this with { Accounts = told.Accounts },
        FollowUpTaken taken => this with { State = FollowUpState.Taken, TakenBy = taken.By },
        FollowUpMoved moved => this with
        {
            Area = moved.Area.Key,
            State = FollowUpState.Open,
            TakenBy = null,
            RemindAt = ReminderTimes.Next(DueAt, moved.At),
            OverdueReminders = 0,
        },
        FollowUpAnswered answered => this with
        {
            State = FollowUpState.Answered,
            Answer = answered.Answer,
            AnsweredAt = answered.At,
            RemindAt = null,
            // Masked where who asked was forgotten: that opens nothing.
            ReopenHash = answered.ReopenToken.Length > 0 ? LinkToken.HashOf(answered.ReopenToken) : null,
            ReopenableUntil = answered.ReopenableUntil,
        },
        FollowUpEnded ended => this with { State = FollowUpState.Closed, Outcome = ended.Outcome, RemindAt = null },
        FollowUpDone done => this with { State = FollowUpState.Closed, Answer = done.Answer, AnsweredAt = done.At, RemindAt = null },
        FollowUpAskedAgain again => this with
        {
            State = FollowUpState.Open,
            TakenBy = null,
            AnsweredAt = null,
            Outcome = null,
            Reason = again.Reason,
            DueAt = again.DueAt,
            RemindAt = ReminderTimes.Next(again.DueAt, again.At),
            OverdueReminders = 0,
        },
        FollowUpCameUp came => this with { RemindAt = ReminderTimes.Next(DueAt, came.At) },
        FollowUpFellDue fell => this with { OverdueReminders = fell.Reminder, RemindAt = ReminderTimes.Next(DueAt, fell.At, fell.Reminder) },

        // Nobody is left to be answered.
        FollowUpForgotten => this with
        {
            State = FollowUpState.Closed,
            Topic = Topic == Area ? Topic : null,
            Message = null,
            Accounts = Accounts?.Masked(),
            Answer = null,
            Reason = null,
            Outcome = null,
            RemindAt = null,
            ReopenHash = null,
            ReopenableUntil = null,
            IsForgotten = true,
        },
        _ => this,
    };
}
