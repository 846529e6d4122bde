using BusinessFocus.Client.Generated.Api.V1.Editions.Item.Activities.ChangeStatus;
using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Web.Site;
using BusinessFocus.Web.Site.SignIn;
using BusinessFocus.Web.Site.Staff;
using BusinessFocus.Web.Topics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Primitives;

namespace BusinessFocus.Web.Organisers.Activities;

/// <summary>
/// <c>/styr/aktiviteter/status</c>: all activities of a day, a kind, a topic, a venue or a host are cancelled, completed or reopened at once; which
/// they are and who is told is shown first.
/// </summary>
public static class ChangeStatus
{
    public const string Path = $"{ActivityFilter.Path}/status";
    public const string Change = "change";
    public const string Kind = "filter.kind";
    public const string Topic = "filter.topic";
    public const string Host = "filter.hostId";
    public const string Venue = "filter.venueId";
    public const string Day = "filter.day";
    public const string Reason = "reason";

    public static void MapChangeStatus(this IEndpointRouteBuilder routes)
    {
        routes.MapPage(Path, ShowAsync).In(Area.Organisers);
        routes.MapForm(Path, HandleAsync).In(Area.Organisers);
    }

    /// <summary>As far as a list's filter can be one of these.</summary>
    public static FormCollection Filled(ActivityFilter filter) => new(new Dictionary<string, StringValues>
    {
        [Kind] = filter.Kind is ActivityFilter.Slot ? "" : filter.Kind,
        [Host] = filter.Host,
        [Venue] = filter.Venue,
        [Day] = filter.Day,
    });

    public static IReadOnlyDictionary<string, string> FaultsIn(IFormCollection form)
    {
        var checks = new FormChecks(form);
        checks.Need(Change, Languages.Choose("Välj vad som ska hända.", "Choose what should happen."));
        if (new[] { Kind, Topic, Host, Venue, Day }.All(field => TypedForm.Filled(form, field) is null))
        {
            checks.Need(Day, Languages.Choose("Välj minst en sak: en dag, en typ, ett ämne, en lokal eller en värd.", "Choose at least one thing: a day, a kind, a topic, a venue or a host."));
        }

        return checks.Faults;
    }

    public static ChangeStatusRequest RequestOf(IFormCollection form) => new()
    {
        Change = ChangeIn(form),
        Reason = TypedForm.Filled(form, Reason),
        Override = TypedForm.Filled(form, PlanForm.Override) is { } why ? new PlanActivityOverrideRequest { Reason = why } : null,
        Filter = new ChangeActivitiesWhich
        {
            Kind = Enum.TryParse<ActivityKind>(form[Kind], ignoreCase: true, out var kind) && Enum.IsDefined(kind) ? kind : null,
            Topic = TypedForm.Filled(form, Topic),
            HostId = Guid.TryParse(form[Host], out var host) ? host : null,
            VenueId = Guid.TryParse(form[Venue], out var venue) ? venue : null,
            Day = WrittenDay.Read(form[Day]) is { } day ? WrittenDay.Of(day) : null,
        },
    };

    public static StatusChange? ChangeIn(IFormCollection form) =>
        Enum.TryParse<StatusChange>(form[Change], ignoreCase: true, out var change) && Enum.IsDefined(change) ? change : null;

    private static async Task<IResult> ShowAsync(
        [AsParameters] ActivityFilter filter, [FromQuery(Name = "klara")] int? done, HttpContext context, ChosenEdition chosen, ReadPlan plans, Festival calls, TimeProvider clock, CancellationToken cancellationToken) =>
        await chosen.ReadAsync(context, cancellationToken) is { } edition
            ? await AnswerAsync(edition, new TypedForm(Filled(filter.Readable()), TypedForm.Empty.Faults), null, null, done, context, plans, calls, clock, cancellationToken)
            : context.Show<NoEditionYetPage>(new Dictionary<string, object?>());

    private static async Task<IResult> HandleAsync(
        HttpContext context, ChosenEdition chosen, ReadPlan plans, Festival calls, TimeProvider clock, CancellationToken cancellationToken)
    {
        var form = await context.FormAsync();
        if (await chosen.ReadAsync(context, cancellationToken) is not { } edition)
        {
            return context.Missing();
        }

        var told = new TypedForm(form, FaultsIn(form));
        if (told.HasFaults)
        {
            return await AnswerAsync(edition, told, null, null, null, context, plans, calls, clock, cancellationToken);
        }

        var (request, call) = (RequestOf(form), calls.V1.Editions[ReadPlan.Id(edition)].Activities.ChangeStatus);
        var change = await PreviewedChange.AskAsync<ChangeStatusRequestBuilder.ChangeStatusRequestBuilderPostQueryParameters>(
            context, form, (ask, token) => call.PostAsync(request, ask, token), query => query.Preview = true, cancellationToken);
        return change.Done is { } done
            ? context.GoTo(ChosenEdition.Link($"{Path}?klara={done}", edition.Slug))
            : await AnswerAsync(edition, change.Form, change.Meaning, change.Version, null, context, plans, calls, clock, cancellationToken);
    }

    private static async Task<IResult> AnswerAsync(
        EditionView edition, TypedForm form, PlannedChanges? meaning, string? version, int? done, HttpContext context, ReadPlan plans, Festival calls, TimeProvider clock, CancellationToken cancellationToken)
    {
        var topics = calls.TopicsAsync(cancellationToken);
        return context.Show<ChangeStatusPage>(
            new Dictionary<string, object?>
            {
                [nameof(ChangeStatusPage.Plan)] = await plans.WholeAsync(edition, cancellationToken),
                [nameof(ChangeStatusPage.Topics)] = await topics,
                [nameof(ChangeStatusPage.Form)] = form,
                [nameof(ChangeStatusPage.Meaning)] = meaning,
                [nameof(ChangeStatusPage.Version)] = version,
                [nameof(ChangeStatusPage.Done)] = done,
                [nameof(ChangeStatusPage.Now)] = clock.GetUtcNow(),
            },
            form.HasFaults ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);
    }
}
