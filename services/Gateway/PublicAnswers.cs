using Microsoft.AspNetCore.ResponseCaching;

namespace BusinessFocus.Gateway;

/// <summary>
/// What a service marks as public for a moment (<c>Cache-Control: public, max-age=1</c>), the gateway answers by itself for
/// that moment: when a programme is released and everybody looks, the services are asked once a second.
/// </summary>
public static class PublicAnswers
{
    public static void AddPublicAnswers(this WebApplicationBuilder builder) => builder.Services.AddResponseCaching();

    /// <summary>Before the limits: a cached answer costs nothing. Authenticated requests always go to the service.</summary>
    public static void UsePublicAnswers(this WebApplication app)
    {
        app.UseOneCoding();
        app.UseResponseCaching();
        app.Use((context, next) =>
        {
            if (context.Features.Get<IResponseCachingFeature>() is { } caching)
            {
                // Each query has an answer of its own.
                caching.VaryByQueryKeys = ["*"];
            }

            return next(context);
        });

        // Behind the cache, which so keeps what is compressed.
        app.UseResponseCompression();
    }
}
