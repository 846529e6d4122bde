using System.Globalization;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.ServiceDefaults.Audit;
using BusinessFocus.ServiceDefaults.Tables;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Registration.Seats;

/// <summary>
/// <c>GET /activities/{id}/registrations</c>: for organisers, in the order in which they came, also those that wait or have ended; not those whose
/// address is not confirmed yet. JSON in pages; with <c>Accept: text/csv</c> all at once, with a column for each question. 404
/// <c>no-such-activity</c>.
/// </summary>
public static class ListRegistrationsEndpoint
{
    public static void MapListRegistrations(this RouteGroupBuilder api) =>
        api.MapGet("/activities/{id}/registrations", HandleAsync)
            .Validates<PageQuery>()
            .Only(Roles.Organiser)
            .WithTags("Registrations")
            .Audited()
            .WithName("listRegistrations")
            .WithSummary("List the registrations of an activity")
            .AnswersAs("text/csv");

    private static async Task<Results<Ok<Page<RegistrationView>>, FileContentHttpResult, ProblemHttpResult>> HandleAsync(
        ActivityId id, [AsParameters] PageQuery page, HttpRequest http, ActivitySeatsCache cache, IQuerySession reads, TimeProvider clock, CancellationToken cancellationToken)
    {
        var (seats, _) = await cache.ReadAsync(reads, id.Value, cancellationToken);
        if (seats.Facts is null)
        {
            return SeatProblems.NoSuchActivity.ToAnswer();
        }

        // What is held is nobody's yet, and may be an advertisement.
        var inOrder = seats.Allocations.Values.Where(each => each.Status != AllocationStatus.Held).OrderBy(each => each.Arrival);
        var now = clock.GetUtcNow();
        if (SpreadsheetFile.IsAskedFor(http))
        {
            return TypedResults.File(
                Csv(inOrder.Select(each => RegistrationView.Of(seats, each.Booking.Id, keys: null, now)), seats.Facts.Rules?.Questions ?? []), SpreadsheetFile.MediaType);
        }

        var after = page.KeyAs<long>() ?? -1;
        var found = inOrder.Where(each => each.Arrival > after).Take(page.Size + 1).ToList();
        var one = page.Of(found, each => each.Arrival.ToString(CultureInfo.InvariantCulture));
        return TypedResults.Ok(new Page<RegistrationView>(
            one.Items.Select(each => RegistrationView.Of(seats, each.Booking.Id, keys: null, now)).ToList(), one.Next, inOrder.Count()));
    }

    /// <summary>The answers stand last, one column per question, under their keys.</summary>
    private static byte[] Csv(IEnumerable<RegistrationView> registrations, IReadOnlyList<Question> questions) => SpreadsheetFile.Of(
        [
            "id", "status", "seats", "name", "email", "phone", "company", "organisationNumber", "registeredAt", "checkedInAt",
            .. questions.Select(question => question.Key),
        ],
        registrations,
        (csv, each) =>
        {
            csv.WriteField(each.Id.ToString());
            csv.WriteField(each.Status.ToString());
            csv.WriteField(each.Seats);
            csv.WriteField(each.Contact!.Name);
            csv.WriteField(each.Contact.Email);
            csv.WriteField(each.Contact.Phone);
            csv.WriteField(each.Company?.Name);
            csv.WriteField(each.Company?.OrganisationNumber);
            csv.WriteField(each.RegisteredAt.ToString("O", CultureInfo.InvariantCulture));
            csv.WriteField(each.CheckedInAt?.ToString("O", CultureInfo.InvariantCulture));
            foreach (var question in questions)
            {
                csv.WriteField(each.Answers?.GetValueOrDefault(question.Key));
            }
        });
}
