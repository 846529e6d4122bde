using BusinessFocus.Contracts.Operations;
using UUIDNext;

namespace BusinessFocus.Notifications.ReadModels;

/// <summary>How many messages a service could not handle, this one among them.</summary>
public sealed record KnownDeadLetters : IKnown
{
    private static readonly Guid Services = new("c1d6a4f2-93b0-4d51-8f0e-0b7f6f9a2e44");

    /// <summary>Of the service.</summary>
    public Guid Id { get; init; }

    public required DeadLettersCounted Counted { get; init; }

    public static Guid IdOf(string service) => Uuid.NewNameBased(Services, service);

    /// <returns>Null where as much or more is known already.</returns>
    public static KnownDeadLetters? Learn(KnownDeadLetters? before, DeadLettersCounted news) =>
        before is not null && before.Counted.Version >= news.Version ? null : new KnownDeadLetters { Id = IdOf(news.Service), Counted = news };
}
