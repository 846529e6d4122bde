using System.Globalization;
using System.Reflection;
using BusinessFocus.Domain.Decisions;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace BusinessFocus.Hosting.Http;

/// <summary>The version that a change expects (<c>If-Match: "7"</c>); without the header any version is right.</summary>
public readonly record struct IfMatch(ExpectedVersion Expected)
{
    public static ValueTask<IfMatch> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var header = context.Request.Headers.IfMatch.ToString();
        if (header is "" or "*")
        {
            return ValueTask.FromResult(new IfMatch(ExpectedVersion.Any));
        }

        // What is not one of our versions matches none of them.
        var tag = header.StartsWith("W/", StringComparison.Ordinal) ? header[2..] : header;
        var version = long.TryParse(tag.Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
        return ValueTask.FromResult(new IfMatch(new ExpectedVersion(version)));
    }
}

public static class ETags
{
    /// <summary>Says which version the answer shows.</summary>
    public static void SetVersion(this HttpResponse response, long version) =>
        response.Headers.ETag = $"\"{version.ToString(CultureInfo.InvariantCulture)}\"";

    /// <summary>Sets the ETag and tells whether the asker has this very thing already (304).</summary>
    public static bool IsKnownToAsker(this HttpContext context, string tag)
    {
        var quoted = $"\"{tag}\"";
        context.Response.Headers.ETag = quoted;
        return EntityTagHeaderValue.TryParseList(context.Request.Headers.IfNoneMatch, out var known)
            && known.Any(each => each.Tag == "*" || each.Tag == quoted);
    }

    /// <summary>Says that the answer is everybody's, and may be shown again for a second without asking.</summary>
    public static void IsPublicForAMoment(this HttpResponse response) => response.Headers.CacheControl = "public, max-age=1";
}
