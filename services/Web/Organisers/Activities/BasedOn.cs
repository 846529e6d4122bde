using Microsoft.Kiota.Abstractions;

namespace BusinessFocus.Web.Organisers.Activities;

internal static class BasedOn
{
    /// <summary>Refuses the change where another one came in between; without a version the last one holds.</summary>
    public static void Based(this RequestHeaders headers, string? version)
    {
        if (version is not null)
        {
            headers.Add("If-Match", version);
        }
    }
}
