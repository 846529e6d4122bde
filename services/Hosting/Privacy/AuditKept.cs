using Microsoft.Extensions.Configuration;

namespace BusinessFocus.Hosting.Privacy;

/// <summary>How long it is kept who read what of whom: in each service, and in Identity's copies of all.</summary>
public static class AuditKept
{
    /// <exception cref="InvalidOperationException">Not even a day.</exception>
    public static TimeSpan In(IConfiguration configuration)
    {
        var days = configuration.GetValue("Audit:KeepDays", 730);
        return days >= 1 ? TimeSpan.FromDays(days) : throw new InvalidOperationException("Audit:KeepDays is at least 1.");
    }
}
