using BusinessFocus.Hosting.Tokens;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BusinessFocus.Hosting.Http;

/// <summary>
/// Says which check is in which state, so that an operator need not guess. What the bus's library says of itself has addresses, queues
/// and failures in it, and is for those who may look inside.
/// </summary>
public static class HealthAnswer
{
    private const string OfTheLibrary = "masstransit";

    private static readonly IReadOnlyDictionary<string, object> Nothing = new Dictionary<string, object>();

    public static Task WriteAsync(HttpContext context, HealthReport report)
    {
        var isInside = context.RequestServices.GetRequiredService<OperationsAccess>().Has(context);
        return context.Response.WriteAsJsonAsync(
            new
            {
                status = report.Status.ToString(),
                checks = report.Entries.ToDictionary(
                    entry => entry.Key,
                    entry => isInside || !entry.Key.StartsWith(OfTheLibrary, StringComparison.OrdinalIgnoreCase)
                        ? new { status = entry.Value.Status.ToString(), entry.Value.Description, entry.Value.Data }
                        : new { status = entry.Value.Status.ToString(), Description = (string?)null, Data = Nothing }),
            },
            context.RequestAborted);
    }
}
