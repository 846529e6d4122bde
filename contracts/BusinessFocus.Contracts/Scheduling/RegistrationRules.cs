using System.Text.Json.Serialization;

namespace BusinessFocus.Contracts.Scheduling;

/// <summary>How people register for an activity, as its organiser wants it. Left out, nothing of it applies.</summary>
/// <param name="SeatsPerCompany">How many seats one company may have, those that wait included; null is no limit.</param>
/// <param name="CancelHoursBefore">Until so many hours before the start the link cancels, moves or makes smaller; null is until the start.</param>
/// <param name="OfferMinutes">
/// A freed seat is offered to the next in line, who has so many minutes to take it; null gives it without asking.
/// </param>
/// <param name="OvertakeMinutes">
/// A group that does not fit in the free seats may be overtaken by a smaller one for so many minutes after it came; then the
/// seats are kept for it. Null and 0: never overtaken.
/// </param>
/// <param name="Questions">Asked of whoever registers, in this order.</param>
/// <param name="ConfirmAddress">Whether they show first that the address is theirs; null is as the edition has it.</param>
public sealed record RegistrationRules(
    int? SeatsPerCompany = null,
    int? CancelHoursBefore = null,
    int? OfferMinutes = null,
    int? OvertakeMinutes = null,
    IReadOnlyList<Question>? Questions = null,
    ConfirmAddress? ConfirmAddress = null)
{
    public bool Equals(RegistrationRules? other) =>
        other is not null
        && (SeatsPerCompany, CancelHoursBefore, OfferMinutes, OvertakeMinutes, ConfirmAddress)
            == (other.SeatsPerCompany, other.CancelHoursBefore, other.OfferMinutes, other.OvertakeMinutes, other.ConfirmAddress)
        && (Questions ?? []).SequenceEqual(other.Questions ?? []);

    public override int GetHashCode() => HashCode.Combine(SeatsPerCompany, CancelHoursBefore, OfferMinutes, OvertakeMinutes, Questions?.Count ?? 0, ConfirmAddress);
}

/// <summary>When whoever registers has to show first that the address is theirs, by a link that is mailed there.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ConfirmAddress>))]
public enum ConfirmAddress
{
    /// <summary>A registration counts at once.</summary>
    Never,

    /// <summary>When it looks like abuse; so it is unless somebody says otherwise.</summary>
    WhenSuspicious,

    /// <summary>Whoever it is.</summary>
    Always,
}

/// <summary>How a question is answered.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<QuestionKind>))]
public enum QuestionKind
{
    /// <summary>Free text.</summary>
    Text,

    /// <summary>One of the choices, answered by its key.</summary>
    Choice,

    /// <summary>Answered by "yes" or "no".</summary>
    YesNo,

    /// <summary>What they eat, in free text. Data about health: only organisers see it.</summary>
    Diet,

    /// <summary>What they need to take part, in free text. Data about health: only organisers see it.</summary>
    Accessibility,
}

/// <summary>A question to whoever registers.</summary>
/// <param name="Key">What answers name it by: lower case letters, digits and hyphens.</param>
/// <param name="Required">Nobody registers without answering it.</param>
/// <param name="Choices">Only for <see cref="QuestionKind.Choice"/>.</param>
/// <param name="Text">What is asked.</param>
/// <param name="Kind">How it is answered.</param>
public sealed record Question(string Key, LocalizedText Text, QuestionKind Kind, bool Required = false, IReadOnlyList<Choice>? Choices = null)
{
    public bool Equals(Question? other) =>
        other is not null
        && (Key, Text, Kind, Required) == (other.Key, other.Text, other.Kind, other.Required)
        && (Choices ?? []).SequenceEqual(other.Choices ?? []);

    public override int GetHashCode() => HashCode.Combine(Key, Kind, Required);
}

/// <summary>One of the answers that a question can have.</summary>
/// <param name="Key">What stands for it in answers.</param>
/// <param name="Text">What people are shown.</param>
public sealed record Choice(string Key, LocalizedText Text);
