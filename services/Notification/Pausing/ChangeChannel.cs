using System.Security.Claims;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Http.Bodies;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Notifications.Delivery;
using BusinessFocus.ServiceDefaults.Actors;
using BusinessFocus.ServiceDefaults.Audit;
using BusinessFocus.ServiceDefaults.Store;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace BusinessFocus.Notifications.Pausing;

/// <summary>An operator pauses a channel, so that what is to go by it waits, or resumes it.</summary>
public static class ChangeChannel
{
    private const int LongestReason = 500;

    /// <summary>How a channel is to be.</summary>
    /// <param name="IsPaused">True: what is to go by it waits. False: it goes.</param>
    /// <param name="Reason">Why it is paused, at most 500 characters, which are kept; without personal data. Needed to pause, and not kept where it is resumed.</param>
    public sealed record Request(bool IsPaused, string? Reason = null);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(request => request.Reason).Text(LongestReason).When(request => request.IsPaused);
            RuleFor(request => request.Reason).OptionalText(LongestReason).When(request => !request.IsPaused);
        }
    }

    /// <summary>What is as it is to be stays so: a channel that is paused keeps why, since when and by whom.</summary>
    /// <param name="by">The <c>sub</c> of whoever asks for it.</param>
    public static Decision Decide(ChannelPause pause, string channel, Request request, string by, DateTimeOffset now) =>
        pause.IsPaused == request.IsPaused ? Decision.Nothing
        : request.IsPaused ? Decision.Of(new ChannelPaused(channel, request.Reason!.Trim(), by, now))
        : Decision.Of(new ChannelResumed(channel, by, now));
}

/// <summary>The endpoint of <see cref="ChangeChannel"/>.</summary>
public static class ChangeChannelEndpoint
{
    public static void MapChangeChannel(this RouteGroupBuilder api) =>
        api.MapPut("/channels/{channel}", HandleAsync)
            .Validates<ChangeChannel.Request>()
            .TakesBack<ChannelView>()
            .Only(Roles.Operator)
            .WithTags("Operations")
            .Audited()
            .WithName("changeChannel")
            .WithSummary("Pause or resume a channel");

    /// <summary>
    /// For operators. While a channel is paused, letters by it wait at every instance: nothing is lost, and nothing is tried or fails. What is just being
    /// handed over goes. When it is resumed they go in their order, and what has become too late meanwhile is suppressed, as always. What is paused
    /// already keeps why, since when and by whom, and what is not paused stays so. 404 <c>not-found</c> for a channel that the service does not have.
    /// </summary>
    /// <param name="channel">Its name, for instance "email".</param>
    /// <param name="preview">True shows what it comes to, with how many wait, and stores nothing.</param>
    private static async Task<Results<Ok<ChannelView>, ProblemHttpResult>> HandleAsync(
        string channel,
        ChangeChannel.Request request,
        [FromQuery] bool? preview,
        IEnumerable<IChannel> channels,
        ISessionFactory sessions,
        ClaimsPrincipal asker,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        if (!channels.Any(each => each.Name == channel))
        {
            return CommonProblems.NotFound.ToAnswer();
        }

        await using var session = sessions.OpenSession();
        var (_, pause, waiting) = (await session.ReadChannelsAsync([channel], clock.GetUtcNow(), cancellationToken)).Single();
        var after = preview is true
            ? Decide(pause).Events.Aggregate(pause, (before, @event) => before.Evolve(@event))
            : (await sessions.DecideAsync<ChannelPause>(ChannelPause.IdOf(channel), ExpectedVersion.Any, Decide, cancellationToken)).State;
        var actors = await session.ActorNamesAsync([after.By], cancellationToken);
        return TypedResults.Ok(ChannelView.Of(channel, after, waiting, actors) with { Preview = preview is true ? true : null });

        Decision Decide(ChannelPause its) => ChangeChannel.Decide(its, channel, request, asker.Identity!.Name!, clock.GetUtcNow());
    }
}
