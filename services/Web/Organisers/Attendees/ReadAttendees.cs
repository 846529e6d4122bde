using BusinessFocus.Client;
using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Web.Site;
using Microsoft.Kiota.Abstractions;

namespace BusinessFocus.Web.Organisers.Attendees;

/// <summary>An activity's people, as the interface has them.</summary>
internal static class ReadAttendees
{
    /// <summary>All pages of the list: an organiser looks for names, which the interface does not.</summary>
    public static async Task<IReadOnlyList<RegistrationView>> RegistrationsAsync(this Festival calls, Guid activity, CancellationToken cancellationToken)
    {
        var all = Lists.AllAsync(
            (after, stop) => calls.V1.Activities[activity].Registrations.GetAsync(
                ask =>
                {
                    ask.QueryParameters.After = after;
                    ask.QueryParameters.Limit = 200;
                },
                stop),
            page => (page.Items, page.Next),
            cancellationToken);
        var found = new List<RegistrationView>();
        await foreach (var each in all)
        {
            found.Add(each);
        }

        return found;
    }

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
