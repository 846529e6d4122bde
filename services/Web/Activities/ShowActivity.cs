using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Domain.Times;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Web.Programme;
using BusinessFocus.Web.Site;
using BusinessFocus.Web.Stars;
using BusinessFocus.Web.Topics;
using Microsoft.AspNetCore.Mvc;

namespace BusinessFocus.Web.Activities;

/// <summary><c>GET /aktivitet/{words}-{id}</c>: what, when, where, how full, and the form to register on the same page.</summary>
public static class ShowActivity
{
    public const string Path = "/aktivitet/{address}";

    public static void MapShowActivity(this IEndpointRouteBuilder routes) => routes.MapPage(Path, HandleAsync);

    private static async Task<IResult> HandleAsync(
        string address,
        [FromQuery(Name = "amne")] string? topic,
        HttpContext context,
        Festival calls,
        ReadFestival festival,
        TimeProvider clock,
        CancellationToken cancellationToken) =>
        Links.ActivityIn(address) is { } id
            ? await ShowAsync(id, TypedForm.Empty, topic, context, calls, festival, clock, cancellationToken)
            : context.Missing();

    /// <param name="form">What was typed, where something is wrong with it.</param>
    /// <param name="topic">What a conversation is to be about, by its key, where that was chosen before the time.</param>
    internal static async Task<IResult> ShowAsync(
        Guid id,
        TypedForm form,
        string? topic,
        HttpContext context,
        Festival calls,
        ReadFestival festival,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var seats = calls.SeatsAsync(id, cancellationToken);
        var activity = (await calls.V1.Activities[id].GetAsync(cancellationToken: cancellationToken))!;
        var edition = (await calls.V1.Editions[activity.EditionId!.Value.ToString()].GetAsync(cancellationToken: cancellationToken))!;
        return context.Show<ActivityPage>(
            new Dictionary<string, object?>
            {
                [nameof(ActivityPage.Activity)] = activity,
                [nameof(ActivityPage.Edition)] = edition,
                [nameof(ActivityPage.Seats)] = await seats,
                [nameof(ActivityPage.Instead)] = await InsteadAsync(activity, edition, await seats, festival, clock.GetUtcNow(), cancellationToken),
                [nameof(ActivityPage.Link)] = context.RequestServices.GetRequiredService<IConfiguration>().PublicUrl() + Links.To(activity),
                [nameof(ActivityPage.Starred)] = Starred.In(context),
                [nameof(ActivityPage.Form)] = form,
                [nameof(ActivityPage.Topic)] = topic is not null && activity.Topics?.Contains(topic) is true
                    ? (await calls.TopicsAsync(cancellationToken)).NameOf(topic)
                    : null,
                [nameof(ActivityPage.Now)] = clock.GetUtcNow(),
            },
            form.HasFaults ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);
    }

    /// <summary>For who cannot come to this one: it is cancelled, or full.</summary>
    private static async Task<ProgrammeNow?> InsteadAsync(
        ActivityView activity, EditionView edition, AvailabilityView? seats, ReadFestival festival, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (ProgrammeList.IsSlot(activity) || (activity.Status != ActivityViewStatus.Cancelled && seats is not { Left: 0 }))
        {
            return null;
        }

        var programme = await festival.ProgrammeAsync(edition.Slug!, ProgrammeFilter.Everything, cancellationToken);
        return programme with { Activities = Insteads.Of(activity, programme, now) };
    }

    /// <summary>Why nobody can register now, in words; null where they can.</summary>
    internal static string? ClosedBecause(ActivityView activity, DateTimeOffset now) => activity switch
    {
        { Status: ActivityViewStatus.Cancelled or ActivityViewStatus.Completed } or { Capacity: 0 } => "",
        { RegistrationOpensAt: { } opens } when opens > now => Languages.Choose(
            $"Anmälan öppnar {Texts.Day(Stockholm.DayOf(opens), now)} kl. {Texts.Time(opens)}.",
            $"Registration opens on {Texts.Day(Stockholm.DayOf(opens), now)} at {Texts.Time(opens)}."),
        { RegistrationClosesAt: { } closes } when closes <= now => Languages.Choose("Anmälan har stängt.", "Registration has closed."),
        _ when activity.StartsAt <= now => Languages.Choose("Anmälan har stängt.", "Registration has closed."),
        _ => null,
    };
}
