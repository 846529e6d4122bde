using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Domain.Times;
using BusinessFocus.Web.Site;

namespace BusinessFocus.Web.Organisers.Overview;

/// <summary>A day of an edition's run-up.</summary>
/// <param name="Seats">Booked until its end.</param>
/// <param name="LastSeats">Of the last edition, as many days before its start; null where there was none.</param>
public sealed record RunUpStep(DateOnly Day, int Seats, int? LastSeats);

/// <summary>How an edition's seats were booked until today, beside the last edition on the same days of its run-up.</summary>
/// <param name="Steps">The earliest first; the last is today, or the edition's last day when it is over.</param>
/// <param name="IsByWeek">Whether a week is between two of them; else a day.</param>
/// <param name="WasLastYear">Whether the last edition began in the year before.</param>
public sealed record RunUp(IReadOnlyList<RunUpStep> Steps, bool IsByWeek, bool WasLastYear)
{
    /// <summary>So many bars are still told from each other on a phone.</summary>
    public const int Most = 12;

    private const int Week = 7;

    public RunUpStep Newest => Steps[^1];

    public int Highest => Steps.Max(step => Math.Max(step.Seats, step.LastSeats ?? 0));

    /// <summary>"förra året samma dag: 356"; null where there is nothing to compare with.</summary>
    public string? Beside => Newest.LastSeats is { } seats ? $"{SameDay}: {seats}" : null;

    /// <summary>The last edition on the same day of its run-up.</summary>
    public string SameDay => WasLastYear
        ? Languages.Choose("förra året samma dag", "same day last year")
        : Languages.Choose("förra upplagan samma dag", "same day of the last edition");

    /// <returns>Null where it could not be read, and where nobody had seats by then in either.</returns>
    public static RunUp? Of(RegistrationsByDayView? read, DateOnly endsOn, DateTimeOffset now)
    {
        if (read?.Edition is not { StartsOn: { } starts } edition)
        {
            return null;
        }

        var (startsOn, today) = (Texts.Of(starts), Stockholm.DayOf(now));
        var left = startsOn.DayNumber - (today < endsOn ? today : endsOn).DayNumber;
        var first = new[] { edition, read.Last }.Select(each => each?.Days is [{ DaysToStart: { } days }, ..] && days >= left ? days : (int?)null).Max();
        if (first is null)
        {
            return null;
        }

        var isByWeek = first - left >= Most;
        var between = isByWeek ? Week : 1;
        return new RunUp(
            [
                .. Enumerable.Range(0, Math.Min(Most, ((first.Value - left) / between) + 1)).Reverse()
                    .Select(ago => left + (ago * between))
                    .Select(days => new RunUpStep(startsOn.AddDays(-days), SeatsAt(edition, days), read.Last is { } last ? SeatsAt(last, days) : null)),
            ],
            isByWeek,
            read.Last?.StartsOn?.Year == startsOn.Year - 1);
    }

    private static int SeatsAt(EditionByDay edition, int daysToStart) =>
        (edition.Days ?? []).LastOrDefault(day => day.DaysToStart >= daysToStart)?.Seats ?? 0;
}
