using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Registration.Seats;

namespace BusinessFocus.Registration.Participation;

/// <summary>What a company did in an edition, in numbers. Nothing of whom it sent, or what was talked about.</summary>
/// <param name="EditionId">The edition.</param>
/// <param name="BeginsAt">UTC: when the first of its activities begins.</param>
/// <param name="Registrations">Its confirmed registrations, walk-ins among them.</param>
/// <param name="Seats">How many seats they have.</param>
/// <param name="Came">How many came.</param>
/// <param name="DidNotCome">How many had seats at what has ended, and did not come.</param>
/// <param name="MayStillCome">How many have seats at what has not ended, and have not come yet.</param>
/// <param name="Conversations">Conversations at the open house that it came to.</param>
/// <param name="Visits">Company visits to others that it came to.</param>
/// <param name="VisitsReceived">Visits to the company that have taken place.</param>
/// <param name="RegistrationIds">The registrations, by which Feedback has the cases: <c>GET /follow-ups?registrations=</c>.</param>
public sealed record CompanyInEdition(
    EditionId EditionId,
    DateTimeOffset BeginsAt,
    int Registrations,
    int Seats,
    int Came,
    int DidNotCome,
    int MayStillCome,
    int Conversations,
    int Visits,
    int VisitsReceived,
    IReadOnlyList<RegistrationId> RegistrationIds);

/// <summary>What the companies of a municipality did, edition by edition.</summary>
public static class CompanyHistory
{
    /// <param name="keys">Of one company: its own, and those that it is known by too.</param>
    /// <param name="visited">Which companies the visits are to.</param>
    /// <returns>The editions in which there is anything of it, in their order.</returns>
    public static IReadOnlyList<CompanyInEdition> Of(
        IReadOnlySet<string> keys, IReadOnlyList<EditionTally> editions, IReadOnlyDictionary<Guid, Company> visited, DateTimeOffset now) =>
        [.. editions.Select(edition => In(edition, keys, visited, now)).Where(each => each.Registrations > 0 || each.VisitsReceived > 0)];

    /// <summary>All companies of which there is something, by their keys, as they were called last.</summary>
    public static IReadOnlyDictionary<string, Company> CompaniesIn(IReadOnlyList<EditionTally> editions, IReadOnlyDictionary<Guid, Company> visited)
    {
        var companies = new Dictionary<string, Company>(StringComparer.Ordinal);
        foreach (var activity in editions.SelectMany(edition => edition.Activities))
        {
            foreach (var company in activity.Parts.Select(part => part.Company).Append(visited.GetValueOrDefault(activity.Id)))
            {
                if (company?.Key is { } key && (company.Name is not null || !companies.ContainsKey(key)))
                {
                    companies[key] = company with { OrganisationNumber = company.OrganisationNumber ?? companies.GetValueOrDefault(key)?.OrganisationNumber };
                }
            }
        }

        return companies;
    }

    /// <summary>The keys of those that were met: somebody of them came, or they were visited.</summary>
    public static IReadOnlySet<string> MetIn(IEnumerable<EditionTally> editions, IReadOnlyDictionary<Guid, Company> visited, DateTimeOffset now)
    {
        var met = new HashSet<string>(StringComparer.Ordinal);
        foreach (var edition in editions)
        {
            met.UnionWith(edition.CompaniesThatCame);
            met.UnionWith(edition.Activities.Where(activity => TookPlace(activity, now))
                .Select(activity => visited.GetValueOrDefault(activity.Id)?.Key).OfType<string>());
        }

        return met;
    }

    private static CompanyInEdition In(
        EditionTally edition, IReadOnlySet<string> keys, IReadOnlyDictionary<Guid, Company> visited, DateTimeOffset now)
    {
        var (seats, came, didNotCome, conversations, visits, received) = (0, 0, 0, 0, 0, 0);
        var registrations = new List<RegistrationId>();
        foreach (var activity in edition.Activities)
        {
            received += visited.GetValueOrDefault(activity.Id)?.Key is { } at && keys.Contains(at) && TookPlace(activity, now) ? 1 : 0;
            var cameHere = 0;
            foreach (var part in activity.Parts)
            {
                if (part.Company?.Key is { } key && keys.Contains(key))
                {
                    registrations.Add(part.Registration);
                    (seats, cameHere) = (seats + part.Seats, cameHere + part.Came);
                    didNotCome += activity.HasEnded(now) ? part.Seats - part.Came : 0;
                }
            }

            came += cameHere;
            conversations += cameHere > 0 && activity.Terms.IsSlot ? 1 : 0;
            visits += cameHere > 0 && activity.Terms.Kind == ActivityKind.CompanyVisit ? 1 : 0;
        }

        return new CompanyInEdition(
            edition.Id, edition.BeginsAt, registrations.Count, seats, came, didNotCome, seats - came - didNotCome, conversations, visits, received, registrations);
    }

    private static bool TookPlace(ActivityParticipation activity, DateTimeOffset now) =>
        activity.Terms.Kind == ActivityKind.CompanyVisit && activity.Terms.Phase != ActivityPhase.Cancelled && activity.HasEnded(now);
}
