using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Domain.People;

namespace BusinessFocus.Notifications.ReadModels;

/// <summary>A read model of a host: where to write to. Personal data.</summary>
public sealed record KnownHost : IKnown
{
    /// <summary>The HostId's value.</summary>
    public Guid Id { get; init; }

    public EditionId EditionId { get; init; }

    /// <summary>Version of the host's stream.</summary>
    public long Version { get; init; }

    /// <summary>Null where the host has none, or was forgotten.</summary>
    public string? Email { get; init; }

    /// <summary>Made from the address, to search by; null where there is none.</summary>
    public ContactId? ContactId { get; init; }

    /// <summary>UTC: when the message came that told the address. Who was forgotten later than that is told nothing.</summary>
    public DateTimeOffset AddressedAt { get; init; }

    /// <returns>Null when it is not news.</returns>
    public static KnownHost? Learn(KnownHost? known, HostAddressed told, DateTimeOffset at)
    {
        if (known?.Version >= told.Version)
        {
            return null;
        }

        var email = EmailAddress.TryNormalise(told.Email, out var address) ? address : null;
        return new KnownHost
        {
            Id = told.HostId.Value,
            EditionId = told.EditionId,
            Version = told.Version,
            Email = email,
            ContactId = email is null ? null : ContactIds.Of(email),
            AddressedAt = at,
        };
    }

    /// <summary>The version stays, so that an older message does not bring the address back.</summary>
    public KnownHost Forgotten() => this with { Email = null, ContactId = null };
}
