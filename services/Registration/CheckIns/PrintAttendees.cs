using System.Globalization;
using System.Xml.Linq;
using BusinessFocus.Contracts;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Registration.Seats;
using BusinessFocus.ServiceDefaults.Audit;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;
using static BusinessFocus.Registration.Print.PrintedPage;

namespace BusinessFocus.Registration.CheckIns;

/// <summary>Those who have seats, on paper: a list to tick at the door, and a sheet of badges to cut.</summary>
public static class PrintAttendees
{
    /// <summary>Two columns of five on A4, 90 × 54 mm each.</summary>
    public const int BadgesPerSheet = 10;

    /// <summary>A name or company of more characters is written smaller.</summary>
    private const int Long = 34;

    private const string Box = "☐";
    private const string TickedBox = "☑";

    public static IEnumerable<XElement> List(ActivitySeats seats)
    {
        var guests = Guest.Expected(seats);
        var came = guests.Sum(guest => guest.Came);
        return
        [
            .. Heading(seats),
            Element("p", Languages.Choose(
                $"{Figure(seats.Tally.Confirmed)} platser, {Figure(came)} har kommit när listan skrevs ut.",
                $"{Figure(seats.Tally.Confirmed)} seats, {Figure(came)} had arrived when the list was printed.")),
            Element("table",
                Element("thead", Element("tr",
                    Header("boxes", Languages.Choose("Kom", "Came")),
                    Header(null, Languages.Choose("Namn", "Name")),
                    Header(null, Languages.Choose("Företag", "Company")),
                    Header("number", Languages.Choose("Platser", "Seats")))),
                Element("tbody", guests.Select(guest => Element("tr",
                    Element("td", Class("boxes"), string.Concat(Enumerable.Range(0, guest.Seats).Select(i => i < guest.Came ? TickedBox : Box))),
                    Element("td", guest.Name),
                    Element("td", guest.Company ?? ""),
                    Element("td", Class("number"), Figure(guest.Seats)))))),
        ];

        static XElement Header(string? name, string text) => Element("th", new XAttribute("scope", "col"), name is null ? null : Class(name), text);
    }

    /// <summary>A seat without a name of its own has a badge to write on; a walk-in of whom nothing is known has none.</summary>
    public static IEnumerable<XElement> Badges(ActivitySeats seats)
    {
        var title = TitleOf(seats);
        return Guest.Expected(seats)
            .Where(guest => guest.Name.Length > 0 || guest.Company is not null)
            .SelectMany(guest => Enumerable.Range(0, guest.Seats).Select(i => Badge(i == 0 ? guest.Name : "", guest.Company ?? "", title)))
            .Chunk(BadgesPerSheet)
            .Select(sheet => Element("section", Class("badges"), sheet));
    }

    /// <summary>The sheets, with a heading that is on the screen only: paper begins with the first badge.</summary>
    public static IEnumerable<XElement> BadgesPage(ActivitySeats seats) =>
    [
        Element("header", Class("screen"),
            Element("h1", Languages.Choose($"Namnskyltar: {TitleOf(seats)}", $"Badges: {TitleOf(seats)}")),
            Element("p", Languages.Choose("Tio på varje A4-ark, att klippa isär. Skriv ut sidan i full storlek.", "Ten on each A4 sheet, to cut apart. Print the page at full size."))),
        .. Badges(seats),
    ];

    public static string TitleOf(ActivitySeats seats) => PrintTickets.TitleOf(seats.Facts!);

    private static XElement Badge(string name, string company, string title) => Element("div",
        Class(Math.Max(name.Length, company.Length) > Long ? "badge long" : "badge"),
        Element("p", Class("name"), name),
        Element("p", Class("company"), company),
        Element("p", Class("small"), title));

    private static IEnumerable<XElement> Heading(ActivitySeats seats) =>
    [
        Element("h1", TitleOf(seats)),
        Element("p", $"{Times(seats.Facts!.StartsAt, seats.Facts.EndsAt)}. {OwnCalendar.PlaceOf(seats.ActivityId, seats.Facts, Languages.Current)}"),
    ];

    private static string Figure(int number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>
/// <c>GET /activities/{id}/attendees/list</c> and <c>/badges</c>: for organisers; pages to print, without scripts. 404 <c>no-such-activity</c>.
/// </summary>
public static class PrintAttendeesEndpoint
{
    public static void MapPrintAttendees(this RouteGroupBuilder api)
    {
        api.MapGet("/activities/{id}/attendees/list", ListAsync)
            .Only(Roles.Organiser)
            .WithTags("Check-in")
            .Audited()
            .WithName("printAttendeeList")
            .WithSummary("Print a list of who is expected")
            .AnswersAs(MediaType);
        api.MapGet("/activities/{id}/attendees/badges", BadgesAsync)
            .Only(Roles.Organiser)
            .WithTags("Check-in")
            .Audited()
            .WithName("printBadges")
            .WithSummary("Print badges of who is expected")
            .AnswersAs(MediaType);
    }

    /// <summary>
    /// An A4 page with everybody who has a seat, by name, with the company and a box to tick for each seat; the boxes of those who came are ticked. In
    /// the language of Accept-Language. 404 <c>no-such-activity</c>.
    /// </summary>
    private static Task<Results<ContentHttpResult, ProblemHttpResult>> ListAsync(
        ActivityId id, HttpResponse response, ActivitySeatsCache cache, IQuerySession reads, CancellationToken cancellationToken) =>
        AnswerAsync(id, response, PrintAttendees.List, cache, reads, cancellationToken);

    /// <summary>
    /// Sheets of ten badges, 90 × 54 mm, with name and company, one for each seat: a seat without a name of its own has an empty line to write on. In
    /// the language of Accept-Language. 404 <c>no-such-activity</c>.
    /// </summary>
    private static Task<Results<ContentHttpResult, ProblemHttpResult>> BadgesAsync(
        ActivityId id, HttpResponse response, ActivitySeatsCache cache, IQuerySession reads, CancellationToken cancellationToken) =>
        AnswerAsync(id, response, PrintAttendees.BadgesPage, cache, reads, cancellationToken);

    private static async Task<Results<ContentHttpResult, ProblemHttpResult>> AnswerAsync(
        ActivityId id, HttpResponse response, Func<ActivitySeats, IEnumerable<XElement>> body, ActivitySeatsCache cache, IQuerySession reads, CancellationToken cancellationToken)
    {
        var (seats, _) = await cache.ReadAsync(reads, id.Value, cancellationToken);
        return seats.Facts is null ? SeatProblems.NoSuchActivity.ToAnswer() : Answer(response, PrintAttendees.TitleOf(seats), body(seats));
    }
}
