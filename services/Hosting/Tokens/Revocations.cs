using System.Collections.Concurrent;
using BusinessFocus.Contracts.Identity;

namespace BusinessFocus.Hosting.Tokens;

/// <summary>Access tokens of a subject, or of one of its sessions, that are refused, though they are valid by themselves.</summary>
/// <param name="Id">The tokens' <c>sub</c>, or their <c>sid</c>.</param>
/// <param name="At">UTC: those that were issued then or before.</param>
/// <param name="ForgetAt">UTC: none of them is valid by itself any more.</param>
public sealed record Revocation(string Id, DateTimeOffset At, DateTimeOffset ForgetAt)
{
    public static Revocation Of(AccessRevoked message) => new(message.SessionId?.ToString() ?? message.Subject, message.At, message.ForgetAt);

    /// <summary>Both, in whatever order they came.</summary>
    public Revocation And(Revocation other) =>
        this with { At = other.At > At ? other.At : At, ForgetAt = other.ForgetAt > ForgetAt ? other.ForgetAt : ForgetAt };
}

/// <summary>What is looked at with each request, in memory: no request waits for it.</summary>
public sealed class Revocations(TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, Revocation> byId = new(StringComparer.Ordinal);

    public void Add(Revocation revocation)
    {
        byId.AddOrUpdate(revocation.Id, revocation, (_, known) => known.And(revocation));
        var now = clock.GetUtcNow();
        foreach (var (id, known) in byId.Where(each => each.Value.ForgetAt <= now))
        {
            byId.TryRemove(KeyValuePair.Create(id, known));
        }
    }

    /// <param name="id">A <c>sub</c> or a <c>sid</c>.</param>
    public bool IsRevoked(string id, DateTimeOffset issuedAt) => byId.TryGetValue(id, out var revoked) && issuedAt <= revoked.At;
}
