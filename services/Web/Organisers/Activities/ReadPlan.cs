using System.Net;
using BusinessFocus.Client;
using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Web.Site;
using Microsoft.Kiota.Abstractions;
using Microsoft.Kiota.Abstractions.Serialization;

namespace BusinessFocus.Web.Organisers.Activities;

/// <summary>What organisers and planners see of an edition, as the gateway has it.</summary>
public sealed class ReadPlan(Festival festival)
{
    /// <summary>As many as the interface gives at once.</summary>
    public const int Page = 200;

    public async Task<PlanNow> WholeAsync(EditionView edition, CancellationToken cancellationToken)
    {
        var activities = ActivitiesAsync(edition, cancellationToken);
        var venues = VenuesAsync(edition, cancellationToken);
        var hosts = HostsAsync(edition, cancellationToken);
        return new PlanNow(edition, await activities, await venues, await hosts);
    }

    public async Task<IReadOnlyList<ActivityView>> ActivitiesAsync(EditionView edition, CancellationToken cancellationToken)
    {
        var all = Lists.AllAsync<PageOfActivityView, ActivityView>(
            (after, token) => festival.V1.Editions[Id(edition)].Activities.GetAsync(
                ask => (ask.QueryParameters.After, ask.QueryParameters.Limit) = (after, Page), token),
            page => (page.Items, page.Next),
            cancellationToken);
        return await all.ToListAsync(cancellationToken);
    }

    public async Task<IReadOnlyList<VenueView>> VenuesAsync(EditionView edition, CancellationToken cancellationToken)
    {
        var all = Lists.AllAsync<PageOfVenueView, VenueView>(
            (after, token) => festival.V1.Editions[Id(edition)].Venues.GetAsync(
                ask => (ask.QueryParameters.After, ask.QueryParameters.Limit) = (after, Page), token),
            page => (page.Items, page.Next),
            cancellationToken);
        return await all.OrderBy(venue => venue.Name, StringComparer.CurrentCulture).ToListAsync(cancellationToken);
    }

    public async Task<IReadOnlyList<HostView>> HostsAsync(EditionView edition, CancellationToken cancellationToken)
    {
        var all = Lists.AllAsync<PageOfHostView, HostView>(
            (after, token) => festival.V1.Editions[Id(edition)].Hosts.GetAsync(
                ask => (ask.QueryParameters.After, ask.QueryParameters.Limit) = (after, Page), token),
            page => (page.Items, page.Next),
            cancellationToken);
        return await all.OrderBy(host => host.Name, StringComparer.CurrentCulture).ToListAsync(cancellationToken);
    }

    /// <summary>With the version that a change is based on.</summary>
    public Task<(ActivityView Activity, string? Version)> ActivityAsync(Guid id, CancellationToken cancellationToken) =>
        WithVersionAsync<ActivityView>((option, token) => festival.V1.Activities[id].GetAsync(ask => ask.Options.Add(option), token), cancellationToken);

    public async Task<EditionView> EditionOfAsync(ActivityView activity, CancellationToken cancellationToken) =>
        (await festival.V1.Editions[activity.EditionId!.Value.ToString()].GetAsync(cancellationToken: cancellationToken))!;

    /// <summary>What a call answers, and its ETag.</summary>
    public static async Task<(T Value, string? Version)> WithVersionAsync<T>(
        Func<IRequestOption, CancellationToken, Task> call, CancellationToken cancellationToken)
        where T : IParsable
    {
        var native = new NativeResponseHandler();
        await call(new ResponseHandlerOption { ResponseHandler = native }, cancellationToken);
        using var answer = (HttpResponseMessage)native.Value!;
        await using var body = await answer.Content.ReadAsStreamAsync(cancellationToken);
        return ((await KiotaJsonSerializer.DeserializeAsync<T>(body, cancellationToken))!, answer.Headers.ETag?.ToString());
    }

    /// <summary>What not everybody who plans may read, or does not answer now, is left out: the rest of the page is right without.</summary>
    public static async Task<T?> WhereAllowedAsync<T>(Func<Task<T?>> read)
        where T : class
    {
        try
        {
            return await read();
        }
        catch (ProblemException problem) when (problem.Status is HttpStatusCode.Forbidden or HttpStatusCode.NotFound or >= HttpStatusCode.InternalServerError)
        {
            return null;
        }
        catch (Exception fault) when (fault is ApiException or HttpRequestException)
        {
            return null;
        }
    }

    public static string Id(EditionView edition) => edition.Id!.Value.ToString();
}
