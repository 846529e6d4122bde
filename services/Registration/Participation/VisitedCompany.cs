using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Registration.Members;
using BusinessFocus.Registration.Seats;

namespace BusinessFocus.Registration.Participation;

/// <summary>Which company a company visit is to. Nobody checks in there, and the company was met all the same.</summary>
/// <param name="Id">The visit's activity.</param>
/// <param name="Version">Of the visit request that told it: an older one is ignored. Null where an organiser said it, which goes before what was told.</param>
public sealed record VisitedCompany(ActivityId Id, EditionId EditionId, Company Company, long? Version)
{
    /// <param name="companyOf">The company that an address is of, as the members' lists tell; null where they do not.</param>
    /// <returns>Null where nothing is news: only an accepted visit is an activity.</returns>
    public static VisitedCompany? Learn(VisitedCompany? known, VisitDecided decided, Func<string, string?> companyOf) =>
        decided is { Decision: VisitDecision.Accepted, Visit: { ActivityId: { } activity } visit } && (known is null || known.Version < visit.Version)
            ? new VisitedCompany(
                activity,
                visit.EditionId,
                new Company(visit.CompanyName, null, companyOf(visit.Contact.Email) ?? CompanyKey.OfName(visit.CompanyName)),
                visit.Version)
            : null;
}
