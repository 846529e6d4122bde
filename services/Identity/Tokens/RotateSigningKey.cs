using BusinessFocus.Hosting.Tokens;
using BusinessFocus.ServiceDefaults.Audit;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Identity.Tokens;

/// <summary>The key that signs tokens next.</summary>
/// <param name="KeyId">The <c>kid</c> of its tokens.</param>
/// <param name="SignsFrom">UTC. Until then it is only shown, so that every service knows it.</param>
public sealed record NextSigningKey(string KeyId, DateTimeOffset SignsFrom);

/// <summary>
/// Lets another key sign tokens; those that are out stay good. The new key is shown at once and signs ten minutes later, so that no token is
/// refused. A repeat within these ten minutes makes no other one. For operators.
/// </summary>
public static class RotateSigningKeyEndpoint
{
    public static void MapRotateSigningKey(this RouteGroupBuilder api) =>
        api.MapPost("/signing-keys/rotate", Handle)
            .Only(Roles.Operator)
            .WithTags("Operations")
            .Audited()
            .WithName("rotateSigningKey")
            .WithSummary("Change the key that signs tokens");

    private static Ok<NextSigningKey> Handle(SigningKeys keys, TimeProvider clock)
    {
        var next = keys.Rotate(clock.GetUtcNow());
        return TypedResults.Ok(new NextSigningKey(next.Id, next.From));
    }
}
