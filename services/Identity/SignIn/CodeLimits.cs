namespace BusinessFocus.Identity.SignIn;

/// <summary>
/// How many codes go to an address. Of all together so few that nobody finds one by guessing: five guesses each are two hundred of a million a
/// day. Of those that one network asked for fewer, so that whoever asks in somebody's name leaves them some.
/// </summary>
public static class CodeLimits
{
    public static readonly TimeSpan Lately = TimeSpan.FromMinutes(15);

    /// <summary>Within <see cref="Lately"/>.</summary>
    public const int Most = 15;

    public const int MostADay = 40;

    /// <summary>Within <see cref="Lately"/>.</summary>
    public const int MostOfOneNetwork = 5;

    public const int MostOfOneNetworkADay = 15;

    /// <param name="before">Those for the address that counted, of a day.</param>
    /// <param name="askedFrom">As in <see cref="SignInAttempt.AskedFrom"/>.</param>
    public static bool AreReached(IReadOnlyCollection<SignInAttempt> before, string askedFrom, DateTimeOffset now)
    {
        var own = before.Where(attempt => attempt.AskedFrom == askedFrom).ToList();
        return before.Count >= MostADay
            || own.Count >= MostOfOneNetworkADay
            || before.Count(IsLate) >= Most
            || own.Count(IsLate) >= MostOfOneNetwork;

        bool IsLate(SignInAttempt attempt) => attempt.AskedAt > now - Lately;
    }
}
