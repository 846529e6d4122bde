using Microsoft.Extensions.Configuration;

namespace BusinessFocus.Hosting.Privacy;

/// <summary>
/// How long is kept who somebody was, after the edition that it was for (GDPR article 5, storage limitation). One setting for all
/// services, which forget their own by themselves: who only asked for a visit is known to no other one.
/// </summary>
public sealed class KeepMonths
{
    public const string Setting = "Privacy:KeepMonths";

    /// <summary>As it was called while only Registration forgot.</summary>
    private const string FormerSetting = "Registration:KeepMonths";

    private const int Usual = 24;

    /// <exception cref="InvalidOperationException">Not even a month: people would be forgotten while it lasts.</exception>
    public KeepMonths(IConfiguration configuration)
    {
        Months = configuration.GetValue<int?>(Setting) ?? configuration.GetValue(FormerSetting, Usual);
        if (Months < 1)
        {
            throw new InvalidOperationException($"{Setting} is at least 1.");
        }
    }

    public int Months { get; }

    /// <summary>What ended before this moment has been kept long enough.</summary>
    public DateTimeOffset Before(DateTimeOffset now) => now.AddMonths(-Months);
}
