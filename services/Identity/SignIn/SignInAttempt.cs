using System.Security.Cryptography;
using System.Text;

namespace BusinessFocus.Identity.SignIn;

/// <summary>
/// Somebody asked for a code, in one browser. The browser keeps a secret of 256 bits; stored is only by what it is recognised, and of the
/// code only a proof made with that secret. So neither who reads the store nor who reads the mail or the broker can use the code, and
/// who has the store cannot find it by trying a million of them.
/// </summary>
public sealed record SignInAttempt
{
    public static readonly TimeSpan Lasts = TimeSpan.FromMinutes(10);

    public const int MostGuesses = 5;

    private const int Digits = 6;

    /// <summary>By what the browser's secret is recognised.</summary>
    public required string Id { get; init; }

    /// <summary>By what it is known that several attempts are about one address; it is of no use to find the address.</summary>
    public required string AskedFor { get; init; }

    /// <summary>The same for the network that asked; null where that was not kept yet.</summary>
    public string? AskedFrom { get; init; }

    /// <summary>Whether it is one of those that <see cref="CodeLimits"/> lets pass: what was refused takes nobody's.</summary>
    public bool Counts { get; init; }

    /// <summary>Who signs in; null where nobody can, which is not told.</summary>
    public Guid? AccountId { get; init; }

    /// <summary>Whether it is a visitor's, who needs no account.</summary>
    public bool IsVisitors { get; init; }

    /// <summary>By what the code is recognised, with the browser's secret.</summary>
    public required string Proof { get; init; }

    /// <summary>UTC.</summary>
    public DateTimeOffset AskedAt { get; init; }

    /// <summary>UTC.</summary>
    public DateTimeOffset ExpiresAt { get; init; }

    public int Guesses { get; init; }

    public bool IsUsed { get; init; }

    public int GuessesLeft => Math.Max(0, MostGuesses - Guesses);

    /// <param name="secret">The browser's.</param>
    /// <param name="account">Null where nobody can sign in.</param>
    public static SignInAttempt Begin(
        byte[] secret, string code, string askedFor, Guid? account, DateTimeOffset now, string? askedFrom = null, bool counts = true) => new()
        {
            Id = IdOf(secret),
            AskedFor = askedFor,
            AskedFrom = askedFrom,
            Counts = counts,
            AccountId = account,
            Proof = ProofOf(secret, code),
            AskedAt = now,
            ExpiresAt = now + Lasts,
        };

    /// <summary>The attempt after one guess, and whether it was right. A right one is right once.</summary>
    public (SignInAttempt After, GuessOutcome Outcome) Guess(byte[] secret, string code, DateTimeOffset now)
    {
        if (IsUsed || GuessesLeft == 0 || now >= ExpiresAt)
        {
            return (this, GuessOutcome.Over);
        }

        // Where nobody can sign in, the same is computed and the same is answered.
        var isRight = CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(ProofOf(secret, code)), Encoding.ASCII.GetBytes(Proof));
        var after = this with { Guesses = Guesses + 1, IsUsed = isRight && (AccountId is not null || IsVisitors) };
        return (after, after.IsUsed ? GuessOutcome.Right : after.GuessesLeft == 0 ? GuessOutcome.Over : GuessOutcome.Wrong);
    }

    public static string NewCode() => RandomNumberGenerator.GetString("0123456789", Digits);

    /// <summary>The digits of what somebody typed, with spaces where the mail shows them.</summary>
    public static string CodeIn(string? typed) => new([.. (typed ?? "").Where(char.IsAsciiDigit)]);

    public static bool IsCode(string code) => code.Length == Digits;

    public static string IdOf(byte[] secret) => Convert.ToHexStringLower(SHA256.HashData(secret));

    private static string ProofOf(byte[] secret, string code) => Convert.ToHexStringLower(HMACSHA256.HashData(secret, Encoding.ASCII.GetBytes(code)));
}

public enum GuessOutcome
{
    Right,
    Wrong,

    /// <summary>It cannot be right any more: too old, too many guesses, or used.</summary>
    Over,
}
