using BusinessFocus.Contracts;
using BusinessFocus.ServiceDefaults.Decisions;

namespace BusinessFocus.Feedback.FollowUps;

/// <summary>An attendee asked to be contacted.</summary>
/// <param name="Topic">The area of the question; null for the business office.</param>
public sealed record FollowUpAskedFor(
    FollowUpId FollowUpId, ActivityId ActivityId, EditionId EditionId, RegistrationId RegistrationId, string? Topic, string? Message, DateTimeOffset At);

/// <param name="By">The client or person that took it on.</param>
public sealed record FollowUpTaken(string By, DateTimeOffset At);

/// <param name="Answer">What came of it.</param>
public sealed record FollowUpDone(EditionId EditionId, RegistrationId RegistrationId, string By, string Answer, DateTimeOffset At);

/// <summary>Who asked is forgotten: what was said is gone, that it was asked and answered stays.</summary>
/// <param name="At">UTC.</param>
public sealed record FollowUpForgotten(DateTimeOffset At);

public enum FollowUpState
{
    Open,
    Taken,
    Closed,
}

/// <summary>A question that somebody has to answer.</summary>
public sealed record FollowUp : IState<FollowUp>
{
    public static FollowUp Initial { get; } = new();

    public Guid Id { get; set; }

    public bool Exists { get; init; }

    public ActivityId ActivityId { get; init; }

    public EditionId EditionId { get; init; }

    public RegistrationId RegistrationId { get; init; }

    public string? Topic { get; init; }

    public string? Message { get; init; }

    public FollowUpState State { get; init; }

    public string? TakenBy { get; init; }

    public string? Answer { get; init; }

    public bool IsForgotten { get; init; }

    /// <summary>UTC.</summary>
    public DateTimeOffset AskedAt { get; init; }

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
            AskedAt = asked.At,
        },
        FollowUpTaken taken => this with { State = FollowUpState.Taken, TakenBy = taken.By },
        FollowUpDone done => this with { State = FollowUpState.Closed, Answer = done.Answer },

        // Nobody is left to be answered.
        FollowUpForgotten => this with { State = FollowUpState.Closed, Message = null, Answer = null, IsForgotten = true },
        _ => this,
    };
}
