using BusinessFocus.Contracts;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Privacy;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Scheduling.VisitRequests;
using BusinessFocus.ServiceDefaults.Audit;
using BusinessFocus.ServiceDefaults.Idempotency;
using BusinessFocus.ServiceDefaults.Privacy;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Scheduling.Visits;

/// <summary>All that Scheduling has of a person who asked for visits (GDPR article 15).</summary>
/// <param name="VisitRequests">The visits that they asked for.</param>
public sealed record VisitsOfPerson(IReadOnlyList<VisitsOfPerson.AskedVisit> VisitRequests)
{
    /// <summary>A visit that the person asked for.</summary>
    /// <param name="Locale">What the person is written to in: "sv" or "en".</param>
    /// <param name="Request">What was asked, and how it stands.</param>
    /// <param name="Edition">What the edition is called.</param>
    public sealed record AskedVisit(EditionId EditionId, LocalizedText Edition, string Locale, VisitRequestView Request);
}

/// <summary><c>POST /privacy/export/visits</c>: Scheduling's part of what the gateway's <c>/privacy/export</c> puts together.</summary>
public static class ExportVisitsEndpoint
{
    public static void MapExportVisits(this RouteGroupBuilder api) =>
        api.MapPost("/privacy/export/visits", HandleAsync)
            .Validates<PersonRequest>()
            .Only(Roles.Organiser, Roles.DataProtectionOfficer)
            .WithTags("Privacy")
            .Audited()
            .WithName("exportVisits")
            .WithSummary("Export a person's requests for visits")
            .WithoutIdempotencyKey();

    /// <summary>
    /// Exports the requests for visits that were made from a person's address, with their history: a part of what <c>POST /privacy/export</c>
    /// puts together. Empty where there are none. For organisers of all municipalities and data protection officers.
    /// </summary>
    private static async Task<Ok<VisitsOfPerson>> HandleAsync(PersonRequest request, IQuerySession reads, CancellationToken cancellationToken)
    {
        var visits = new List<VisitsOfPerson.AskedVisit>();
        foreach (var contact in await FormerContacts.AllOfAsync(reads, request.Contacts(), cancellationToken))
        {
            foreach (var visit in await reads.Query<VisitRequest>().Where(visit => visit.Company!.ContactId == contact).ToListAsync(cancellationToken))
            {
                var events = await reads.Events.FetchStreamAsync(visit.Id, token: cancellationToken);
                visits.Add(new VisitsOfPerson.AskedVisit(
                    visit.EditionId, visit.EditionName, visit.Company!.Locale, VisitRequestView.Of(visit, ReadVisitRequests.HistoryOf(events))));
            }
        }

        return TypedResults.Ok(new VisitsOfPerson(visits));
    }
}
