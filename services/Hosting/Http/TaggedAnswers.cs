using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace BusinessFocus.Hosting.Http;

/// <summary>
/// Every read has an ETag, and is answered by 304 to who has it: here for those that do not see to it by themselves. The tag is of what is
/// answered, because a version alone does not say all that is shown (names, places in line, what is open now); where there is a version,
/// it stands first in the tag, for <c>If-Match</c>. The read is made all the same, so that a 304 is audited as any read.
/// </summary>
internal sealed class TaggedAnswers(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (!HttpMethods.IsGet(context.Request.Method) || !IsOwnRead(context.GetEndpoint()))
        {
            await next(context);
            return;
        }

        var inner = context.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        var body = new HeldBack(context, inner);
        context.Features.Set<IHttpResponseBodyFeature>(body);
        try
        {
            await next(context);
            await body.CompleteAsync();
        }
        finally
        {
            context.Features.Set(inner);
        }

        if (body.Bytes is { } bytes)
        {
            await AnswerAsync(context, bytes);
        }
    }

    /// <summary>What the gateway passes on has the tag of the service that answers.</summary>
    private static bool IsOwnRead(Endpoint? endpoint) =>
        endpoint is RouteEndpoint { RoutePattern.RawText: { } path }
        && path.StartsWith("/api/", StringComparison.Ordinal)
        && endpoint.Metadata.GetMetadata<MethodInfo>() is not null;

    private static async Task AnswerAsync(HttpContext context, ReadOnlyMemory<byte> bytes)
    {
        var response = context.Response;
        var hash = ETags.HashOf(bytes.Span);
        response.Headers.ETag = response.Version() is { } version ? ETags.Of(version, hash) : $"W/\"{hash}\"";
        if (context.HasAlready(response.Headers.ETag.ToString()))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            response.ContentLength = null;
            response.ContentType = null;
            await response.StartAsync(context.RequestAborted);
            return;
        }

        response.ContentLength = bytes.Length;
        await response.Body.WriteAsync(bytes, context.RequestAborted);
    }
}
