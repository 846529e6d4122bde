using BusinessFocus.Client;
using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Web.Site;
using Microsoft.Kiota.Abstractions;

namespace BusinessFocus.Web.Programme;

/// <summary>A programme, or the part of it that was asked for, and how full everything is.</summary>
/// <param name="Seats">By activity; empty where they could not be read, which is no reason to show no programme.</param>
public sealed record ProgrammeNow(EditionView Edition, IReadOnlyList<ActivityView> Activities, IReadOnlyDictionary<Guid, AvailabilityView> Seats);

/// <summary>What all visitors see, as the gateway has it.</summary>
public sealed class ReadFestival(Festival festival)
{
    private static readonly Dictionary<Guid, AvailabilityView> NoSeats = [];

    /// <summary>The edition that visitors begin with; null where there is none.</summary>
    public Task<EditionView?> CurrentAsync(CancellationToken cancellationToken) =>
        IfThere.ReadAsync(() => festival.V1.Editions.Current.GetAsync(cancellationToken: cancellationToken));

    public async Task<ProgrammeNow> ProgrammeAsync(string slug, ProgrammeFilter filter, CancellationToken cancellationToken)
    {
        var seats = SeatsAsync(slug, cancellationToken);
        var programme = await festival.V1.Editions[slug].Programme.GetAsync(
            ask =>
            {
                ask.QueryParameters.Kind = filter.Kind;
                ask.QueryParameters.Topic = filter.Topic;
                ask.QueryParameters.Language = filter.Language;
                ask.QueryParameters.Q = filter.Text;
            },
            cancellationToken);
        return new ProgrammeNow(programme!.Edition!, programme.Activities ?? [], await seats);
    }

    /// <summary>The topics that have names; none where they cannot be read, which is no reason to show no page.</summary>
    public async Task<IReadOnlyList<ListTopicsTopicView>> TopicsAsync(CancellationToken cancellationToken)
    {
        try
        {
            return (await festival.V1.Topics.GetAsync(cancellationToken: cancellationToken))?.Topics ?? [];
        }
        catch (Exception fault) when (fault is ProblemException or ApiException or HttpRequestException)
        {
            return [];
        }
    }

    private async Task<IReadOnlyDictionary<Guid, AvailabilityView>> SeatsAsync(string slug, CancellationToken cancellationToken)
    {
        try
        {
            var seats = await festival.V1.Editions[slug].Availability.GetAsync(cancellationToken: cancellationToken);
            return seats?.Activities?.ToDictionary(each => each.ActivityId!.Value) ?? NoSeats;
        }
        catch (Exception fault) when (fault is ProblemException or ApiException or HttpRequestException)
        {
            return NoSeats;
        }
    }
}
