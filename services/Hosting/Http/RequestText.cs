using System.Text;
using Microsoft.AspNetCore.Http;

namespace BusinessFocus.Hosting.Http;

/// <summary>
/// The text of a request before anything is made of it: no store takes a NUL, and what is in an encoding that nobody knows cannot be
/// read. Bodies of JSON are looked at by <see cref="Bodies.JsonBodies"/>.
/// </summary>
internal sealed class RequestText(RequestDelegate next)
{
    private const char Nul = '\0';

    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        var charset = CharsetOf(request);
        if (charset is { Length: 0 } && request.GetTypedHeaders().ContentType is { } written)
        {
            // An unknown charset is treated as none, and would make every reader fail.
            request.ContentType = written.MediaType.Value;
        }
        else if (charset is { Length: > 0 } && EncodingOf(charset) is null)
        {
            return HttpProblems.UnsupportedMediaType.With("charset", charset).ToAnswer().ExecuteAsync(context);
        }

        return WithNul(request) is { } field ? Problems.Invalid(field, Validation.ControlCharacters).ExecuteAsync(context) : next(context);
    }

    /// <summary>The charset that <c>Content-Type</c> names; null where it names none, empty where it names one that is nothing.</summary>
    public static string? CharsetOf(HttpRequest request) =>
        request.ContentType is { } written && written.Contains("charset", StringComparison.OrdinalIgnoreCase)
            ? request.GetTypedHeaders().ContentType?.Charset.Value?.Trim('"') ?? ""
            : null;

    /// <summary>Null for one that nobody knows, or that is not safe to read (UTF-7).</summary>
    public static Encoding? EncodingOf(string charset)
    {
        try
        {
            return Encoding.GetEncoding(charset);
        }
        catch (Exception unknown) when (unknown is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    private static string? WithNul(HttpRequest request)
    {
        if (request.Path.Value?.Contains(Nul, StringComparison.Ordinal) == true)
        {
            return request.RouteValues.FirstOrDefault(place => place.Value is string text && text.Contains(Nul, StringComparison.Ordinal)).Key ?? "path";
        }

        // Decoding the query costs more than looking whether there is anything to decode.
        return request.QueryString.Value?.Contains("%00", StringComparison.Ordinal) == true
            ? request.Query.FirstOrDefault(parameter => parameter.Key.Contains(Nul, StringComparison.Ordinal) || parameter.Value.Any(value => value?.Contains(Nul, StringComparison.Ordinal) == true)).Key?.Replace("\0", "", StringComparison.Ordinal)
            : null;
    }
}
