using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace BusinessFocus.ServiceDefaults.Idempotency;

/// <summary>
/// Ids of what a request with an <c>Idempotency-Key</c> makes: a repeat makes the same ones. So what the first request made is known again
/// also when its answer was lost before it could be stored, without looking for it by what somebody typed.
/// </summary>
public static class RepeatedRequests
{
    private static readonly object Remembered = new();

    /// <summary>Null for a request without a key.</summary>
    /// <param name="about">Where one request makes several: for which of them.</param>
    public static Guid? IdForRepeats(this HttpContext context, Guid about)
    {
        if (context.Items[Remembered] is not KeyedRequest request)
        {
            return null;
        }

        // Version 8, of RFC 9562: made in a way of our own.
        byte[] made = [.. about.ToByteArray(bigEndian: true), .. request.Whole];
        var id = SHA256.HashData(made).AsSpan(0, 16);
        id[6] = (byte)((id[6] & 0x0f) | 0x80);
        id[8] = (byte)((id[8] & 0x3f) | 0x80);
        return new Guid(id, bigEndian: true);
    }

    internal static void Remember(this HttpContext context, KeyedRequest request) => context.Items[Remembered] = request;
}
