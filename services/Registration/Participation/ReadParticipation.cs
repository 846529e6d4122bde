using System.Text.Json;
using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.ServiceDefaults.Audit;
using BusinessFocus.ServiceDefaults.Tables;
using CsvHelper;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Registration.Participation;

/// <summary><c>GET /editions/{id}/participation</c>.</summary>
public static class ReadParticipationEndpoint
{
    private static readonly string[] Figures =
    [
        "registrations", "seats", "came", "walkIns", "didNotCome", "mayStillCome", "companies", "companiesThatCame", "firstTimeCompanies", "visits",
        "conversations",
    ];

    public static void MapReadParticipation(this RouteGroupBuilder api) =>
        api.MapGet("/editions/{id}/participation", HandleAsync)
            .Only(Roles.Organiser)
            .WithTags("Check-in")
            .Audited()
            .WithName("participation")
            .WithSummary("Read who took part in an edition, in numbers")
            .AnswersAs("text/csv");

    /// <summary>
    /// Who took part in an edition, in numbers: who registered, came and did not come, how many companies and how many of them for the first time,
    /// visits and conversations, as a whole, by kind of activity, size of company, membership, association, topic and area, beside the edition before. As JSON or
    /// CSV.
    /// </summary>
    /// <param name="id">The edition's id.</param>
    private static async Task<Results<Ok<ParticipationView>, FileContentHttpResult, ProblemHttpResult>> HandleAsync(
        EditionId id,
        HttpRequest http,
        StoredEditions stored,
        IQuerySession reads,
        CancellationToken cancellationToken)
    {
        if (await stored.ReadUntilAsync(id, reads, CountParticipation.Of, cancellationToken) is not { } view)
        {
            return CommonProblems.NotFound.ToAnswer();
        }

        return SpreadsheetFile.IsAskedFor(http)
            ? TypedResults.File(Csv(view), SpreadsheetFile.MediaType)
            : TypedResults.Ok(view);
    }

    private static byte[] Csv(ParticipationView view) => SpreadsheetFile.Of(
        ["by", "group", .. Figures, .. Figures.Select(figure => $"last.{figure}")],
        view.Rows,
        (csv, row) =>
        {
            csv.WriteField(JsonNamingPolicy.CamelCase.ConvertName(row.By.ToString()));
            csv.WriteField(row.Group);
            Write(csv, row.Figures);
            Write(csv, row.Last);
        });

    private static void Write(CsvWriter csv, ParticipationFigures? figures)
    {
        csv.WriteField(figures?.Registrations);
        csv.WriteField(figures?.Seats);
        csv.WriteField(figures?.Came);
        csv.WriteField(figures?.WalkIns);
        csv.WriteField(figures?.DidNotCome);
        csv.WriteField(figures?.MayStillCome);
        csv.WriteField(figures?.Companies);
        csv.WriteField(figures?.CompaniesThatCame);
        csv.WriteField(figures?.FirstTimeCompanies);
        csv.WriteField(figures?.Visits);
        csv.WriteField(figures?.Conversations);
    }
}
