using BusinessFocus.Contracts;

namespace BusinessFocus.Registration.Seats;

/// <summary>What a conversation led to.</summary>
public enum ConversationOutcome
{
    /// <summary>They got their answer; nothing is left to do.</summary>
    Answered,

    /// <summary>The officer, or somebody else of the municipality, has something to do.</summary>
    Promised,

    /// <summary>They were shown on to somebody else, for instance another authority.</summary>
    Referred,
}

/// <summary>The officer of a slot said how the conversation went. Each says all that is known of it then.</summary>
/// <param name="HasCome">Whether they came; null where the officer has not said.</param>
/// <param name="Outcome">Null where the officer has not said.</param>
/// <param name="Note">In the officer's words; null for none, and once they are forgotten.</param>
/// <param name="At">UTC.</param>
public sealed record ConversationMarked(
    RegistrationId Id, bool? HasCome, ConversationOutcome? Outcome, string? Note, DateTimeOffset At) : SeatsEvent
{
    public override RegistrationId? Registration() => Id;
}

/// <summary>The officer of a slot opened a case for what was left of the conversation.</summary>
/// <param name="Topic">Of the area that is to answer; null for the business office.</param>
/// <param name="Message">In the officer's words; empty once they are forgotten.</param>
/// <param name="By">The <c>sub</c> of the officer.</param>
/// <param name="At">UTC.</param>
public sealed record ConversationFollowUpOpened(
    RegistrationId Id, FollowUpId FollowUpId, string? Topic, string Message, string By, DateTimeOffset At) : SeatsEvent
{
    public override RegistrationId? Registration() => Id;
}

/// <summary>
/// An officer of this activity was booked, by topic, at another one at the same time. It changes nothing of the seats; it is in both streams, so that no
/// two who decide at the same moment can book one person twice.
/// </summary>
/// <param name="At">Where they were booked.</param>
public sealed record OfficerBookedElsewhere(ActivityId At) : SeatsEvent;

/// <summary>How a conversation went, as its officer said last.</summary>
/// <param name="HasCome">Null where the officer has not said.</param>
/// <param name="Outcome">Null where the officer has not said.</param>
/// <param name="Note">Null for none.</param>
public sealed record ConversationMark(bool? HasCome, ConversationOutcome? Outcome, string? Note);

/// <summary>A case that was opened after a conversation.</summary>
/// <param name="Topic">Null for the business office.</param>
public sealed record OpenedFollowUp(FollowUpId Id, string? Topic, string Message);
