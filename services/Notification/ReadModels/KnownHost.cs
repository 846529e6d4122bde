using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Domain.People;
using BusinessFocus.Domain.Texts;

namespace BusinessFocus.Notifications.ReadModels;

/// <summary>A read model of a host of an edition: where to write to. Personal data.</summary>
public sealed record KnownHost : IKnown
{
    /// <summary>The HostId's value.</summary>
    public Guid Id { get; init; }

    /// <summary>Normalised; null where there is none, or the host is forgotten.</summary>
    public string? Email { get; init; }

    /// <summary>The address's, to search by.</summary>
    public ContactId? ContactId { get; init; }

    /// <summary>Of what is written to them: "sv" or "en".</summary>
    public string Language { get; init; } = Languages.Swedish;

    /// <summary>How they hear of what is booked with them.</summary>
    public HostNews News { get; init; }

    /// <summary>Version of the host's stream.</summary>
    public required long Version { get; init; }

    /// <summary>What is known after the message has arrived; null when it is not news.</summary>
    public static KnownHost? Learn(KnownHost? known, HostAddressed told)
    {
        if (known?.Version >= told.Version)
        {
            return null;
        }

        var email = EmailAddress.TryNormalise(told.Email, out var normalised) ? normalised : null;
        return new KnownHost
        {
            Id = told.HostId.Value,
            Email = email,
            ContactId = email is null ? null : ContactIds.Of(email),
            Language = told.Language ?? Languages.Swedish,
            News = told.News ?? HostNews.AtOnce,
            Version = told.Version,
        };
    }

    /// <summary>Nothing is left but which version was known.</summary>
    public KnownHost Forgotten() => this with { Email = null, ContactId = null };
}
