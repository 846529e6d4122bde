using BusinessFocus.Hosting.Http;
using Microsoft.Net.Http.Headers;

namespace BusinessFocus.Gateway;

/// <summary>
/// Which web sites may call from a browser: those of the setting <c>Cors:Origins</c>, each by name. No cookie goes along from another site:
/// whoever is signed in there shows a token.
/// </summary>
public static class CrossOrigin
{
    /// <summary>What scripts of another site may read beside the content.</summary>
    private static readonly string[] Exposed =
    [
        HeaderNames.ETag, HeaderNames.Location, HeaderNames.RetryAfter, HeaderNames.ContentDisposition, HeaderNames.Date, HeaderNames.WWWAuthenticate,
        "RateLimit", "RateLimit-Policy", "Deprecation", "Sunset", "Link",
    ];

    /// <summary>How long a browser need not ask again whether it may.</summary>
    private static readonly TimeSpan Remembered = TimeSpan.FromHours(2);

    public static void AddCrossOrigin(this WebApplicationBuilder builder)
    {
        var origins = builder.Configuration.GetSection("Cors:Origins").Get<string[]>()?.Where(origin => origin.Length > 0).Select(Checked).ToArray() ?? [];
        builder.Services.AddCors(cors => cors.AddDefaultPolicy(policy => policy
            .WithOrigins(origins)
            .AllowAnyHeader()
            .AllowAnyMethod()
            .WithExposedHeaders(Exposed)
            .SetPreflightMaxAge(Remembered)));
    }

    /// <exception cref="InvalidOperationException">No origin: a site that is listed wrongly would be refused without a word.</exception>
    private static string Checked(string origin) =>
        WebAddress.Read(origin) is { PathAndQuery: "/", Fragment: "" } address && !origin.EndsWith('/')
            ? address.GetLeftPart(UriPartial.Authority)
            : throw new InvalidOperationException($"Cors:Origins has {origin}: a site is named as https://business.example, without a path, and * is none.");
}
