using System.Security.Cryptography;
using BusinessFocus.Contracts;
using BusinessFocus.Domain.Tokens;
using BusinessFocus.Hosting.Tokens;

namespace BusinessFocus.Feedback.Anonymity;

/// <summary>
/// The keys of the box, one after the other (folder Feedback:Keys; all instances share them). What is new goes by the one whose time it
/// is; what an earlier one made is found and opened as long as there can be any of it.
/// </summary>
public sealed class BoxKeys
{
    /// <summary>What is sealed waits so long at most.</summary>
    public static readonly TimeSpan SealedAtMost = TimeSpan.FromDays(3 * 366);

    private readonly Func<IReadOnlyList<BoxKey>> keys;

    /// <param name="keys">The one whose time it is first.</param>
    public BoxKeys(params IReadOnlyList<BoxKey> keys) => this.keys = () => keys;

    public BoxKeys(RotatingKeys<BoxKey> keys) => this.keys = () => keys.All;

    public IReadOnlyList<BoxKey> All => keys();

    public BoxKey Current => All[0];

    public static RotatingKeys<BoxKey> In(string folder, TimeProvider clock) => RotatingKeys.Secrets(
        folder, "box", new KeySchedule(SealedAtMost + TimeSpan.FromDays(1)), secret => new BoxKey(secret), clock);

    /// <summary>The ids that something of a registration may have; what is new gets the first.</summary>
    public IReadOnlyList<Guid> IdsOf(string purpose, RegistrationId registration) => [.. All.Select(key => key.IdOf(purpose, registration))];

    public byte[] Seal<T>(Guid id, T content) => Current.Seal(id, content);

    /// <exception cref="CryptographicException">None of the keys has sealed it, or it was sealed for something else.</exception>
    public T Open<T>(Guid id, ReadOnlySpan<byte> @sealed)
    {
        var known = All;
        for (var i = 0; ; i++)
        {
            try
            {
                return known[i].Open<T>(id, @sealed);
            }
            catch (CryptographicException) when (i + 1 < known.Count)
            {
                // Another one has.
            }
        }
    }
}
