using System.Collections.Frozen;
using System.Reflection;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticFiles;

namespace BusinessFocus.DesignSystem;

/// <summary>
/// The style sheets and the font. Their address has a version made of what they say, so that a browser keeps them forever and a new
/// one is fetched at once.
/// </summary>
public static class DesignAssets
{
    private static readonly Assembly Own = typeof(DesignAssets).Assembly;
    private static readonly FileExtensionContentTypeProvider MediaTypes = new();

    private static readonly FrozenDictionary<string, byte[]> Files = Own.GetManifestResourceNames()
        .Where(name => name.Contains('/', StringComparison.Ordinal))
        .ToFrozenDictionary(name => name, Read, StringComparer.Ordinal);

    /// <summary>Changes with any of the files.</summary>
    public static string Version { get; } = Convert.ToHexStringLower(SHA256.HashData(
        [.. Files.OrderBy(file => file.Key, StringComparer.Ordinal).SelectMany(file => SHA256.HashData(file.Value))]))[..12];

    /// <summary>The address of a file, for instance <c>css/tokens.css</c>.</summary>
    public static string Address(string file) =>
        Files.ContainsKey(file) ? $"/design/{Version}/{file}" : throw new ArgumentException($"There is no {file}.", nameof(file));

    public static string TextOf(string file) => System.Text.Encoding.UTF8.GetString(Files[file]);

    public static int SizeOf(string file) => Files[file].Length;

    public static void MapDesignAssets(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/design/{version}/{**file}", Show).ExcludeFromDescription();

    private static Results<FileContentHttpResult, NotFound> Show(string version, string file, HttpResponse response)
    {
        if (!Files.TryGetValue(file, out var bytes))
        {
            return TypedResults.NotFound();
        }

        // The page of a version that was replaced while it was under way still gets its style, but keeps it no longer than that.
        response.Headers.CacheControl = version == Version ? "public, max-age=31536000, immutable" : "no-store";
        return TypedResults.File(bytes, MediaTypes.TryGetContentType(file, out var type) ? type : "application/octet-stream");
    }

    private static byte[] Read(string name)
    {
        using var stream = Own.GetManifestResourceStream(name)!;
        using var whole = new MemoryStream();
        stream.CopyTo(whole);
        return whole.ToArray();
    }
}
