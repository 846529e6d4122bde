using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Hosting.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BusinessFocus.Hosting.Webhooks;

/// <summary>
/// Who calls us without an account signs what they say, and we sign what we tell others, as https://www.standardwebhooks.com has it:
/// HMAC-SHA256 of id, time and body with a secret that both know.
/// </summary>
public static class StandardWebhooks
{
    public const string IdHeader = "webhook-id";

    /// <summary>Seconds since 1970.</summary>
    public const string TimestampHeader = "webhook-timestamp";

    /// <summary>One or more, with spaces between, so that a secret can be changed: <c>v1,</c> and base64.</summary>
    public const string SignatureHeader = "webhook-signature";

    /// <summary>How old, or how far ahead of our clock, a call may be: later it could be somebody else's repeat.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    public static readonly Problem NotReceived = new("webhook-not-received", ProblemKind.NotFound, "Tas inte emot här", "Not received here");

    public static readonly HttpProblem NotSigned = new("webhook-not-signed", 401, "Signaturen stämmer inte", "The signature is not right");

    private const string Version = "v1,";
    private const string SecretPrefix = "whsec_";

    /// <summary>The bytes of a secret as it is written in configuration: base64, with or without <c>whsec_</c>.</summary>
    /// <exception cref="FormatException">It is not base64.</exception>
    public static byte[] SecretOf(string text) =>
        Convert.FromBase64String(text.StartsWith(SecretPrefix, StringComparison.Ordinal) ? text[SecretPrefix.Length..] : text);

    /// <summary>As who is to know it sees it.</summary>
    public static string TextOf(byte[] secret) => SecretPrefix + Convert.ToBase64String(secret);

    public static string Sign(byte[] secret, string id, string timestamp, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, secret);
        hash.AppendData(Encoding.UTF8.GetBytes($"{id}.{timestamp}."));
        hash.AppendData(body);
        return Version + Convert.ToBase64String(hash.GetHashAndReset());
    }

    /// <param name="signatures">As in <see cref="SignatureHeader"/>: one right one is enough.</param>
    public static bool IsSigned(byte[] secret, string id, string timestamp, string signatures, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        if (id.Length == 0
            || !long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || Math.Abs(now.ToUnixTimeSeconds() - seconds) > Tolerance.TotalSeconds)
        {
            return false;
        }

        var right = Encoding.ASCII.GetBytes(Sign(secret, id, timestamp, body));
        return signatures
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Any(signature => CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(signature), right));
    }

    /// <summary>
    /// Only for who knows the secret in this setting: others get 401, and all get 404 where it is not set. The endpoint reads
    /// the body by itself.
    /// </summary>
    public static RouteHandlerBuilder SignedWith(this RouteHandlerBuilder endpoint, string setting) => endpoint
        .AddEndpointFilter(async (context, next) =>
        {
            var services = context.HttpContext.RequestServices;
            if (services.GetRequiredService<IConfiguration>()[setting] is not { Length: > 0 } secret)
            {
                return NotReceived.ToAnswer();
            }

            if (await IsSignedAsync(context.HttpContext.Request, SecretOf(secret), services.GetRequiredService<TimeProvider>()))
            {
                return await next(context);
            }

            // A 401 names how to authenticate (RFC 9110, 15.5.2).
            context.HttpContext.Response.Headers.WWWAuthenticate = "Webhook-Signature";
            return NotSigned.ToAnswer();
        })
        .AddOpenApiOperationTransformer((operation, context, _) =>
        {
            operation.AddHeader(IdHeader, "Id of what is told: the same at every repeat");
            operation.AddHeader(TimestampHeader, "Seconds since 1970; not more than five minutes from now");
            operation.AddHeader(SignatureHeader, "v1, and base64 of HMAC-SHA256(secret, id.timestamp.body), as Standard Webhooks has it");
            operation.AddProblem(StatusCodes.Status401Unauthorized, context.Document);
            return Task.CompletedTask;
        });

    /// <summary>The JSON that was signed.</summary>
    /// <exception cref="BadHttpRequestException">It cannot be read: 400.</exception>
    public static async Task<T> ReadSignedAsync<T>(this HttpRequest request, CancellationToken cancellationToken)
    {
        try
        {
            var json = request.HttpContext.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions.IgnoringTheUnknown();
            return await request.ReadFromJsonAsync<T>(json, cancellationToken) ?? throw new BadHttpRequestException("There is no body.");
        }
        catch (JsonException broken)
        {
            throw new BadHttpRequestException("The body cannot be read.", broken);
        }
    }

    private static async Task<bool> IsSignedAsync(HttpRequest request, byte[] secret, TimeProvider clock)
    {
        request.EnableBuffering();
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, request.HttpContext.RequestAborted);
        request.Body.Position = 0;
        var headers = request.Headers;
        return IsSigned(
            secret,
            headers[IdHeader].ToString(),
            headers[TimestampHeader].ToString(),
            headers[SignatureHeader].ToString(),
            body.GetBuffer().AsSpan(0, (int)body.Length),
            clock.GetUtcNow());
    }
}
