using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Web.Site;
using BusinessFocus.Web.Site.SignIn;
using BusinessFocus.Web.Site.Staff;

namespace BusinessFocus.Web.FrontDesk;

/// <summary>
/// <c>POST /dorr/{id}/skanningar</c>: what a door has read without a network, handed in by its script. Each scan has a key of its own and counts once,
/// however often it is handed in; each is answered by itself.
/// </summary>
public static class HandInScans
{
    public const string Act = "skanningar";

    private const int Most = 500;

    public static void MapHandInScans(this IEndpointRouteBuilder routes) => routes.MapForm($"{Door.OfActivity}/{Act}", HandleAsync).In(Area.FrontDesk);

    /// <param name="Scans">1 to 500.</param>
    public sealed record Request(IReadOnlyList<Scan> Scans);

    /// <param name="Key">Made by the door, another one for each scan.</param>
    /// <param name="At">When it was read, by the door's clock.</param>
    public sealed record Scan(string Key, string Ticket, DateTimeOffset At);

    /// <param name="Refused">Why it does not count, for people; null where it does.</param>
    public sealed record Handed(string Key, string? Refused);

    private static async Task<IResult> HandleAsync(
        Guid id, Request request, HttpContext context, Festival calls, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (request.Scans is not { Count: > 0 and <= Most })
        {
            return Problems.Invalid("scans", $"1 till {Most} läsningar.", $"1 to {Most} scans.");
        }

        var door = Door.Of(id, context);
        var answer = await calls.V1.CheckIns.Upload.PostAsync(
            new UploadScansRequest
            {
                ActivityId = door.ActivityId,
                Door = door.Name,
                Scans = [.. request.Scans.Select(scan => new UploadScansScanRequest { Nonce = scan.Key, Ticket = scan.Ticket, At = scan.At })],
            },
            cancellationToken: cancellationToken);
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Json(answer!.Scans!.Select(scan => new Handed(scan.Nonce ?? "", Refusal(scan, clock.GetUtcNow()))).ToList());
    }

    /// <summary>In the words of the page: the interface answers a scan by the code of its problem.</summary>
    public static string? Refusal(UploadScansScanAnswer scan, DateTimeOffset now) => scan.Problem switch
    {
        null => null,
        "already-checked-in" => Text(Languages.Choose("Redan incheckad", "Already checked in"), scan, now),
        "ticket-for-another-activity" => Languages.Choose("Biljetten gäller en annan aktivitet", "The ticket is for another activity"),
        "ticket-replaced" => Languages.Choose("Biljetten är ersatt av en ny", "The ticket was replaced by a new one"),
        "not-confirmed" => Languages.Choose("Biljetten har ingen plats", "The ticket has no seat"),
        "not-a-ticket" => Languages.Choose("Det var ingen biljett", "That was not a ticket"),
        "door-not-open" or "door-closed" => Languages.Choose("Läst utanför insläppets tider", "Scanned when nobody is let in"),
        "more-than-the-ticket" => Languages.Choose("Fler än biljetten gäller för", "More people than the ticket is for"),
        "scan-not-now" => Languages.Choose("Den här enhetens klocka går fel", "The clock on this device is wrong"),
        "forbidden" => Languages.Choose("Du har inte den här dörren den dagen", "You do not have this door on that day"),
        var other => scan.Reason ?? other,
    };

    private static string Text(string what, UploadScansScanAnswer scan, DateTimeOffset now) =>
        scan.CheckedInAt is { } at ? $"{what} {DoorTimes.At(at, now)}{(string.IsNullOrEmpty(scan.Door) ? "" : $", {scan.Door}")}" : what;
}
