using System.Security.Cryptography;
using System.Text;
using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Identity.Accounts;
using UUIDNext;

namespace BusinessFocus.Identity.Clients;

/// <summary>A program that signs in as itself (OAuth 2 client credentials): an association's member system, a script of the municipality's.</summary>
public sealed record Client : IState<Client>, IVersioned
{
    private static readonly Guid Clients = new("b0a6a5a1-8a1b-4b0f-8f0e-2f6f3e1d7c55");

    /// <summary>What can happen to one.</summary>
    public static Type[] Events { get; } = [typeof(ClientWasMade), typeof(ClientSecretWasRotated), typeof(ClientWasDisabled)];

    public static Client Initial { get; } = new();

    public Guid Id { get; set; }

    public long StreamVersion { get; set; }

    public bool Exists { get; init; }

    public string ClientId { get; init; } = "";

    public string Name { get; init; } = "";

    public IReadOnlyList<Role> Roles { get; init; } = [];

    public string? Association { get; init; }

    public HostId? HostId { get; init; }

    public bool IsDisabled { get; init; }

    public DateTimeOffset MadeAt { get; init; }

    public DateTimeOffset SecretSince { get; init; }

    public string SecretHash { get; init; } = "";

    /// <summary>Null where it never had another one.</summary>
    public string? FormerHash { get; init; }

    public DateTimeOffset? FormerUntil { get; init; }

    /// <summary>The client's stream (UUID version 5).</summary>
    public static Guid StreamOf(string clientId) => Uuid.NewNameBased(Clients, clientId);

    /// <summary>Whether a secret with this hash lets it in.</summary>
    public bool Accepts(string hash, DateTimeOffset now)
    {
        // Both are compared, so that the time it takes tells nothing.
        var isCurrent = Same(hash, SecretHash);
        var isFormer = Same(hash, FormerHash ?? "") && now < FormerUntil;
        return Exists && !IsDisabled && (isCurrent || isFormer);
    }

    public Client Evolve(object @event) => @event switch
    {
        ClientWasMade made => this with
        {
            Exists = true,
            ClientId = made.ClientId,
            Name = made.Name,
            Roles = made.Roles,
            Association = made.Association,
            HostId = made.HostId,
            MadeAt = made.At,
            SecretHash = made.SecretHash,
            SecretSince = made.At,
        },
        ClientSecretWasRotated rotated => this with
        {
            SecretHash = rotated.SecretHash,
            SecretSince = rotated.At,
            FormerHash = SecretHash,
            FormerUntil = rotated.FormerUntil,
        },
        ClientWasDisabled => this with { IsDisabled = true },
        _ => this,
    };

    private static bool Same(string one, string other) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(one), Encoding.UTF8.GetBytes(other));
}
