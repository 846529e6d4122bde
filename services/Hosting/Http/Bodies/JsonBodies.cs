using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.Options;

namespace BusinessFocus.Hosting.Http.Bodies;

/// <summary>What a GET of the same thing answers: its members may come back with a change, and those that cannot be changed are ignored.</summary>
internal sealed record TakesBack(Type View);

/// <summary>
/// The one place where JSON that people write is read. What the endpoint's type does not allow is refused with all fields that are
/// wrong. A good body is deserialized once, as without this; only what cannot be read, or might hold what the serializer lets through,
/// is looked at field by field.
/// </summary>
internal sealed class JsonBodies(RequestDelegate next, IOptions<JsonOptions> json)
{
    private readonly JsonSerializerOptions options = json.Value.SerializerOptions;

    public async Task InvokeAsync(HttpContext context)
    {
        if (TypeOf(context) is not { } type)
        {
            await next(context);
            return;
        }

        var body = await ReadAsync(context.Request);
        if (body.IsEmpty && IsNeeded(context))
        {
            await Problems.Invalid(BodyFaults.In(body, type, options, null).ByField).ExecuteAsync(context);
            return;
        }

        if (MayHideSomething(body.Span) && BodyFaults.In(body, type, options, ViewOf(context)) is { ByField: { Count: > 0 } hidden })
        {
            await Problems.Invalid(hidden).ExecuteAsync(context);
            return;
        }

        try
        {
            await next(context);
        }
        catch (BadHttpRequestException refused) when (IsAboutTheBody(refused) && !context.Response.HasStarted)
        {
            var faults = BodyFaults.In(body, type, options, ViewOf(context));
            if (faults.ByField.Count > 0 || faults.TakenBack.Count == 0)
            {
                await Problems.Invalid(faults.ByField.Count > 0 ? faults.ByField : BodyFaults.Of((JsonException)refused.InnerException!)).ExecuteAsync(context);
                return;
            }

            // Nothing has happened yet: what could not be read is the reason why the endpoint was not reached.
            context.Request.Body = new MemoryStream(Without(faults.TakenBack, body));
            context.Request.ContentLength = context.Request.Body.Length;
            await next(context);
        }
    }

    /// <summary>What the framework reads the body as; null where it does not, because there is none or the endpoint reads it by itself.</summary>
    private static Type? TypeOf(HttpContext context) =>
        context.Request.HasJsonContentType()
        && context.GetEndpoint()?.Metadata is { } metadata
        && metadata.GetMetadata<IAcceptsMetadata>()?.RequestType is { } type
        && metadata.GetMetadata<System.Reflection.MethodInfo>() is { } handler
        && handler.GetParameters().Any(parameter => parameter.ParameterType == type || Nullable.GetUnderlyingType(parameter.ParameterType) == type)
            ? type
            : null;

    private static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpRequest request)
    {
        var whole = new MemoryStream((int)Math.Min(request.ContentLength ?? 0, 1024 * 1024));
        await request.Body.CopyToAsync(whole, request.HttpContext.RequestAborted);
        var body = whole.GetBuffer().AsMemory(0, (int)whole.Length);
        if (RequestText.CharsetOf(request) is { } charset)
        {
            // RFC 8259 wants UTF-8; what says that it is another one is made so.
            body = RequestText.EncodingOf(charset) is UTF8Encoding ? body : Encoding.UTF8.GetBytes(RequestText.EncodingOf(charset)!.GetString(body.Span));
            request.ContentType = "application/json; charset=utf-8";
        }

        if (body.Span.StartsWith(Encoding.UTF8.Preamble))
        {
            body = body[Encoding.UTF8.Preamble.Length..];
        }

        request.Body = new MemoryStream(body.ToArray(), writable: false);
        request.ContentLength = body.Length;
        return body;
    }

    private static bool IsNeeded(HttpContext context) => context.GetEndpoint()!.Metadata.GetMetadata<IAcceptsMetadata>() is { IsOptional: false };

    /// <summary>A null in a list, a NUL that is written as an escape, text that is none: the serializer lets them through, or stumbles.</summary>
    private static bool MayHideSomething(ReadOnlySpan<byte> body) => body.IndexOf("null"u8) >= 0 || body.IndexOf(@"\u0000"u8) >= 0 || !Utf8.IsValid(body);

    private static bool IsAboutTheBody(BadHttpRequestException refused) =>
        refused is { StatusCode: StatusCodes.Status400BadRequest, InnerException: JsonException };

    private static Type? ViewOf(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<TakesBack>()?.View;

    private static byte[] Without(IReadOnlyList<BodyPath> members, ReadOnlyMemory<byte> body)
    {
        var root = JsonNode.Parse(body.Span);
        foreach (var member in members)
        {
            member.In!.Of(root)!.AsObject().Remove(member.Name!);
        }

        return JsonSerializer.SerializeToUtf8Bytes(root);
    }
}

public static class JsonBodiesSetup
{
    /// <summary>
    /// A change takes back what a GET of the same thing answers (<typeparamref name="TView"/>): what of it cannot be changed is ignored,
    /// wherever it stands. Anything else that is unknown is refused by name, as everywhere.
    /// </summary>
    public static RouteHandlerBuilder TakesBack<TView>(this RouteHandlerBuilder endpoint) => endpoint.WithMetadata(new TakesBack(typeof(TView)));
}
