using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Domain.Times;
using BusinessFocus.Web.Programme;
using BusinessFocus.Web.Site;
using BusinessFocus.Web.Topics;

namespace BusinessFocus.Web.Visits;

/// <summary><c>GET /besok/{id}?token=</c>: a company's visit by its link: what was asked, what is proposed, and how to answer.</summary>
public static class ShowVisit
{
    public const string Path = "/besok/{id:guid}";

    public static void MapShowVisit(this IEndpointRouteBuilder routes) => routes.MapPage(
        Path,
        (Guid id, string? token, HttpContext context, Festival calls, ReadFestival festival, TimeProvider clock, CancellationToken cancellationToken) =>
            ShowAsync(id, token, TypedForm.Empty, context, calls, festival, clock, cancellationToken));

    public static string Address(Guid id, string token, string act = "") =>
        Links.To($"/besok/{id}{(act.Length == 0 ? "" : $"/{act}")}?token={Uri.EscapeDataString(token)}");

    /// <param name="form">With what is wrong, where an answer was refused.</param>
    internal static async Task<IResult> ShowAsync(
        Guid id,
        string? token,
        TypedForm form,
        HttpContext context,
        Festival calls,
        ReadFestival festival,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(token))
        {
            return context.Missing();
        }

        var now = clock.GetUtcNow();
        var visit = (await calls.V1.VisitRequests[id].GetAsync(ask => ask.QueryParameters.Token = token, cancellationToken))!;
        var planned = await PlannedAsync(visit, calls, cancellationToken);
        var days = await DaysAsync(visit, festival, now, cancellationToken);
        return context.Show<VisitPage>(
            new Dictionary<string, object?>
            {
                [nameof(VisitPage.Visit)] = visit,
                [nameof(VisitPage.Planned)] = planned,
                [nameof(VisitPage.Stage)] = VisitStages.Of(visit, planned, now),
                [nameof(VisitPage.Days)] = days,
                [nameof(VisitPage.Topics)] = await calls.TopicsAsync(cancellationToken),
                [nameof(VisitPage.Token)] = token,
                [nameof(VisitPage.Form)] = form,
                [nameof(VisitPage.Now)] = now,
            },
            form.HasFaults ? StatusCodes.Status409Conflict : StatusCodes.Status200OK);
    }

    /// <summary>The activity that it became, once it is released: before that only organisers see it.</summary>
    private static async Task<ActivityView?> PlannedAsync(VisitRequestView visit, Festival calls, CancellationToken cancellationToken) =>
        visit is { Status: VisitStatus.Accepted, ActivityId: { } id }
            ? await IfThere.ReadAsync(() => calls.V1.Activities[id].GetAsync(cancellationToken: cancellationToken))
            : null;

    /// <summary>
    /// The days of the current edition, where the visit is in it. A request does not say of which edition it is: of another one any day is asked for,
    /// and the message says which.
    /// </summary>
    private static async Task<IReadOnlyList<DateOnly>> DaysAsync(
        VisitRequestView visit, ReadFestival festival, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (visit.Proposal?.StartsAt is not { } proposed || await festival.CurrentAsync(cancellationToken) is not { } edition)
        {
            return [];
        }

        var day = Stockholm.DayOf(proposed);
        return day >= Texts.Of(edition.StartsOn!.Value) && day <= Texts.Of(edition.EndsOn!.Value) ? VisitStages.DaysToChoose(edition, now) : [];
    }
}
