using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Notifications.Content;
using BusinessFocus.Notifications.Delivery;
using BusinessFocus.ServiceDefaults.Actors;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Notifications.Pausing;

/// <summary>A channel as operators see it.</summary>
/// <param name="Name">In the channel's address, for instance "email", "sms" or "inbox".</param>
/// <param name="IsPaused">Whether what is to go by it waits.</param>
/// <param name="Waiting">How many letters would go by it now: while it is paused, all that it holds back. Mail to sign in is not counted.</param>
/// <param name="CarriesSignIn">
/// Whether codes to sign in go by it, and links that confirm an address: while it is paused nobody signs in by a code, operators neither. What of these
/// is over when it is resumed is not sent.
/// </param>
/// <param name="PausedAt">UTC; left out while it is not paused.</param>
/// <param name="PausedBy">Who paused it; left out while it is not paused.</param>
/// <param name="Reason">Why it is paused, in the operator's words; left out while it is not paused.</param>
/// <param name="Preview">True where nothing was stored; left out else.</param>
public sealed record ChannelView(
    string Name,
    bool IsPaused,
    int Waiting,
    bool CarriesSignIn,
    DateTimeOffset? PausedAt = null,
    Actor? PausedBy = null,
    string? Reason = null,
    bool? Preview = null)
{
    public static ChannelView Of(string channel, ChannelPause pause, int waiting, ActorNames actors) => new(
        channel, pause.IsPaused, waiting, channel == Channels.Email, pause.PausedAt, pause.IsPaused ? actors.Of(pause.By) : null, pause.Reason);
}

/// <summary>Operators see by which ways people are written to, how many letters wait for each, and which are paused.</summary>
public static class ReadChannels
{
    /// <summary>The channels by which people are written to.</summary>
    /// <param name="Channels">All that the service has.</param>
    public sealed record Answer(IReadOnlyList<ChannelView> Channels);

    public static void MapReadChannels(this RouteGroupBuilder api) =>
        api.MapGet("/channels", HandleAsync).Only(Roles.Operator).WithTags("Operations").WithName("listChannels").WithSummary("List the channels");

    /// <summary>For operators. SMS is among them where a provider is configured.</summary>
    private static async Task<Ok<Answer>> HandleAsync(IEnumerable<IChannel> channels, IQuerySession reads, TimeProvider clock, CancellationToken cancellationToken)
    {
        var known = await reads.ReadChannelsAsync([.. channels.Select(channel => channel.Name)], clock.GetUtcNow(), cancellationToken);
        var actors = await reads.ActorNamesAsync(known.Select(channel => channel.Pause.By), cancellationToken);
        return TypedResults.Ok(new Answer([.. known.Select(channel => ChannelView.Of(channel.Channel, channel.Pause, channel.Waiting, actors))]));
    }
}
