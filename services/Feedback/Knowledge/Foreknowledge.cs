using BusinessFocus.Contracts;
using BusinessFocus.Feedback.Anonymity;
using BusinessFocus.Feedback.Groups;
using BusinessFocus.Feedback.Questions;
using Marten;

namespace BusinessFocus.Feedback.Knowledge;

/// <summary>
/// What somebody knew of the others' conditions when they registered, sealed: it waits for what they know after, and is counted as
/// a pair with it. Its id is made from the registration with a key that is in no store.
/// </summary>
public sealed record Foreknowledge
{
    public Guid Id { get; set; }

    /// <summary>UTC, a whole day: then it is destroyed, paired or not.</summary>
    public required DateTimeOffset KeptUntil { get; init; }

    /// <summary>A <see cref="Foreknown"/> that only the service's key opens.</summary>
    public required byte[] Sealed { get; init; }

    /// <summary>What it may have for an id; a new one has the first.</summary>
    public static IReadOnlyList<Guid> IdsOf(RegistrationId registration, BoxKeys keys) => keys.IdsOf("knowledge", registration);
}

/// <summary>On which side somebody stands, and how well they knew the other one's conditions: 1 not at all, 6 very well.</summary>
public sealed record Foreknown(Side Side, int Level)
{
    /// <summary>What is counted for the pair: "2>5" is 2 before and 5 after. Null where the survey's question was not answered.</summary>
    public KnowledgePair? PairWith(Said after) => after.Marks.TryGetValue(Questionnaire.Knowledge, out var level)
        ? new KnowledgePair(
            new Group(Dimension.Side, Side == Side.Company ? "company" : "official"),
            Said.Nothing with { Marks = new Dictionary<string, string> { [Questionnaire.Knowledge] = $"{Level}>{level}" } })
        : null;
}

/// <summary>What somebody knew before and after, as it is counted: in a group of its own.</summary>
public sealed record KnowledgePair(Group Group, Said Said);

public static class ForeknowledgeInTheStore
{
    public static async Task<Foreknown?> ForeknowledgeAsync(
        this IQuerySession reads, RegistrationId registration, BoxKeys keys, CancellationToken cancellationToken)
    {
        var found = await reads.LoadManyAsync<Foreknowledge>(cancellationToken, Foreknowledge.IdsOf(registration, keys));
        return found is [var known, ..] ? keys.Open<Foreknown>(known.Id, known.Sealed) : null;
    }
}
