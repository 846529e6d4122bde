using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace BusinessFocus.ServiceDefaults.Store;

/// <summary>
/// Optimistic concurrency for a whole request: what another write overtook has committed nothing, and is decided again on what is stored
/// now, as it would be if the asker sent it again. An <c>If-Match</c> holds then too: it is refused as stale. Only who is overtaken
/// every time is told so (409 <c>conflict</c>).
/// </summary>
internal sealed class OvertakenRequests(RequestDelegate next, IServiceScopeFactory scopes)
{
    private const int Attempts = 5;

    public async Task InvokeAsync(HttpContext context)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await next(context);
                return;
            }
            catch (Exception exception) when (attempt < Attempts && ConcurrencyErrors.IsOne(exception) && !context.Response.HasStarted && CanBeReadAgain(context))
            {
                if (context.Request.Body.CanSeek)
                {
                    context.Request.Body.Position = 0;
                }

                // What was to be written stands in the session of the first attempt. The new scope ends with the request.
                context.Features.Set<IServiceProvidersFeature>(new RequestServicesFeature(context, scopes));
            }
        }
    }

    /// <summary>A form is kept by the framework once it is read; JSON, and what has an Idempotency-Key, is in memory.</summary>
    private static bool CanBeReadAgain(HttpContext context) =>
        context.Request.Body.CanSeek
        || context.Request.HasFormContentType
        || context.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: false };
}

public static class OvertakenRequestsSetup
{
    /// <summary>Stands last before the endpoints: what is asked once is counted, audited and kept once.</summary>
    public static void UseOvertakenRequests(this IApplicationBuilder app) => app.UseMiddleware<OvertakenRequests>();
}
