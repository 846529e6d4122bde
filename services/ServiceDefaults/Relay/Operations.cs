using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace BusinessFocus.ServiceDefaults.Relay;

/// <summary>What an operator can ask of a service; the gateway asks all of them.</summary>
public static class Operations
{
    /// <summary>From where on events are published again.</summary>
    /// <param name="From">The first event's sequence to publish again.</param>
    public sealed record ReplayRequest(long From);

    public sealed class ReplayValidator : AbstractValidator<ReplayRequest>
    {
        public ReplayValidator() => RuleFor(request => request.From).GreaterThanOrEqualTo(0);
    }

    /// <summary>What was published again.</summary>
    /// <param name="Published">How many messages.</param>
    public sealed record ReplayAnswer(int Published);

    /// <param name="audit">Marks what an operator does, and not only reads.</param>
    /// <returns>The group of what an operator can ask, below <c>/operations</c>.</returns>
    public static RouteGroupBuilder MapOperations(this IEndpointRouteBuilder routes, Action<RouteHandlerBuilder> audit)
    {
        var operations = routes.MapGroup("/operations").Only(Roles.Operator).ExcludeFromDescription();
        operations.MapGet("/lag", async (RelayProgress progress, CancellationToken cancellationToken) =>
            TypedResults.Ok(await progress.LagAsync(cancellationToken)));
        audit(operations.MapPost("/replay", async (ReplayRequest request, Replay replay, CancellationToken cancellationToken) =>
            TypedResults.Ok(new ReplayAnswer(await replay.FromAsync(request.From, cancellationToken))))
            .Validates<ReplayRequest>()
            .WithName("replay")
            .WithSummary("Publish a service's messages again"));
        audit(operations.MapPost("/keys/rotate", (IEnumerable<IRotatingKeys> keys, TimeProvider clock) =>
        {
            var now = clock.GetUtcNow();
            return TypedResults.Ok(new RotatedKeys([.. keys.Select(each => new RotatedKey(each.Purpose, each.Rotate(now)))]));
        }).WithName("rotateKeys").WithSummary("Rotate keys of links, tickets and tokens"));
        return operations;
    }
}
