using System.Globalization;
using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.ServiceDefaults.Audit;
using BusinessFocus.ServiceDefaults.Tables;
using CsvHelper;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Registration.Participation;

/// <summary><c>GET /editions/{id}/registrations-by-day</c>.</summary>
public static class ReadRegistrationsByDayEndpoint
{
    private static readonly string[] Figures = ["day", "confirmed", "givenUp", "seats"];

    public static void MapReadRegistrationsByDay(this RouteGroupBuilder api) =>
        api.MapGet("/editions/{id}/registrations-by-day", HandleAsync)
            .Only(Roles.Organiser)
            .WithTags("Check-in")
            .Audited()
            .WithName("registrationsByDay")
            .WithSummary("Read how an edition's seats were taken, day by day")
            .AnswersAs("text/csv");

    /// <summary>
    /// How many seats of an edition were confirmed and given up on each day, and how many that came to, beside the edition before it. People who were
    /// forgotten count. Days are counted to the start of each edition, so that the two can be laid on each other. As JSON, or as CSV with a row for each
    /// number of days to the start.
    /// </summary>
    /// <param name="id">The edition's id.</param>
    private static async Task<Results<Ok<RegistrationsByDayView>, FileContentHttpResult, ProblemHttpResult>> HandleAsync(
        EditionId id, HttpRequest http, StoredDays stored, CancellationToken cancellationToken)
    {
        if (await stored.ReadAsync(id, cancellationToken) is not { } view)
        {
            return CommonProblems.NotFound.ToAnswer();
        }

        return SpreadsheetFile.IsAskedFor(http)
            ? TypedResults.File(Csv(view), SpreadsheetFile.MediaType)
            : TypedResults.Ok(view);
    }

    private static byte[] Csv(RegistrationsByDayView view)
    {
        var days = view.Edition.Days.ToDictionary(day => day.DaysToStart);
        var last = (view.Last?.Days ?? []).ToDictionary(day => day.DaysToStart);
        return SpreadsheetFile.Of(
            ["daysToStart", .. Figures, .. Figures.Select(figure => $"last.{figure}")],
            days.Keys.Union(last.Keys).OrderDescending(),
            (csv, daysToStart) =>
            {
                csv.WriteField(daysToStart);
                Write(csv, days.GetValueOrDefault(daysToStart));
                Write(csv, last.GetValueOrDefault(daysToStart));
            });
    }

    private static void Write(CsvWriter csv, DayOfSeats? day)
    {
        csv.WriteField(day?.Day.ToString("O", CultureInfo.InvariantCulture));
        csv.WriteField(day?.Confirmed);
        csv.WriteField(day?.GivenUp);
        csv.WriteField(day?.Seats);
    }
}
