using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Feedback;
using BusinessFocus.Domain.Decisions;
using UUIDNext;

namespace BusinessFocus.Feedback.Areas;

/// <summary>An organiser said who answers an area's questions, and how soon.</summary>
/// <param name="Email">Where the area reads; null for nowhere.</param>
/// <param name="Hosts">Who sees the area's cases, beside organisers.</param>
/// <param name="DaysToAnswer">Working days.</param>
public sealed record AreaWasSet(
    string Key, LocalizedText Name, string? Email, IReadOnlyList<HostId> Hosts, int DaysToAnswer, string By, DateTimeOffset At);

/// <summary>Those who answer the questions about one topic.</summary>
public sealed record Area : IState<Area>
{
    /// <summary>The area that answers what no other one does. It is there also before anybody has set it.</summary>
    public const string BusinessOffice = "business-office";

    private static readonly Guid Areas = new("5a1b1c8e-3d52-4a43-9c0e-6a5d7e2f4b18");

    public static Area Initial { get; } = new();

    public Guid Id { get; set; }

    /// <summary>The topic that it answers, as <see cref="Domain.Topics.TopicNames"/> has it.</summary>
    public string Key { get; init; } = BusinessOffice;

    public LocalizedText Name { get; init; } = new("Näringslivskontoret", "The business office");

    public string? Email { get; init; }

    public IReadOnlyList<HostId> Hosts { get; init; } = [];

    /// <summary>Working days.</summary>
    public int DaysToAnswer { get; init; } = 5;

    /// <summary>How often it was set: the ETag.</summary>
    public long Version { get; init; }

    /// <summary>When it was set last, UTC; null where it was stored before that was noted.</summary>
    public DateTimeOffset? SetAt { get; init; }

    /// <summary>What others need to know of it.</summary>
    public FollowUpArea Facts => new(Key, Name, Email, SetAt);

    /// <summary>The area's stream (UUID version 5).</summary>
    public static Guid StreamOf(string key) => Uuid.NewNameBased(Areas, key);

    public Area Evolve(object @event) => @event switch
    {
        AreaWasSet set => this with
        {
            Key = set.Key,
            Name = set.Name,
            Email = set.Email,
            Hosts = set.Hosts,
            DaysToAnswer = set.DaysToAnswer,
            SetAt = set.At,
            Version = Version + 1,
        },
        _ => this,
    };
}
