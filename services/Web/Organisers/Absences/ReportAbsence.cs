using BusinessFocus.Client;
using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Web.Organisers.Activities;
using BusinessFocus.Web.Site;
using BusinessFocus.Web.Site.SignIn;
using BusinessFocus.Web.Site.Staff;

namespace BusinessFocus.Web.Organisers.Absences;

/// <summary><c>/styr/franvaro</c>: a host is away: what that touches is shown first, then everybody is told and offered another time, or a colleague takes over.</summary>
public static class ReportAbsence
{
    public const string Path = "/styr/franvaro";

    /// <summary>Sent by the page that shows what would happen, for going back to what was typed.</summary>
    public const string Back = "back";

    public static void MapAbsencePages(this IEndpointRouteBuilder routes)
    {
        routes.MapPage(Path, (HttpContext context, Festival calls, ChosenEdition chosen, ReadPlan plans, TimeProvider clock, CancellationToken cancellationToken) =>
            ShowAsync(TypedForm.Empty, context, calls, chosen, plans, clock, cancellationToken)).In(Area.Organisers);
        routes.MapForm($"{Path}/visa", (HttpContext context, Festival calls, ChosenEdition chosen, ReadPlan plans, TimeProvider clock, CancellationToken cancellationToken) =>
            DoAsync(true, context, calls, chosen, plans, clock, cancellationToken)).In(Area.Organisers);
        routes.MapForm($"{Path}/gor", (HttpContext context, Festival calls, ChosenEdition chosen, ReadPlan plans, TimeProvider clock, CancellationToken cancellationToken) =>
            DoAsync(false, context, calls, chosen, plans, clock, cancellationToken)).In(Area.Organisers);
    }

    private static async Task<IResult> ShowAsync(
        TypedForm form, HttpContext context, Festival calls, ChosenEdition chosen, ReadPlan plans, TimeProvider clock, CancellationToken cancellationToken) =>
        await chosen.ReadAsync(context, cancellationToken) is not { } edition
            ? context.Show<NoEditionYetPage>(new Dictionary<string, object?>())
            : context.Show<AbsencePage>(
                new Dictionary<string, object?>
                {
                    [nameof(AbsencePage.Edition)] = edition,
                    [nameof(AbsencePage.Hosts)] = await plans.HostsAsync(edition, cancellationToken),
                    [nameof(AbsencePage.Form)] = form,
                    [nameof(AbsencePage.Now)] = clock.GetUtcNow(),
                },
                form.HasFaults ? StatusCodes.Status409Conflict : StatusCodes.Status200OK);

    private static async Task<IResult> DoAsync(
        bool isPreview, HttpContext context, Festival calls, ChosenEdition chosen, ReadPlan plans, TimeProvider clock, CancellationToken cancellationToken)
    {
        var form = await context.FormAsync();
        var faults = AbsenceForm.FaultsIn(form);
        if (form.ContainsKey(Back) || faults.Count > 0 || AbsenceForm.HostIn(form) is not { } host || AbsenceForm.PeriodIn(form) is not { } period)
        {
            return await ShowAsync(new TypedForm(form, faults), context, calls, chosen, plans, clock, cancellationToken);
        }

        if (await chosen.ReadAsync(context, cancellationToken) is not { } edition)
        {
            return context.Show<NoEditionYetPage>(new Dictionary<string, object?>());
        }

        try
        {
            var to = AbsenceForm.HostIn(form, AbsenceForm.ToHost);
            var absence = to is not null ? null : await calls.V1.Hosts[host].Absences.PostAsync(
                AbsenceForm.AbsenceOf(form, period), ask => ask.QueryParameters.Preview = isPreview, cancellationToken);
            var handedOver = to is null ? null : await calls.V1.Hosts[host].Handover.PostAsync(
                AbsenceForm.HandOverOf(form, to.Value, period), ask => ask.QueryParameters.Preview = isPreview, cancellationToken);
            var hosts = await plans.HostsAsync(edition, cancellationToken);
            return context.Show<AbsenceConsequencePage>(new Dictionary<string, object?>
            {
                [nameof(AbsenceConsequencePage.Edition)] = edition,
                [nameof(AbsenceConsequencePage.Host)] = NameOf(host, hosts),
                [nameof(AbsenceConsequencePage.ToHost)] = to is null ? null : NameOf(to.Value, hosts),
                [nameof(AbsenceConsequencePage.From)] = period.From,
                [nameof(AbsenceConsequencePage.Until)] = period.Until,
                [nameof(AbsenceConsequencePage.Absence)] = absence,
                [nameof(AbsenceConsequencePage.HandedOver)] = handedOver,
                [nameof(AbsenceConsequencePage.IsPreview)] = isPreview,
                [nameof(AbsenceConsequencePage.Form)] = new TypedForm(form, new Dictionary<string, string>()),
                [nameof(AbsenceConsequencePage.Now)] = clock.GetUtcNow(),
            });
        }
        catch (ProblemException problem) when ((int)problem.Status is 400 or 404 or 409 or 422)
        {
            return await ShowAsync(TypedForm.Of(form, problem), context, calls, chosen, plans, clock, cancellationToken);
        }
    }

    private static string NameOf(Guid id, IReadOnlyList<HostView> hosts) =>
        hosts.FirstOrDefault(host => host.Id == id)?.Name ?? Languages.Choose("Värden", "The host");
}
