using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Feedback;
using BusinessFocus.Feedback.Anonymity;
using BusinessFocus.Feedback.Groups;
using BusinessFocus.Feedback.Questions;

namespace BusinessFocus.Feedback.Box;

/// <summary>
/// What somebody answered, sealed, until it is counted: it can be changed as long as the survey is open, and is destroyed when it
/// is closed and counted. Its id is made from the registration with a key that is in no store, so neither leads to the other.
/// </summary>
public sealed record Ballot
{
    public Guid Id { get; set; }

    public required EditionId EditionId { get; init; }

    public required ActivityId ActivityId { get; init; }

    /// <summary>UTC: until then it can be changed, unless an organiser closes the survey before.</summary>
    public required DateTimeOffset ClosesAt { get; init; }

    /// <summary>Whether a group has not counted it as it is.</summary>
    public required bool IsPending { get; init; }

    /// <summary>A <see cref="BallotPaper"/> that only the service's key opens.</summary>
    public required byte[] Sealed { get; init; }

    /// <summary>What it may have for an id; a new one has the first.</summary>
    /// <param name="audience">Of the survey of a whole edition, which the same registration can be asked by; null for its activity's.</param>
    public static IReadOnlyList<Guid> IdsOf(RegistrationId registration, BoxKeys keys, SurveyAudience? audience = null) =>
        keys.IdsOf(audience is null ? "ballot" : $"ballot/{audience}", registration);
}

/// <summary>What is in a sealed ballot.</summary>
/// <param name="Slips">One for each group that it counts in; the first is the whole edition's, and has the texts.</param>
/// <param name="Language">"sv" or "en": what the texts were written to.</param>
public sealed record BallotPaper(IReadOnlyList<Slip> Slips, string Language)
{
    public bool IsPending => Slips.Any(slip => slip.IsPending);
}

/// <summary>The answers for one group.</summary>
/// <param name="Counted">As they were when they were counted last; null before.</param>
/// <param name="IsPending">Whether they have been touched since: also when they were changed back, so that the box does not get emptier.</param>
public sealed record Slip(Group Group, Said Now, Said? Counted = null, bool IsPending = true);
