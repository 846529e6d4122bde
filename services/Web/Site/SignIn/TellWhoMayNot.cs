using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;

namespace BusinessFocus.Web.Site.SignIn;

/// <summary>Who is not signed in signs in, and comes back to the page; who may not is told as whom they are signed in.</summary>
internal sealed class TellWhoMayNot : IAuthorizationMiddlewareResultHandler
{
    private static readonly AuthorizationMiddlewareResultHandler Usual = new();

    public Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult) => authorizeResult switch
    {
        // What is no page of staff, as the figures of the process, is for programs.
        _ when context.GetEndpoint()?.Metadata.GetMetadata<StaffOnly>() is null => Usual.HandleAsync(next, context, policy, authorizeResult),
        { Succeeded: true } => next(context),
        { Forbidden: true } => context.Forbidden().ExecuteAsync(context),
        _ when HttpMethods.IsGet(context.Request.Method) => context.ChallengeAsync(),
        _ => SignInAgainAsync(context),
    };

    private static async Task SignInAgainAsync(HttpContext context) => await (await context.SignInAgainAsync()).ExecuteAsync(context);
}
