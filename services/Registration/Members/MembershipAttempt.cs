using System.Security.Cryptography;
using System.Text;

namespace BusinessFocus.Registration.Members;

/// <summary>
/// Somebody says that they belong to a member, and asked for a code to the member's registered address. Whoever asked keeps a secret of 256
/// bits; stored is only by what it is recognised, and of the code only a proof made with that secret. So neither who reads the mail or the
/// broker nor who reads the store can use the code.
/// </summary>
public sealed record MembershipAttempt
{
    public static readonly TimeSpan Lasts = TimeSpan.FromMinutes(10);

    public const int MostGuesses = 5;

    private const int Digits = 6;
    private const int SecretBytes = 32;

    /// <summary>By what the secret is recognised.</summary>
    public required string Id { get; init; }

    /// <summary>By what it is known that several attempts are about one company, also about one that is no member.</summary>
    public required string AskedFor { get; init; }

    /// <summary>The member's key; null where nothing was sent, which is not told.</summary>
    public string? Company { get; init; }

    /// <summary>By what the code is recognised, with the secret.</summary>
    public required string Proof { get; init; }

    /// <summary>UTC.</summary>
    public DateTimeOffset AskedAt { get; init; }

    /// <summary>UTC.</summary>
    public DateTimeOffset ExpiresAt { get; init; }

    public int Guesses { get; init; }

    public bool IsUsed { get; init; }

    public int GuessesLeft => Math.Max(0, MostGuesses - Guesses);

    /// <param name="company">Null where there is nobody to send a code to.</param>
    public static MembershipAttempt Begin(string secret, string code, string askedFor, string? company, DateTimeOffset now) => new()
    {
        Id = IdOf(secret),
        AskedFor = askedFor,
        Company = company,
        Proof = ProofOf(secret, code),
        AskedAt = now,
        ExpiresAt = now + Lasts,
    };

    /// <summary>The attempt after one guess, and whether it was right. A right one is right once.</summary>
    public (MembershipAttempt After, MembershipGuess Outcome) Guess(string secret, string code, DateTimeOffset now)
    {
        if (IsUsed || GuessesLeft == 0 || now >= ExpiresAt)
        {
            return (this, MembershipGuess.Over);
        }

        // Where nothing was sent, the same is computed and the same is answered.
        var isRight = CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(ProofOf(secret, code)), Encoding.ASCII.GetBytes(Proof));
        var after = this with { Guesses = Guesses + 1, IsUsed = isRight && Company is not null };
        return (after, after.IsUsed ? MembershipGuess.Right : after.GuessesLeft == 0 ? MembershipGuess.Over : MembershipGuess.Wrong);
    }

    public static string NewSecret() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SecretBytes));

    public static bool IsSecret(string? text) => text?.Length == SecretBytes * 2 && text.All(char.IsAsciiHexDigitLower);

    public static string NewCode() => RandomNumberGenerator.GetString("0123456789", Digits);

    /// <summary>The digits of what somebody typed, with spaces where the mail shows them.</summary>
    public static string CodeIn(string? typed) => new([.. (typed ?? "").Where(char.IsAsciiDigit)]);

    public static bool IsCode(string code) => code.Length == Digits;

    public static string IdOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(secret)));

    private static string ProofOf(string secret, string code) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.ASCII.GetBytes(secret), Encoding.ASCII.GetBytes(code)));
}

public enum MembershipGuess
{
    Right,
    Wrong,

    /// <summary>It cannot be right any more: too old, too many guesses, or used.</summary>
    Over,
}
