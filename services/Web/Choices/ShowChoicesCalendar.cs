using BusinessFocus.Domain.Texts;
using BusinessFocus.Web.Programme;
using BusinessFocus.Web.Site;
using BusinessFocus.Web.Stars;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Kiota.Abstractions;

namespace BusinessFocus.Web.Choices;

/// <summary>
/// <c>GET /mina-val.ics?val=</c>: the kept activities as a calendar to subscribe to, cut out of the programme's, so that an activity has one entry whichever
/// way it came into a calendar.
/// </summary>
public static class ShowChoicesCalendar
{
    private const string Begin = "BEGIN:VEVENT\r\n";
    private const string End = "END:VEVENT\r\n";

    public static void MapShowChoicesCalendar(this IEndpointRouteBuilder routes) => routes.MapPage(
        "/mina-val.ics",
        async ([FromQuery(Name = ShowChoices.Code)] string? code, HttpContext context, Festival calls, ReadFestival festival, CancellationToken cancellationToken) =>
        {
            if (await festival.CurrentAsync(cancellationToken) is not { } edition)
            {
                return context.Missing();
            }

            var file = new NativeResponseHandler();
            await calls.V1.Editions[edition.Slug!].ProgrammeIcs.GetAsync(ask => ask.Options.Add(new ResponseHandlerOption { ResponseHandler = file }), cancellationToken);
            using var whole = (HttpResponseMessage)file.Value!;
            context.Response.Headers.CacheControl = "no-store";
            return TypedResults.Text(Cut(await whole.Content.ReadAsStringAsync(cancellationToken), Starred.Of(code)), "text/calendar; charset=utf-8");
        });

    /// <param name="calendar">RFC 5545.</param>
    public static string Cut(string calendar, Starred starred)
    {
        var kept = starred.Activities.Select(activity => $"UID:{activity}@").ToList();
        var parts = calendar.Split(Begin);
        var last = parts[^1].LastIndexOf(End, StringComparison.Ordinal) is >= 0 and var end ? parts[^1][(end + End.Length)..] : "";
        var events = parts.Skip(1)
            .Select(part => part[..(part.IndexOf(End, StringComparison.Ordinal) + End.Length)])
            .Where(part => kept.Any(uid => part.StartsWith(uid, StringComparison.Ordinal)));
        return Named(parts.Length == 1 ? calendar : parts[0]) + string.Concat(events.Select(part => Begin + part)) + last;
    }

    private static string Named(string head) => string.Join("\r\n", head.Split("\r\n").Select(line =>
        line.StartsWith("X-WR-CALNAME:", StringComparison.Ordinal) ? $"{line}: {Languages.Choose("mina val", "my choices")}" : line));
}
