using BusinessFocus.Client;
using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Web.Site;

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
}
