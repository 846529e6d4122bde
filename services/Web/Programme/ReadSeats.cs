using BusinessFocus.Client;
using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Web.Site;
using Microsoft.Kiota.Abstractions;

namespace BusinessFocus.Web.Programme;

/// <summary>How full one activity is.</summary>
public static class ReadSeats
{
    /// <summary>Null where nobody can register, or it cannot be read now.</summary>
    public static async Task<AvailabilityView?> SeatsAsync(this Festival calls, Guid activity, CancellationToken cancellationToken)
    {
        try
        {
            return await calls.V1.Activities[activity].Availability.GetAsync(cancellationToken: cancellationToken);
        }
        catch (Exception fault) when (fault is ProblemException or ApiException or HttpRequestException)
        {
            return null;
        }
    }
}
