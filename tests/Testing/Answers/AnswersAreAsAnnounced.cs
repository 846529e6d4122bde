using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace BusinessFocus.Testing.Answers;

/// <summary>
/// Holds every answer that a test receives from a service against what the service announces. One that differs fails the call, whatever
/// the test looks at.
/// </summary>
internal sealed class AnswersAreAsAnnounced(AnnouncedAnswers announced) : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(CheckAsync);
        next(app);
    };

    private async Task CheckAsync(HttpContext context, RequestDelegate next)
    {
        if (announced.IsStream(context.Request.Path))
        {
            await next(context);
            return;
        }

        var line = context.Response.Body;
        using var kept = new MemoryStream();
        context.Response.Body = kept;
        var question = await KeptExamples.QuestionOfAsync(context.Request);
        try
        {
            await next(context);
        }
        finally
        {
            context.Response.Body = line;
        }

        var answer = kept.GetBuffer().AsMemory(0, (int)kept.Length);
        if (NameOf(context) is { } operation)
        {
            if (announced.FlawOf(operation, context.Response.StatusCode, context.Response.ContentType, answer) is { } flaw)
            {
                throw new AnswerNotAnnouncedException(flaw);
            }

            KeptExamples.Keep(announced, operation, question, context.Response.StatusCode, context.Response.ContentType, answer.Span);
        }

        if (!answer.IsEmpty)
        {
            await line.WriteAsync(answer, context.RequestAborted);
        }
    }

    /// <summary>Null for what is no call of the interface: health, metrics, the description itself.</summary>
    private static string? NameOf(HttpContext context) =>
        context.GetEndpoint() is RouteEndpoint { RoutePattern.RawText: { } route } endpoint && route.StartsWith("/api/", StringComparison.Ordinal)
            ? endpoint.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName
            : null;
}

/// <summary>For tests that start a service.</summary>
public static class HeldAnswers
{
    /// <summary>Holds what a service answers of its own against what <c>contracts/openapi</c> says of it. What the gateway passes on is not its own.</summary>
    public static void HoldAnswersOf(this IWebHostBuilder web, string service)
    {
        if (AnnouncedAnswers.Of(service) is { } announced)
        {
            web.ConfigureTestServices(services => services.AddSingleton<IStartupFilter>(new AnswersAreAsAnnounced(announced)));
        }
    }
}

/// <summary>An answer that differs from what the service announces.</summary>
public sealed class AnswerNotAnnouncedException(string message) : Exception(message);
