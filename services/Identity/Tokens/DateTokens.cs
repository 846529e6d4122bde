using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace BusinessFocus.Identity.Tokens;

/// <summary>
/// An access token is as old as what it was decided on, however long the store took in between: what was revoked meanwhile is revoked in it too.
/// </summary>
public sealed class DateTokens : IOpenIddictServerHandler<ProcessSignInContext>
{
    private const string DecidedAt = "decided at";

    public static int AfterTheyAreMade => OpenIddictServerHandlers.PrepareAccessTokenPrincipal.Descriptor.Order + 1;

    /// <param name="now">Before anything was read.</param>
    public static void Decide(OpenIddictServerTransaction transaction, DateTimeOffset now) => transaction.Properties[DecidedAt] = now;

    public ValueTask HandleAsync(ProcessSignInContext context)
    {
        if (context.Transaction.Properties.TryGetValue(DecidedAt, out var kept) && kept is DateTimeOffset decidedAt)
        {
            context.AccessTokenPrincipal?.SetCreationDate(decidedAt);
        }

        return ValueTask.CompletedTask;
    }
}
