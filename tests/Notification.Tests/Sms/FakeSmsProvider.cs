using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using BusinessFocus.Hosting.Webhooks;
using BusinessFocus.Local.Infrastructure;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace BusinessFocus.Notifications.Tests.Sms;

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
    private readonly ConcurrentDictionary<string, int> requests = [];

    private FakeSmsProvider(Func<PhoneMessage, SmsReply?> reply)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.MapPost("/messages", (PhoneMessage message, HttpRequest request) =>
        {
            requests.AddOrUpdate(message.To, 1, (_, before) => before + 1);
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

    /// <summary>How often it was asked to send something to a number.</summary>
    public int RequestsTo(string number) => requests.GetValueOrDefault(number);

    /// <summary>What was sent to a number, by the key under which it came.</summary>
    public IReadOnlyList<KeyValuePair<string, PhoneMessage>> SentTo(string number) => [.. sent.Where(each => each.Value.To == number)];

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

/// <summary>The service with such a provider, which the tests of a class share, each with a number of its own.</summary>
public sealed class ServiceWithSms : SharedService
{
    private readonly ConcurrentDictionary<string, Func<PhoneMessage, SmsReply?>> replies = [];
    private FakeSmsProvider? provider;

    internal FakeSmsProvider Provider => provider ?? throw new InvalidOperationException("No test has asked for the service yet.");

    /// <param name="number">All that this test has to do with.</param>
    /// <param name="reply">What the provider answers a message to it; null takes it.</param>
    internal Task<NotificationService> ForOneTestAsync(string number, Func<PhoneMessage, SmsReply?>? reply = null)
    {
        replies[number] = reply ?? (_ => null);
        return ForOneTestAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (provider is not null)
        {
            await provider.DisposeAsync();
        }
    }

    private protected override async Task<NotificationService> StartAsync(Func<string, SmtpReply?> refuse)
    {
        provider = await FakeSmsProvider.StartAsync(message => replies.TryGetValue(message.To, out var reply) ? reply(message) : null);
        return await NotificationService.StartAsync(refuse, settings: provider.Settings);
    }
}
