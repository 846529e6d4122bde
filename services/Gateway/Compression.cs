using System.IO.Compression;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace BusinessFocus.Gateway;

/// <summary>
/// Answers are compressed where anybody gets the same: who has somebody's browser ask again and again for a page with a secret and with words
/// of theirs in it reads the secret off the lengths (BREACH). An answer that is everybody's has none.
/// </summary>
public static class Compression
{
    private static readonly string[] Codings = ["br", "gzip"];

    private static readonly string[] Texts = ["application/problem+json", "image/svg+xml", "text/calendar", "text/csv"];

    public static void AddCompression(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IResponseCompressionProvider, OfWhatIsEverybodys>();
        builder.Services.AddResponseCompression(options =>
        {
            // Who asks by HTTPS too: what has a secret is told apart below.
            options.EnableForHttps = true;
            options.Providers.Add<BrotliCompressionProvider>();
            options.Providers.Add<GzipCompressionProvider>();

            // No event stream is among them: it goes on as it happens.
            options.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, .. Texts];
        });

        // What is public is compressed once a second at most, and kept so.
        builder.Services.Configure<BrotliCompressionProviderOptions>(options => options.Level = CompressionLevel.Optimal);
        builder.Services.Configure<GzipCompressionProviderOptions>(options => options.Level = CompressionLevel.Optimal);
    }

    /// <summary>Before the cache: all who like one coding best share an answer, however they say so.</summary>
    public static void UseOneCoding(this WebApplication app) => app.Use((context, next) =>
    {
        var headers = context.Request.Headers;
        headers.AcceptEncoding = BestOf(headers.AcceptEncoding);
        return next(context);
    });

    /// <returns>Null where it is to be sent as it is.</returns>
    private static string? BestOf(StringValues header)
    {
        if (!StringWithQualityHeaderValue.TryParseList(header, out var accepted))
        {
            return null;
        }

        var best = Codings.MaxBy(coding => QualityOf(coding) ?? QualityOf("*") ?? 0)!;
        var quality = QualityOf(best) ?? QualityOf("*") ?? 0;
        return quality > 0 && quality >= (QualityOf("identity") ?? 0) ? best : null;

        double? QualityOf(string coding) => accepted
            .Where(each => each.Value.Equals(coding, StringComparison.OrdinalIgnoreCase))
            .Select(each => each.Quality ?? 1)
            .Cast<double?>()
            .FirstOrDefault();
    }

    private sealed class OfWhatIsEverybodys(IServiceProvider services, IOptions<ResponseCompressionOptions> options) : IResponseCompressionProvider
    {
        private readonly ResponseCompressionProvider usual = new(services, options);

        /// <summary>Also who accepts none is told that others get other bytes (<c>Vary</c>).</summary>
        public bool CheckRequestAcceptsCompression(HttpContext context) => HttpMethods.IsGet(context.Request.Method);

        /// <summary>The same tag would name other bytes: it is weak from here on, and still names the same content.</summary>
        public bool ShouldCompressResponse(HttpContext context)
        {
            if (!IsEverybodys(context) || !usual.ShouldCompressResponse(context))
            {
                return false;
            }

            var isCompressed = context.Request.Headers.AcceptEncoding.Count > 0;
            if (isCompressed && context.Response.Headers.ETag.ToString() is { Length: > 0 } tag && !tag.StartsWith("W/", StringComparison.Ordinal))
            {
                context.Response.Headers.ETag = $"W/{tag}";
            }

            return true;
        }

        public ICompressionProvider? GetCompressionProvider(HttpContext context) =>
            StringValues.IsNullOrEmpty(context.Request.Headers.AcceptEncoding) ? null : usual.GetCompressionProvider(context);

        /// <summary>What its service says is public, or was asked for by somebody who showed nothing of who they are.</summary>
        private static bool IsEverybodys(HttpContext context)
        {
            var (request, response) = (context.Request.Headers, context.Response.Headers);
            var cache = context.Response.GetTypedHeaders().CacheControl;
            return HttpMethods.IsGet(context.Request.Method)
                && !Limits.IsPersonal(context)
                && response.SetCookie.Count == 0
                && cache?.NoStore is not true
                && (cache?.Public is true || (request.Authorization.Count == 0 && request.Cookie.Count == 0));
        }
    }
}
