using Microsoft.Kiota.Abstractions;

namespace BusinessFocus.Web.Organisers;

/// <summary>A document of the interface (a page to print, a table) that a page hands on as it is: nobody's browser has a token.</summary>
internal static class PassedOn
{
    private static readonly string[] Kept = ["Content-Security-Policy", "Content-Language", "X-Content-Type-Options", "Referrer-Policy"];

    /// <param name="ask">Asks for it, with the option that keeps the answer as it came.</param>
    /// <param name="fileName">Under which it is saved; null where it is shown.</param>
    public static async Task<IResult> PassOnAsync(this HttpContext context, Func<IRequestOption, Task> ask, string? fileName = null)
    {
        var answer = new NativeResponseHandler();
        await ask(new ResponseHandlerOption { ResponseHandler = answer });
        var document = (HttpResponseMessage)answer.Value!;
        context.Response.RegisterForDispose(document);
        foreach (var name in Kept)
        {
            if (document.Headers.TryGetValues(name, out var values) || document.Content.Headers.TryGetValues(name, out values))
            {
                context.Response.Headers[name] = string.Join(", ", values);
            }
        }

        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Stream(
            await document.Content.ReadAsStreamAsync(context.RequestAborted),
            document.Content.Headers.ContentType?.ToString() ?? "application/octet-stream",
            fileName);
    }
}
