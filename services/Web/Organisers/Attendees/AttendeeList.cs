using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Web.Site;

namespace BusinessFocus.Web.Organisers.Attendees;

/// <summary>Which registrations of an activity are asked for.</summary>
/// <param name="Show">A key of <see cref="AttendeeList.Groups"/>; null for all that have not ended.</param>
/// <param name="Text">A part of a name, a company, an address or a telephone number.</param>
/// <param name="From">How many were on the pages before.</param>
public sealed record AttendeeFilter(string? Show, string? Text, int From);

/// <summary>The registrations of an activity as an organiser looks through them: those who have seats, then the line in its order, then what has ended.</summary>
public sealed record AttendeeList(IReadOnlyList<RegistrationView> All, AttendeeFilter Filter)
{
    public const string Seated = "plats";
    public const string InLine = "ko";
    public const string Came = "kommit";
    public const string Ended = "avbokade";
    public const int PerPage = 100;

    public static IReadOnlyList<string> Groups { get; } = [Seated, InLine, Came, Ended];

    public int CountOf(string? group) => All.Count(each => IsIn(group, each));

    public IReadOnlyList<RegistrationView> Found =>
    [
        .. All.Where(each => IsIn(Filter.Show, each) && Says(each, Filter.Text))
            .OrderBy(each => Rank(each))
            .ThenBy(each => each.Position ?? 0)
            .ThenBy(each => each.Status is RegistrationStatus.Confirmed ? each.Contact?.Name : "", StringComparer.Create(new("sv-SE"), ignoreCase: true))
            .ThenBy(each => each.RegisteredAt),
    ];

    public IReadOnlyList<RegistrationView> Page => [.. Found.Skip(Filter.From).Take(PerPage)];

    public static string NameOf(string? group) => group switch
    {
        Seated => Languages.Choose("Har plats", "Have seats"),
        InLine => Languages.Choose("I kö", "Waiting list"),
        Came => Languages.Choose("Har kommit", "Have arrived"),
        Ended => Languages.Choose("Avbokade", "Cancelled"),
        _ => Languages.Choose("Alla", "All"),
    };

    private static bool IsIn(string? group, RegistrationView each) => group switch
    {
        Seated => each.Status is RegistrationStatus.Confirmed,
        InLine => each.Status is RegistrationStatus.Waitlisted or RegistrationStatus.Offered,
        Came => each.CheckedInAt is not null,
        Ended => each.Status is RegistrationStatus.Cancelled,
        _ => each.Status is not RegistrationStatus.Cancelled,
    };

    private static bool Says(RegistrationView each, string? text) =>
        string.IsNullOrWhiteSpace(text)
        || new[] { each.Contact?.Name, each.Company?.Name, each.Contact?.Email, each.Contact?.Phone, each.Company?.OrganisationNumber }
            .Any(part => part?.Contains(text.Trim(), StringComparison.CurrentCultureIgnoreCase) is true);

    private static int Rank(RegistrationView each) => each.Status switch
    {
        RegistrationStatus.Confirmed => 0,
        RegistrationStatus.Offered => 1,
        RegistrationStatus.Waitlisted => 2,
        _ => 3,
    };
}

/// <summary>Why somebody in line has no seat yet, as an organiser can say it on the telephone.</summary>
public static class LineWords
{
    /// <param name="seats">Null where they could not be read.</param>
    public static string Of(RegistrationView each, ActivityView activity, AvailabilityView? seats, DateTimeOffset now) => each.Status switch
    {
        RegistrationStatus.Offered when each.OfferedUntil is { } until => Languages.Choose(
            $"Erbjuden plats, svarar senast {Texts.Until(until, now)}", $"Offered a seat, can answer until {Texts.Until(until, now)}"),
        RegistrationStatus.Waitlisted => Languages.Choose($"Plats {each.Position} i kön. ", $"Place {each.Position} on the waiting list. ") + Why(each, activity, seats, now),
        RegistrationStatus.Confirmed when each.CheckedInAt is { } came => Languages.Choose($"Kom {Texts.Time(came)}", $"Arrived {Texts.Time(came)}"),
        RegistrationStatus.Confirmed => Languages.Choose("Har plats", "Has a seat"),
        _ => Languages.Choose("Avbokad", "Cancelled"),
    };

    private static string Why(RegistrationView each, ActivityView activity, AvailabilityView? seats, DateTimeOffset now)
    {
        if (each.IsTooLarge is true)
        {
            return Languages.Choose(
                $"Vill ha {Texts.Seats(each.Seats)}, fler än aktiviteten har. Får plats först om sällskapet blir mindre.",
                $"Wants {Texts.Seats(each.Seats)}, more than the activity has. Can only get in with a smaller group.");
        }

        if (activity.MembersUntil > now)
        {
            return Languages.Choose(
                $"Medlemmar går före till {Texts.Until(activity.MembersUntil.Value, now)}.", $"Members go first until {Texts.Until(activity.MembersUntil.Value, now)}.");
        }

        return seats switch
        {
            { Left: > 0 } when each.Seats > seats.Left => Languages.Choose(
                $"Vill ha {Texts.Seats(each.Seats)} tillsammans, {seats.Left} är lediga.", $"Wants {Texts.Seats(each.Seats)} together, {seats.Left} are free."),
            _ when each.Position is 1 => Languages.Choose(
                each.Seats == 1 ? "Fullt: får nästa plats som blir ledig." : $"Fullt: får plats när {each.Seats} blir lediga.",
                each.Seats == 1 ? "Full: gets the next free seat." : $"Full: gets in when {each.Seats} seats are free."),
            _ => Languages.Choose("Fullt.", "Full."),
        };
    }
}
