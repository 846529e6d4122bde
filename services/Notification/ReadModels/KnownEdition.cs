using BusinessFocus.Contracts.Scheduling;

namespace BusinessFocus.Notifications.ReadModels;

/// <summary>A read model of what an edition says of itself: the newest version that has arrived. Of one that said nothing there is none.</summary>
public sealed record KnownEdition : IKnown
{
    /// <summary>The EditionId's value.</summary>
    public Guid Id { get; init; }

    /// <summary>Of the edition in Scheduling.</summary>
    public long Version { get; init; }

    /// <summary>Stands as the sender of its letters; null for the usual one.</summary>
    public string? Sender { get; init; }

    /// <summary>Where answers to its letters go; null for the usual address.</summary>
    public string? ReplyTo { get; init; }

    /// <summary>Stands at the end of its letters; null for nobody.</summary>
    public EditionContact? Contact { get; init; }

    /// <summary>What is known after <paramref name="said"/> has arrived.</summary>
    public static KnownEdition Learn(KnownEdition? known, EditionPresented said) => known?.Version >= said.Version
        ? known
        : new KnownEdition
        {
            Id = said.EditionId.Value,
            Version = said.Version,
            Sender = string.IsNullOrWhiteSpace(said.Sender) ? null : said.Sender.Trim(),
            ReplyTo = said.ReplyTo,
            Contact = said.Contact,
        };
}
