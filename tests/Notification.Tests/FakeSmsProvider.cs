using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using BusinessFocus.Hosting.Webhooks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace BusinessFocus.Notifications.Tests;

/// <param name="To">E.164.</param>
/// <param name="Reference">The notification's id.</param>
internal sealed record PhoneMessage(string To, string From, string Text, Guid Reference);

/// <param name="Code">In the body, as a provider says why.</param>
/// <param name="HangsUp">The message is kept, and the connection ends before the answer.</param>
internal sealed record SmsReply(int Status, string? Code = null, bool HangsUp = false);

/// <summary>A provider of messages to phones that keeps what it receives, each key once, and is not always willing.</summary>
internal sealed class FakeSmsProvider : IAsyncDisposable
{
    public const string ApiKey = "provider-key";

    private readonly WebApplication app;
    private readonly ConcurrentDictionary<string, PhoneMessage> sent = [];
    private int requests;

    private FakeSmsProvider(Func<PhoneMessage, SmsReply?> reply)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.MapPost("/messages", (PhoneMessage message, HttpRequest request) =>
        {
            Interlocked.Increment(ref requests);
            if (request.Headers.Authorization != $"Bearer {ApiKey}")
            {
                return Results.Unauthorized();
            }

            var answer = reply(message) ?? new SmsReply(StatusCodes.Status202Accepted);
            if (answer.Status >= StatusCodes.Status400BadRequest)
            {
                return Results.Json(new { answer.Code, detail = $"{message.To}: no" }, statusCode: answer.Status);
            }

            sent.TryAdd(request.Headers["Idempotency-Key"].ToString(), message);
            if (answer.HangsUp)
            {
                request.HttpContext.Abort();
            }

            return Results.Json(new { id = $"provider-{message.Reference:N}" }, statusCode: answer.Status);
        });
    }

    public int Requests => Volatile.Read(ref requests);

    /// <summary>What was sent to phones, by the key under which it came.</summary>
    public IReadOnlyDictionary<string, PhoneMessage> Sent => sent;

    /// <summary>What the service has to know to find it.</summary>
    public Dictionary<string, string?> Settings => new()
    {
        ["Sms:Url"] = $"{app.Urls.Single()}/messages",
        ["Sms:ApiKey"] = ApiKey,
        ["Sms:From"] = "Lerum",
        ["Sms:CallbackSecret"] = CallbackSecret,
    };

    /// <summary>What it signs its reports with.</summary>
    public static string CallbackSecret { get; } = "whsec_" + Convert.ToBase64String("a secret of 32 bytes, as it is said"u8);

    /// <param name="reply">What it answers a message; null takes it.</param>
    public static async Task<FakeSmsProvider> StartAsync(Func<PhoneMessage, SmsReply?>? reply = null)
    {
        var provider = new FakeSmsProvider(reply ?? (_ => null));
        await provider.app.StartAsync();
        return provider;
    }

    /// <summary>Tells what became of a message.</summary>
    /// <param name="secret">The one that both know, unless told.</param>
    public static Task<HttpResponseMessage> NotifyAsync(HttpClient service, string report, string? secret = null, DateTimeOffset? at = null)
    {
        var (id, timestamp) = ($"msg_{Guid.NewGuid():N}", (at ?? DateTimeOffset.UtcNow).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        var body = Encoding.UTF8.GetBytes(report);
        return service.SendAsync(new HttpRequestMessage(HttpMethod.Post, "/api/v1/sms/status")
        {
            Headers =
            {
                { StandardWebhooks.IdHeader, id },
                { StandardWebhooks.TimestampHeader, timestamp },
                { StandardWebhooks.SignatureHeader, StandardWebhooks.Sign(StandardWebhooks.SecretOf(secret ?? CallbackSecret), id, timestamp, body) },
            },
            Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
        });
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();
}
