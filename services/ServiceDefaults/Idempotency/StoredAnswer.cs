namespace BusinessFocus.ServiceDefaults.Idempotency;

/// <summary>The answer to a write that came with an <c>Idempotency-Key</c>.</summary>
public sealed class StoredAnswer
{
    /// <summary>Who asked, and a hash of the key.</summary>
    public required string Id { get; init; }

    /// <summary>A hash of key, method, path and body: another request under the same key is refused.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>Whom request and answer name, by the ids of their contacts: it is erased with them.</summary>
    public IReadOnlyList<Guid> Subjects { get; init; } = [];

    /// <summary>UTC.</summary>
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>Null while the first request is under way.</summary>
    public int? Status { get; init; }

    public string? ContentType { get; init; }

    public string? Location { get; init; }

    public string? ETag { get; init; }

    /// <summary>Encrypted, see <see cref="SealedAnswer"/>.</summary>
    public byte[]? Body { get; init; }
}
