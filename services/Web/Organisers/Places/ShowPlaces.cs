using BusinessFocus.Client;
using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Web.Organisers.Activities;
using BusinessFocus.Web.Site.SignIn;
using BusinessFocus.Web.Site;
using BusinessFocus.Web.Site.Staff;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Kiota.Abstractions;

namespace BusinessFocus.Web.Organisers.Places;

/// <summary><c>/styr/platser</c>: an edition's venues and hosts; each is added and changed by a form of its own.</summary>
public static class ShowPlaces
{
    public const string Path = "/styr/platser";
    public const string Venues = $"{Path}/lokaler";
    public const string Hosts = $"{Path}/vardar";

    public static void MapShowPlaces(this IEndpointRouteBuilder routes)
    {
        routes.MapPage(Path, ListAsync).In(Area.Organisers);
        routes.MapPage($"{Venues}/{{id}}", ShowVenueAsync).In(Area.Organisers);
        routes.MapForm($"{Venues}/{{id}}", SaveVenueAsync).In(Area.Organisers);
        routes.MapPage($"{Hosts}/{{id}}", ShowHostAsync).In(Area.Organisers);
        routes.MapForm($"{Hosts}/{{id}}", SaveHostAsync).In(Area.Organisers);
    }

    private static async Task<IResult> ListAsync(
        [FromQuery(Name = "sparad")] string? saved, HttpContext context, ChosenEdition chosen, ReadPlan plans, CancellationToken cancellationToken)
    {
        if (await chosen.ReadAsync(context, cancellationToken) is not { } edition)
        {
            return context.Show<NoEditionYetPage>(new Dictionary<string, object?>());
        }

        return context.Show<PlacesPage>(new Dictionary<string, object?>
        {
            [nameof(PlacesPage.Plan)] = await plans.WholeAsync(edition, cancellationToken),
            [nameof(PlacesPage.IsSaved)] = saved is not null,
        });
    }

    private static async Task<IResult> ShowVenueAsync(string id, HttpContext context, Festival calls, CancellationToken cancellationToken)
    {
        var (venue, version) = await VenueAsync(id, calls, cancellationToken);
        return ShowVenue(context, venue, version, venue is null ? TypedForm.Empty : new TypedForm(VenueForm.Filled(venue), TypedForm.Empty.Faults));
    }

    private static async Task<IResult> SaveVenueAsync(string id, HttpContext context, ChosenEdition chosen, Festival calls, CancellationToken cancellationToken)
    {
        var form = await context.FormAsync();
        var edition = (await chosen.ReadAsync(context, cancellationToken))!;
        var (venue, version) = await VenueAsync(id, calls, cancellationToken);
        return VenueForm.FaultsIn(form) is { Count: > 0 } faults
            ? ShowVenue(context, venue, version, new TypedForm(form, faults))
            : await SaveAsync(
                context, edition, form,
                based => venue is null
                    ? calls.V1.Editions[ReadPlan.Id(edition)].Venues.PostAsync(VenueForm.RequestOf(form, null), cancellationToken: cancellationToken)
                    : calls.V1.Venues[venue.Id!.Value].PutAsync(VenueForm.RequestOf(form, venue), ask => based(ask.Headers), cancellationToken),
                told => ShowVenue(context, venue, version, told));
    }

    private static async Task<IResult> ShowHostAsync(string id, HttpContext context, Festival calls, CancellationToken cancellationToken)
    {
        var (host, version) = await HostAsync(id, calls, cancellationToken);
        return ShowHost(context, host, version, host is null ? TypedForm.Empty : new TypedForm(HostForm.Filled(host), TypedForm.Empty.Faults));
    }

    private static async Task<IResult> SaveHostAsync(string id, HttpContext context, ChosenEdition chosen, Festival calls, CancellationToken cancellationToken)
    {
        var form = await context.FormAsync();
        var edition = (await chosen.ReadAsync(context, cancellationToken))!;
        var (host, version) = await HostAsync(id, calls, cancellationToken);
        return HostForm.FaultsIn(form) is { Count: > 0 } faults
            ? ShowHost(context, host, version, new TypedForm(form, faults))
            : await SaveAsync(
                context, edition, form,
                based => host is null
                    ? calls.V1.Editions[ReadPlan.Id(edition)].Hosts.PostAsync(HostForm.RequestOf(form, null), cancellationToken: cancellationToken)
                    : calls.V1.Hosts[host.Id!.Value].PutAsync(HostForm.RequestOf(form, host), ask => based(ask.Headers), cancellationToken),
                told => ShowHost(context, host, version, told));
    }

    private static async Task<IResult> SaveAsync(
        HttpContext context, EditionView edition, IFormCollection form, Func<Action<RequestHeaders>, Task> send, Func<TypedForm, IResult> show)
    {
        try
        {
            await send(headers => headers.Based(TypedForm.Filled(form, PlanForm.Version)));
            return context.GoTo(ChosenEdition.Link($"{Path}?sparad=ja", edition.Slug));
        }
        catch (ProblemException problem) when ((int)problem.Status is 400 or 409 or 412 or 422)
        {
            return show(TypedForm.Of(form, problem));
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

    private static IResult ShowVenue(HttpContext context, VenueView? venue, string? version, TypedForm form) => context.Show<VenuePage>(
        new Dictionary<string, object?> { [nameof(VenuePage.Venue)] = venue, [nameof(VenuePage.Version)] = version, [nameof(VenuePage.Form)] = form },
        form.HasFaults ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);

    private static IResult ShowHost(HttpContext context, HostView? host, string? version, TypedForm form) => context.Show<HostPage>(
        new Dictionary<string, object?> { [nameof(HostPage.Host)] = host, [nameof(HostPage.Version)] = version, [nameof(HostPage.Form)] = form },
        form.HasFaults ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);
}
