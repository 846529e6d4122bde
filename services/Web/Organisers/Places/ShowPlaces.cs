using BusinessFocus.Client;
using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Web.Organisers.Activities;
using BusinessFocus.Web.Site;
using BusinessFocus.Web.Site.SignIn;
using BusinessFocus.Web.Site.Staff;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Kiota.Abstractions;

namespace BusinessFocus.Web.Organisers.Places;

/// <summary><c>/styr/platser</c>: an edition's venues and hosts; each is added, changed and removed by a page of its own; what a change or a removal comes to is shown first.</summary>
public static class ShowPlaces
{
    public const string Path = "/styr/platser";
    public const string Venues = $"{Path}/lokaler";
    public const string Hosts = $"{Path}/vardar";
    public const string Act = "act";
    public const string Save = "save";

    public static void MapShowPlaces(this IEndpointRouteBuilder routes)
    {
        routes.MapPage(Path, ListAsync).In(Area.Organisers);
        routes.MapPage($"{Venues}/{{id}}", ShowVenueAsync).In(Area.Organisers);
        routes.MapForm($"{Venues}/{{id}}", SaveVenueAsync).In(Area.Organisers);
        routes.MapPage($"{Hosts}/{{id}}", ShowHostAsync).In(Area.Organisers);
        routes.MapForm($"{Hosts}/{{id}}", SaveHostAsync).In(Area.Organisers);
        routes.MapForm($"{Venues}/{{id:guid}}/ta-bort", RemoveVenueAsync).In(Area.Organisers);
        routes.MapForm($"{Hosts}/{{id:guid}}/ta-bort", RemoveHostAsync).In(Area.Organisers);
    }

    private static async Task<IResult> ListAsync(
        [FromQuery(Name = "sparad")] string? saved, [FromQuery(Name = "borttagen")] string? removed, HttpContext context, ChosenEdition chosen, ReadPlan plans, CancellationToken cancellationToken)
    {
        if (await chosen.ReadAsync(context, cancellationToken) is not { } edition)
        {
            return context.Show<NoEditionYetPage>(new Dictionary<string, object?>());
        }

        return context.Show<PlacesPage>(new Dictionary<string, object?>
        {
            [nameof(PlacesPage.Plan)] = await plans.WholeAsync(edition, cancellationToken),
            [nameof(PlacesPage.IsSaved)] = saved is not null,
            [nameof(PlacesPage.IsRemoved)] = removed is not null,
        });
    }

    private static async Task<IResult> ShowVenueAsync(string id, HttpContext context, Festival calls, TimeProvider clock, CancellationToken cancellationToken)
    {
        var (venue, version) = await VenueAsync(id, calls, cancellationToken);
        var form = venue is null ? TypedForm.Empty : new TypedForm(VenueForm.Filled(venue), TypedForm.Empty.Faults);
        return await AnswerVenueAsync(context, venue, version, form, null, calls, clock, cancellationToken);
    }

    private static async Task<IResult> SaveVenueAsync(
        string id, HttpContext context, ChosenEdition chosen, Festival calls, TimeProvider clock, CancellationToken cancellationToken)
    {
        var form = await context.FormAsync();
        var edition = (await chosen.ReadAsync(context, cancellationToken))!;
        var (venue, version) = await VenueAsync(id, calls, cancellationToken);
        if (VenueForm.FaultsIn(form) is { Count: > 0 } faults)
        {
            return await AnswerVenueAsync(context, venue, version, new TypedForm(form, faults), null, calls, clock, cancellationToken);
        }

        var request = VenueForm.RequestOf(form, venue);
        if (venue is not null && form[Act] != Save)
        {
            FormKey.Forget(context);
            var meaning = await ReadPlan.WhereAllowedAsync(() => calls.V1.Venues[venue.Id!.Value].PutAsync(request, ask => ask.QueryParameters.Preview = true, cancellationToken));
            if (VenueMeaning.IsWorthSaying(meaning))
            {
                return await AnswerVenueAsync(context, venue, TypedForm.Filled(form, PlanForm.Version) ?? version, new TypedForm(form, TypedForm.Empty.Faults), meaning, calls, clock, cancellationToken);
            }

            FormKey.Keep(context, form);
        }

        return await SaveAsync(
            context, edition, form,
            based => venue is null
                ? calls.V1.Editions[ReadPlan.Id(edition)].Venues.PostAsync(request, cancellationToken: cancellationToken)
                : calls.V1.Venues[venue.Id!.Value].PutAsync(request, ask => based(ask.Headers), cancellationToken),
            told => AnswerVenueAsync(context, venue, version, told, null, calls, clock, cancellationToken));
    }

    private static async Task<IResult> RemoveVenueAsync(
        Guid id, HttpContext context, ChosenEdition chosen, Festival calls, TimeProvider clock, CancellationToken cancellationToken)
    {
        var form = await context.FormAsync();
        var edition = (await chosen.ReadAsync(context, cancellationToken))!;
        var (venue, version) = await VenueAsync(id.ToString(), calls, cancellationToken);
        return await RemoveAsync(
            context, edition, () => calls.V1.Venues[id].DeleteAsync(cancellationToken: cancellationToken),
            problem => AnswerVenueAsync(context, venue, version, TypedForm.Of(form, problem) with { Typed = VenueForm.Filled(venue!) }, null, calls, clock, cancellationToken));
    }

    private static async Task<IResult> ShowHostAsync(string id, HttpContext context, Festival calls, TimeProvider clock, CancellationToken cancellationToken)
    {
        var (host, version) = await HostAsync(id, calls, cancellationToken);
        return await AnswerHostAsync(
            context, host, version, host is null ? TypedForm.Empty : new TypedForm(HostForm.Filled(host), TypedForm.Empty.Faults), calls, clock, cancellationToken);
    }

    private static async Task<IResult> SaveHostAsync(
        string id, HttpContext context, ChosenEdition chosen, Festival calls, TimeProvider clock, CancellationToken cancellationToken)
    {
        var form = await context.FormAsync();
        var edition = (await chosen.ReadAsync(context, cancellationToken))!;
        var (host, version) = await HostAsync(id, calls, cancellationToken);
        return HostForm.FaultsIn(form) is { Count: > 0 } faults
            ? await AnswerHostAsync(context, host, version, new TypedForm(form, faults), calls, clock, cancellationToken)
            : await SaveAsync(
                context, edition, form,
                based => host is null
                    ? calls.V1.Editions[ReadPlan.Id(edition)].Hosts.PostAsync(HostForm.RequestOf(form, null), cancellationToken: cancellationToken)
                    : calls.V1.Hosts[host.Id!.Value].PutAsync(HostForm.RequestOf(form, host), ask => based(ask.Headers), cancellationToken),
                told => AnswerHostAsync(context, host, version, told, calls, clock, cancellationToken));
    }

    private static async Task<IResult> RemoveHostAsync(
        Guid id, HttpContext context, ChosenEdition chosen, Festival calls, TimeProvider clock, CancellationToken cancellationToken)
    {
        var form = await context.FormAsync();
        var edition = (await chosen.ReadAsync(context, cancellationToken))!;
        var (host, version) = await HostAsync(id.ToString(), calls, cancellationToken);
        return await RemoveAsync(
            context, edition, () => calls.V1.Hosts[id].DeleteAsync(cancellationToken: cancellationToken),
            problem => AnswerHostAsync(context, host, version, TypedForm.Of(form, problem) with { Typed = HostForm.Filled(host!) }, calls, clock, cancellationToken));
    }

    private static async Task<IResult> RemoveAsync(HttpContext context, EditionView edition, Func<Task> remove, Func<ProblemException, Task<IResult>> show)
    {
        try
        {
            await remove();
            return context.GoTo(ChosenEdition.Link($"{Path}?borttagen=ja", edition.Slug));
        }
        catch (ProblemException problem) when ((int)problem.Status is 400 or 409 or 412 or 422)
        {
            FormKey.Forget(context);
            return await show(problem);
        }
    }

    private static async Task<IResult> SaveAsync(
        HttpContext context, EditionView edition, IFormCollection form, Func<Action<RequestHeaders>, Task> send, Func<TypedForm, Task<IResult>> show)
    {
        try
        {
            await send(headers => headers.Based(TypedForm.Filled(form, PlanForm.Version)));
            return context.GoTo(ChosenEdition.Link($"{Path}?sparad=ja", edition.Slug));
        }
        catch (ProblemException problem) when ((int)problem.Status is 400 or 409 or 412 or 422)
        {
            FormKey.Forget(context);
            return await show(TypedForm.Of(form, problem));
        }
    }

    /// <summary>Nothing for a new one.</summary>
    private static async Task<(VenueView? Venue, string? Version)> VenueAsync(string id, Festival calls, CancellationToken cancellationToken)
    {
        if (!Guid.TryParse(id, out var venue))
        {
            return (null, null);
        }

        return await ReadPlan.WithVersionAsync<VenueView>((option, token) => calls.V1.Venues[venue].GetAsync(ask => ask.Options.Add(option), token), cancellationToken);
    }

    /// <summary>Nothing for a new one.</summary>
    private static async Task<(HostView? Host, string? Version)> HostAsync(string id, Festival calls, CancellationToken cancellationToken)
    {
        if (!Guid.TryParse(id, out var host))
        {
            return (null, null);
        }

        return await ReadPlan.WithVersionAsync<HostView>((option, token) => calls.V1.Hosts[host].GetAsync(ask => ask.Options.Add(option), token), cancellationToken);
    }

    private static async Task<IResult> AnswerVenueAsync(
        HttpContext context, VenueView? venue, string? version, TypedForm form, ChangeVenueAnswer? meaning, Festival calls, TimeProvider clock, CancellationToken cancellationToken) =>
        context.Show<VenuePage>(
            new Dictionary<string, object?>
            {
                [nameof(VenuePage.Venue)] = venue,
                [nameof(VenuePage.Version)] = version,
                [nameof(VenuePage.Form)] = form,
                [nameof(VenuePage.Meaning)] = meaning,
                [nameof(VenuePage.Removal)] = venue is null
                    ? null
                    : await ReadPlan.WhereAllowedAsync(() => calls.V1.Venues[venue.Id!.Value].DeleteAsync(ask => ask.QueryParameters.Preview = true, cancellationToken)),
                [nameof(VenuePage.Now)] = clock.GetUtcNow(),
            },
            form.HasFaults ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);

    private static async Task<IResult> AnswerHostAsync(
        HttpContext context, HostView? host, string? version, TypedForm form, Festival calls, TimeProvider clock, CancellationToken cancellationToken) =>
        context.Show<HostPage>(
            new Dictionary<string, object?>
            {
                [nameof(HostPage.Host)] = host,
                [nameof(HostPage.Version)] = version,
                [nameof(HostPage.Form)] = form,
                [nameof(HostPage.Removal)] = host is null
                    ? null
                    : await ReadPlan.WhereAllowedAsync(() => calls.V1.Hosts[host.Id!.Value].DeleteAsync(ask => ask.QueryParameters.Preview = true, cancellationToken)),
                [nameof(HostPage.Now)] = clock.GetUtcNow(),
            },
            form.HasFaults ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);
}
