using System.Globalization;
using System.Net;
using BusinessFocus.Client;
using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Web.Organisers.Activities;
using BusinessFocus.Web.Site;
using BusinessFocus.Web.Site.SignIn;
using BusinessFocus.Web.Site.Staff;
using Microsoft.AspNetCore.Mvc;

namespace BusinessFocus.Web.Organisers.Releases;

/// <summary><c>/styr/slapp</c>: the draft against what is public, in words, who would be told and what they read; and the release, now or at a time.</summary>
public static class ShowRelease
{
    public const string Path = "/styr/slapp";
    public const string Note = "note";
    public const string At = "at";
    public const string Only = "activityIds";

    public static void MapShowRelease(this IEndpointRouteBuilder routes)
    {
        routes.MapPage(Path, ([FromQuery(Name = "slappt")] string? done, HttpContext context, ChosenEdition chosen, ReadPlan plans, Festival calls, TimeProvider clock, CancellationToken cancellationToken) =>
            ShowAsync(TypedForm.Empty, done, context, chosen, plans, calls, clock, cancellationToken)).In(Area.Organisers);
        routes.MapForm(Path, ReleaseAsync).In(Area.Organisers);
        routes.MapForm($"{Path}/{{release:guid}}/ta-tillbaka", WithdrawAsync).In(Area.Organisers);
    }

    private static async Task<IResult> ReleaseAsync(
        HttpContext context, ChosenEdition chosen, ReadPlan plans, Festival calls, TimeProvider clock, CancellationToken cancellationToken)
    {
        var form = await context.FormAsync();
        if (await chosen.ReadAsync(context, cancellationToken) is not { } edition)
        {
            return context.Missing();
        }

        if (TypedForm.Filled(form, At) is { } text && FormTimes.Moment(text) is null)
        {
            var fault = new Dictionary<string, string> { [At] = Languages.Choose("Tiden finns inte. Så här: 2027-09-01 08:00", "There is no such time. Use this format: 2027-09-01 08:00") };
            return await ShowAsync(new TypedForm(form, fault), null, context, chosen, plans, calls, clock, cancellationToken);
        }

        try
        {
            var request = RequestOf(form);
            var released = await calls.V1.Editions[ReadPlan.Id(edition)].Releases.PostAsync(request, cancellationToken: cancellationToken);
            var done = request.At is null ? released!.Version!.Value.ToString(CultureInfo.InvariantCulture) : "sen";
            return context.GoTo(ChosenEdition.Link($"{Path}?slappt={done}", edition.Slug));
        }
        catch (ProblemException problem) when ((int)problem.Status is 400 or 409 or 422)
        {
            return await ShowAsync(TypedForm.Of(form, problem), null, context, chosen, plans, calls, clock, cancellationToken);
        }
    }

    public static ReleaseProgrammeRequest RequestOf(IFormCollection form)
    {
        var only = (form.TryGetValue(Only, out var ids) ? ids : default).Select(id => Guid.TryParse(id, out var activity) ? activity : (Guid?)null).Where(id => id is not null).ToList();
        return new ReleaseProgrammeRequest { Note = TypedForm.Filled(form, Note), At = FormTimes.Moment(form[At]), ActivityIds = only.Count > 0 ? only : null };
    }

    private static async Task<IResult> WithdrawAsync(Guid release, HttpContext context, ChosenEdition chosen, Festival calls, CancellationToken cancellationToken)
    {
        await context.FormAsync();
        var edition = (await chosen.ReadAsync(context, cancellationToken))!;
        await calls.V1.Editions[ReadPlan.Id(edition)].ScheduledReleases[release].DeleteAsync(cancellationToken: cancellationToken);
        return context.GoTo(ChosenEdition.Link($"{Path}?slappt=tillbaka", edition.Slug));
    }

    private static async Task<IResult> ShowAsync(
        TypedForm form, string? done, HttpContext context, ChosenEdition chosen, ReadPlan plans, Festival calls, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (await chosen.ReadAsync(context, cancellationToken) is not { } edition)
        {
            return context.Show<NoEditionYetPage>(new Dictionary<string, object?>());
        }

        FormKey.Forget(context);
        var of = calls.V1.Editions[ReadPlan.Id(edition)];
        var scheduled = ReadPlan.WhereAllowedAsync(() => of.ScheduledReleases.GetAsync(cancellationToken: cancellationToken));
        var releases = ReadPlan.WhereAllowedAsync(() => of.Releases.GetAsync(ask => ask.QueryParameters.Limit = ReadPlan.Page, cancellationToken));
        var then = edition.ReleaseVersion is > 0 and var version
            ? ReadPlan.WhereAllowedAsync(() => of.Releases[version].Programme.GetAsync(cancellationToken: cancellationToken))
            : Task.FromResult<CompareReleasesProgrammeThen?>(null);
        var letter = ReadPlan.WhereAllowedAsync(() => calls.V1.Templates[$"programme-change.{Languages.Current}"].Preview.PostAsync(
            new PreviewTemplateRequest { Sample = "several-changes" }, cancellationToken: cancellationToken));
        var plan = await plans.ActivitiesAsync(edition, cancellationToken);
        var known = plan.ToDictionary(activity => activity.Id!.Value);
        var before = ((await then)?.Activities ?? []).ToDictionary(activity => activity.Id!.Value);
        var changes = (await PreviewAsync(of, cancellationToken))
            .Select(change => ReleasedChange.Of(change, known.GetValueOrDefault(change.ActivityId!.Value), before.GetValueOrDefault(change.ActivityId.Value), clock.GetUtcNow()))
            .ToList();
        return context.Show<ReleasePage>(
            new Dictionary<string, object?>
            {
                [nameof(ReleasePage.Edition)] = edition,
                [nameof(ReleasePage.Changes)] = changes,
                [nameof(ReleasePage.Reach)] = await ReachAsync(calls, changes, cancellationToken),
                [nameof(ReleasePage.Letter)] = await letter,
                [nameof(ReleasePage.Scheduled)] = (await scheduled)?.Releases ?? [],
                [nameof(ReleasePage.Releases)] = (await releases)?.Items ?? [],
                [nameof(ReleasePage.Form)] = form,
                [nameof(ReleasePage.Done)] = done,
                [nameof(ReleasePage.Now)] = clock.GetUtcNow(),
            },
            form.HasFaults ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);
    }

    /// <summary>None where the draft is as what is public, or the edition is closed.</summary>
    private static async Task<IReadOnlyList<ReleaseViewChange>> PreviewAsync(
        Client.Generated.Api.V1.Editions.Item.IdOrSlugItemRequestBuilder of, CancellationToken cancellationToken)
    {
        try
        {
            return (await of.Releases.Preview.GetAsync(cancellationToken: cancellationToken))?.Changes ?? [];
        }
        catch (ProblemException problem) when (problem.Status == HttpStatusCode.Conflict)
        {
            return [];
        }
    }

    private static async Task<ReleaseReach> ReachAsync(Festival calls, IEnumerable<ReleasedChange> changes, CancellationToken cancellationToken)
    {
        var told = changes.Where(change => change.IsTold && change.Activity is { } activity && PlanNow.RegisteredFor(activity) > 0).ToList();
        var addresses = new List<IReadOnlyList<string>>();
        foreach (var change in told)
        {
            var people = await ReadPlan.WhereAllowedAsync<IReadOnlyList<string>>(async () => await AddressesAsync(calls, change.Activity!.Id!.Value, cancellationToken));
            if (people is null)
            {
                return new ReleaseReach(told.Sum(each => PlanNow.RegisteredFor(each.Activity!)), 0, IsExact: false);
            }

            addresses.Add(people);
        }

        return ReleaseReach.Of(addresses);
    }

    private static async Task<List<string>> AddressesAsync(Festival calls, Guid activity, CancellationToken cancellationToken) => await Lists
        .AllAsync<PageOfRegistrationView, RegistrationView>(
            (after, token) => calls.V1.Activities[activity].Registrations.GetAsync(ask => (ask.QueryParameters.After, ask.QueryParameters.Limit) = (after, ReadPlan.Page), token),
            page => (page.Items, page.Next),
            cancellationToken)
        .Where(registration => registration.Status != RegistrationStatus.Cancelled)
        .Select(registration => registration.Contact?.Email ?? registration.Id.ToString()!)
        .ToListAsync(cancellationToken);
}
