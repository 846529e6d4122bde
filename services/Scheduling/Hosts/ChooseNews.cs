using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Http.Bodies;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.ServiceDefaults.Audit;
using BusinessFocus.ServiceDefaults.Store;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Scheduling.Hosts;

/// <summary>A host says how they want to hear of what is booked with them.</summary>
public static class ChooseNews
{
    /// <summary>How a host wants to hear of their conversations.</summary>
    /// <param name="News">At once, all of a day together in the evening, or not at all; else 400. Letters about visits they come along to are sent all the same.</param>
    public sealed record Request(HostNews? News);

    /// <summary>How a host hears of their conversations.</summary>
    /// <param name="News">At once, all of a day together in the evening, or not at all.</param>
    /// <param name="HasAddress">Whether there is an address to write to: an organiser gives it.</param>
    public sealed record Answer(HostNews News, bool HasAddress)
    {
        internal static Answer Of(Host host) => new(host.News, host.Email is not null);
    }

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator() => RuleFor(request => request.News).NotNull().IsInEnum();
    }

    public static Decision Decide(Host host, HostNews news, DateTimeOffset now) => host.News == news
        ? Decision.Nothing
        : Decision.Of(new HostAddressed(new(host.Id), host.EditionId, host.Email, now, host.WrittenIn, news));
}

/// <summary>The endpoints of <see cref="ChooseNews"/>.</summary>
public static class ChooseNewsEndpoint
{
    private const string Path = "/hosts/{id}/news";

    public static void MapChooseNews(this RouteGroupBuilder api)
    {
        api.MapGet(Path, ReadAsync)
            .AddEndpointFilter(ForThemselvesAsync)
            .Only(Roles.Host)
            .WithTags("Venues and hosts")
            .Audited()
            .WithName("readOwnNews")
            .WithSummary("Read how one hears of one's conversations");
        api.MapPut(Path, ChooseAsync)
            .AddEndpointFilter(ForThemselvesAsync)
            .Validates<ChooseNews.Request>()
            .TakesBack<ChooseNews.Answer>()
            .Only(Roles.Host)
            .WithTags("Venues and hosts")
            .Audited()
            .WithName("chooseOwnNews")
            .WithSummary("Choose how one hears of one's conversations");
    }

    /// <summary>
    /// How the host who asks hears of what is booked with them. Only for the host with this id: everybody else, organisers too, is refused with 403; they
    /// read the host itself.
    /// </summary>
    private static async Task<Results<Ok<ChooseNews.Answer>, ProblemHttpResult>> ReadAsync(
        HostId id, IQuerySession reads, CancellationToken cancellationToken) =>
        await reads.LoadAsync<Host>(id.Value, cancellationToken) is { Exists: true } host
            ? TypedResults.Ok(ChooseNews.Answer.Of(host))
            : CommonProblems.NotFound.ToAnswer();

    /// <summary>
    /// Chooses how the host who asks hears of what is booked with them, moved or cancelled, from now on; the same again changes nothing. An organiser can
    /// change it with the host. What waits for an evening is told that evening, unless they want to hear nothing by then. Only for the host with this id:
    /// everybody else, organisers too, is refused with 403.
    /// </summary>
    private static async Task<Results<Ok<ChooseNews.Answer>, ProblemHttpResult>> ChooseAsync(
        HostId id, ChooseNews.Request request, ISessionFactory sessions, TimeProvider clock, CancellationToken cancellationToken)
    {
        await using var session = sessions.OpenSession();
        var decided = await session.DecideAndSaveAsync<Host>(
            id.Value,
            ExpectedVersion.Any,
            host => host.Exists ? ChooseNews.Decide(host, request.News!.Value, clock.GetUtcNow()) : CommonProblems.NotFound,
            cancellationToken);
        return decided.Refusal is { } refusal ? refusal.ToAnswer() : TypedResults.Ok(ChooseNews.Answer.Of(decided.State));
    }

    /// <summary>Before what was sent is looked at: what another host chooses is nobody's.</summary>
    private static async ValueTask<object?> ForThemselvesAsync(EndpointFilterInvocationContext call, EndpointFilterDelegate next) =>
        call.HttpContext.User.HasClaim(Roles.HostClaim, call.GetArgument<HostId>(0).ToString()) ? await next(call) : CommonProblems.Forbidden.ToAnswer();
}
