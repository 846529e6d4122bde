using System.Globalization;
using System.Text;
using System.Xml.Linq;
using BusinessFocus.Contracts;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Domain.Tokens;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Registration.Keys;
using BusinessFocus.ServiceDefaults.Audit;
using BusinessFocus.ServiceDefaults.QrCodes;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;
using static BusinessFocus.Registration.Print.PrintedPage;

namespace BusinessFocus.Registration.Seats;

/// <summary>The tickets of a registration on paper: one for each who has a name of their own, and the registration's for the others.</summary>
public static class PrintTickets
{
    private const int PixelsPerModule = 4;

    /// <param name="manageLink">Opens the registration; null for staff, who are shown nobody's link.</param>
    public static IEnumerable<XElement?> Page(ActivitySeats seats, Allocation allocation, string? manageLink)
    {
        var (facts, booking, named) = (seats.Facts!, allocation.Booking, allocation.Booking.Attendees ?? []);
        var unnamed = booking.Seats - named.Count;
        var company = booking.Company?.Name ?? "";
        return
        [
            Element("h1", TitleOf(facts)),
            Element("p", $"{Times(facts.StartsAt, facts.EndsAt)}. {OwnCalendar.PlaceOf(seats.ActivityId, facts, Languages.Current)}"),
            .. named.Select(each => Ticket(each.Ticket, each.Name, company, 1)),
            unnamed > 0 ? Ticket(booking.Ticket, booking.Person.Name, company, unnamed) : null,
            manageLink is null ? null : Element("section", Class("ticket"),
                Picture(manageLink, Languages.Choose("Länk till anmälan", "Link to the registration")),
                Element("div",
                    Element("p", Class("company"), Languages.Choose("Ändra eller avboka", "Change or cancel")),
                    Element("p", Class("small"), manageLink),
                    Element("p", Class("small"), Languages.Choose("Den som har länken kan ändra anmälan: visa den inte.", "Anyone with the link can change the registration: do not show it to anybody.")))),
        ];
    }

    public static string TitleOf(ActivityTerms facts) => facts.Details?.Title.In(Languages.Current) ?? "Business Focus";

    private static XElement Ticket(string code, string name, string company, int seats) => Element("section", Class("ticket"),
        Picture(code, Languages.Choose("Biljett", "Ticket")),
        Element("div",
            Element("p", Class("name"), name),
            Element("p", Class("company"), company),
            Element("p", seats == 1 ? Languages.Choose("1 plats", "1 seat") : string.Create(CultureInfo.InvariantCulture, $"{seats} {Languages.Choose("platser", "seats")}")),
            Element("p", Class("small"), Languages.Choose("Visa koden vid dörren.", "Show the code at the door."))));

    private static XElement Picture(string text, string label)
    {
        var picture = XElement.Parse(Encoding.UTF8.GetString(QrPicture.Svg(text, PixelsPerModule)));
        picture.SetAttributeValue("role", "img");
        picture.SetAttributeValue("aria-label", label);
        return picture;
    }
}

/// <summary>
/// <c>GET /registrations/{id}/tickets</c>: a page to print, by the registration's link or by an organiser, for instance for somebody who has no e-mail
/// address. With all tickets of the registration, and by the link also with the link itself. 404 <c>no-such-registration</c>, also for a wrong token.
/// 409 <c>not-confirmed</c> where the registration has no seats.
/// </summary>
public static class PrintTicketsEndpoint
{
    public static void MapPrintTickets(this RouteGroupBuilder api) =>
        api.MapGet("/registrations/{id}/tickets", HandleAsync)
            .WithTags("Registrations")
            .Audited()
            .WithName("printTickets")
            .WithSummary("Print the tickets of a registration")
            .TakesManageToken()
            .AnswersAs(MediaType)
            .RefusesWith(StatusCodes.Status409Conflict);

    private static async Task<Results<ContentHttpResult, ProblemHttpResult>> HandleAsync(
        RegistrationId id, HttpContext context, RegistrationAccess access, ActivitySeatsCache cache, IQuerySession reads, RegistrationKeys keys, IConfiguration configuration, CancellationToken cancellationToken)
    {
        if (await access.FindAsync(id, context, cancellationToken) is not { } activity)
        {
            return SeatProblems.NoSuchRegistration.ToAnswer();
        }

        var (seats, _) = await cache.ReadAsync(reads, activity.Value, cancellationToken);
        if (seats.Active(id) is not { Status: AllocationStatus.Confirmed, Booking.IsForgotten: false } allocation)
        {
            return SeatProblems.NotConfirmed.ToAnswer();
        }

        var link = RegistrationAccess.LinksFor(context, keys) is { } links
            ? $"{configuration.PublicUrl()}/api/v1/registrations/{id}?token={Uri.EscapeDataString(ManageToken.For(id.Value, links.Links.Current))}"
            : null;
        return Answer(context.Response, PrintTickets.TitleOf(seats.Facts!), PrintTickets.Page(seats, allocation, link));
    }
}
