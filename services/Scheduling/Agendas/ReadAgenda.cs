using System.Text;
using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Domain.Tokens;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Scheduling.Activities;
using BusinessFocus.Scheduling.Calendars;
using BusinessFocus.Scheduling.Editions;
using BusinessFocus.Scheduling.Hosts;
using BusinessFocus.Scheduling.Timetable;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Scheduling.Agendas;

/// <summary>A host reads the own agenda by its link, or subscribes to it in a calendar; an organiser reads anybody's.</summary>
public static class ReadAgenda
{
    public static void MapReadAgenda(this RouteGroupBuilder api)
    {
        api.MapGet("/hosts/{id}/agenda", ReadAsync)
            .Only(Roles.Organiser)
            .WithTags("Venues and hosts")
            .WithName("readAgendaOfHost")
            .WithSummary("Read a host's agenda");
        api.MapGet("/agendas/{token}", ReadByLinkAsync)
            .WithTags("Venues and hosts")
            .WithName("readAgenda")
            .WithSummary("Read one's own agenda by its link")
            .AnswersAs("text/calendar")
            .RefusesWith(StatusCodes.Status406NotAcceptable);
        api.MapGet("/agendas/{token}.ics", ReadCalendarAsync)
            .Produces<string>(contentType: CalendarFile.MediaType)
            .Produces(StatusCodes.Status304NotModified)
            .WithTags("Venues and hosts")
            .WithName("readAgendaCalendar")
            .WithSummary("Subscribe to one's own agenda in a calendar");
    }

    /// <summary>
    /// What a host is planned with, drafts too, and how many come. What was cancelled is in it only where it had been in the programme. For
    /// organisers.
    /// </summary>
    /// <param name="day">Only what starts on this day, Europe/Stockholm, as 2026-10-05; left out, all of the edition.</param>
    private static async Task<Results<Ok<Agenda>, ProblemHttpResult>> ReadAsync(
        HostId id, DateOnly? day, IQuerySession reads, CancellationToken cancellationToken) =>
        AnswerOf(await AgendaAsync(reads, await reads.LoadAsync<Host>(id.Value, cancellationToken), cancellationToken), day);

    /// <summary>
    /// What the host whose link it is is planned with, drafts too, and how many come; without signing in. As a calendar where Accept asks for
    /// text/calendar, which then has all days. 404 where the link was taken back or another one made.
    /// </summary>
    /// <param name="token">The secret part of the link that an organiser made for the host.</param>
    /// <param name="day">Only what starts on this day, Europe/Stockholm, as 2026-10-05; left out, all of the edition.</param>
    private static async Task<Results<Ok<Agenda>, ProblemHttpResult>> ReadByLinkAsync(
        string token, DateOnly? day, IQuerySession reads, HttpResponse response, CancellationToken cancellationToken)
    {
        response.Headers.CacheControl = "private";
        return AnswerOf(await AgendaAsync(reads, await HostOfAsync(reads, token, cancellationToken), cancellationToken), day);
    }

    /// <summary>
    /// The agenda of the host whose link it is, as a calendar (iCalendar) to subscribe to; without signing in. Drafts are tentative in it, and
    /// slots of an open house say in their title whether they are booked. In the language of Accept-Language. 404 where the link was taken back
    /// or another one made.
    /// </summary>
    /// <param name="token">The secret part of the link that an organiser made for the host.</param>
    private static async Task<Results<FileContentHttpResult, StatusCodeHttpResult, ProblemHttpResult>> ReadCalendarAsync(
        string token, IQuerySession reads, CalendarFile calendars, HttpContext context, CancellationToken cancellationToken)
    {
        if (await HostOfAsync(reads, token, cancellationToken) is not { } host)
        {
            return CommonProblems.NotFound.ToAnswer();
        }

        var (activities, edition) = await PlannedWithAsync(reads, host, cancellationToken);
        var language = Languages.Current;
        var file = Encoding.UTF8.GetBytes(calendars.Of($"{edition.Edition.Name.In(language)}: {host.Name}", AgendaCalendar.Entries(activities, edition), language));
        context.Response.Headers.Vary = "Accept-Language";
        context.Response.Headers.CacheControl = "private";
        return context.IsKnownToAsker(ETags.HashOf(file))
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : TypedResults.Bytes(file, CalendarFile.MediaType, "agenda.ics");
    }

    private static Results<Ok<Agenda>, ProblemHttpResult> AnswerOf(Agenda? agenda, DateOnly? day) =>
        agenda is null ? CommonProblems.NotFound.ToAnswer() : TypedResults.Ok(day is { } on ? agenda.On(on) : agenda);

    private static async Task<Agenda?> AgendaAsync(IQuerySession reads, Host? host, CancellationToken cancellationToken)
    {
        if (host is null)
        {
            return null;
        }

        var (activities, edition) = await PlannedWithAsync(reads, host, cancellationToken);
        return Agenda.Of(host, activities, edition);
    }

    private static Task<Host?> HostOfAsync(IQuerySession reads, string token, CancellationToken cancellationToken)
    {
        var hash = LinkToken.HashOf(token);
        return reads.Query<Host>().FirstOrDefaultAsync(host => host.AgendaTokenHash == hash, cancellationToken);
    }

    private static async Task<(IReadOnlyList<Activity> Activities, EditionPlan Edition)> PlannedWithAsync(
        IQuerySession reads, Host host, CancellationToken cancellationToken)
    {
        var edition = await reads.LoadAsync<Edition>(host.EditionId.Value, cancellationToken);
        var activities = await reads.ActivitiesNeeding(host.EditionId, [new HostId(host.Id)], venue: null).ToListAsync(cancellationToken);
        return (activities, await reads.LoadForAsync(edition!, activities, cancellationToken));
    }
}
