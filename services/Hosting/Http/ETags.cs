using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
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
        var version = long.TryParse(ETags.VersionIn(tag.Trim('"')), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
        return ValueTask.FromResult(new IfMatch(new ExpectedVersion(version)));
    }
}

public static class ETags
{
    private const string VersionItem = "version shown";

    /// <summary>Says which version the answer shows. What is read shows more than a version: its tag has that in it too (<see cref="TaggedAnswers"/>).</summary>
    public static void SetVersion(this HttpResponse response, long version)
    {
        response.HttpContext.Items[VersionItem] = version;
        response.Headers.ETag = $"\"{version.ToString(CultureInfo.InvariantCulture)}\"";
    }

    /// <summary>Null where none was set.</summary>
    internal static long? Version(this HttpResponse response) => response.HttpContext.Items[VersionItem] as long?;

    /// <param name="content">Another one for another content of the same version.</param>
    internal static string Of(long version, string content) => string.Create(CultureInfo.InvariantCulture, $"\"{version}.{content}\"");

    /// <summary>What stands for the content in a tag: another one for another content.</summary>
    public static string HashOf(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 12));

    /// <summary>What stands before the content, where a tag has both.</summary>
    internal static string VersionIn(string tag) => tag.Split('.')[0];

    /// <summary>Sets the ETag and tells whether the asker has this very thing already (304).</summary>
    public static bool IsKnownToAsker(this HttpContext context, string tag)
    {
        var quoted = $"\"{tag}\"";
        context.Response.Headers.ETag = quoted;
        return context.HasAlready(quoted);
    }

    /// <summary>Compared weakly, as RFC 9110 (13.1.2) has it: what was compressed on the way has a weak tag.</summary>
    internal static bool HasAlready(this HttpContext context, string tag)
    {
        var quoted = tag.StartsWith("W/", StringComparison.Ordinal) ? tag[2..] : tag;
        return EntityTagHeaderValue.TryParseList(context.Request.Headers.IfNoneMatch, out var known)
            && known.Any(each => each.Tag == "*" || each.Tag == quoted);
    }

    /// <summary>Says that the answer is everybody's, and may be shown again for a second without asking.</summary>
    public static void IsPublicForAMoment(this HttpResponse response) => response.Headers.CacheControl = "public, max-age=1";
}
