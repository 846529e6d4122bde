using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using BusinessFocus.Hosting.Tokens;
using Microsoft.AspNetCore.Http;

namespace BusinessFocus.ServiceDefaults.Idempotency;

/// <summary>A request with an <c>Idempotency-Key</c>: who asks, and for what.</summary>
/// <param name="Id">Who asks, and a hash of the key.</param>
/// <param name="Whole">A hash of who asks, of the key and of the whole request: only a repeat of it has the same.</param>
internal sealed record KeyedRequest(string Id, byte[] Whole)
{
    public string Fingerprint => Convert.ToHexString(SHA256.HashData(Whole));

    public static async Task<KeyedRequest> ReadAsync(HttpContext context, string key)
    {
        var (request, asker) = (context.Request, AskerOf(context));
        request.EnableBuffering();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{asker}\n{key}\n{request.Method} {request.Path}{request.QueryString}\n"));
        var buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
        try
        {
            int read;
            while ((read = await request.Body.ReadAsync(buffer, context.RequestAborted)) > 0)
            {
                hash.AppendData(buffer.AsSpan(0, read));
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        request.Body.Position = 0;
        return new KeyedRequest($"{asker}:{HashOf(key)}", hash.GetHashAndReset());
    }

    /// <summary>Two who carry different credentials, or none from different networks, never share a key.</summary>
    private static string AskerOf(HttpContext context)
    {
        if (context.User.FindFirst("sub")?.Value is { } client)
        {
            return $"client:{client}";
        }

        var request = context.Request;
        if (request.ManageToken() is { Length: > 0 } manageToken)
        {
            return $"link:{HashOf(manageToken)}";
        }

        return request.RouteValues["token"] is string { Length: > 0 } token ? $"link:{HashOf(token)}" : $"network:{HashOf(NetworkOf(context))}";
    }

    /// <summary>As the gateway tells it, which sets the header itself whatever the caller wrote there.</summary>
    private static string NetworkOf(HttpContext context) =>
        context.Request.Headers["X-Forwarded-For"].ToString() is { Length: > 0 } forwarded ? forwarded : $"{context.Connection.RemoteIpAddress}";

    private static string HashOf(string text) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
