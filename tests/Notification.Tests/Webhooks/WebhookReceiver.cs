using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace BusinessFocus.Notifications.Tests.Webhooks;

/// <summary>Somebody else's program, which is told by webhooks.</summary>
/// <param name="Id">The header webhook-id.</param>
internal sealed record Received(string Id, string Timestamp, string Signature, string Body, string? TraceParent, string? UserAgent, string? ContentType);

internal sealed class WebhookReceiver : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<Received> received = [];

    private WebhookReceiver(WebApplication app) => this.app = app;

    /// <summary>How it answers; 204 unless a test says so.</summary>
    public Func<HttpContext, Task> Answer { get; set; } = context =>
    {
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    };

    public string Url => app.Urls.First() + "/hook";

    public IReadOnlyList<Received> All => [.. received];

    public static async Task<WebhookReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(server => server.Listen(IPAddress.Loopback, 0));
        var receiver = new WebhookReceiver(builder.Build());
        receiver.app.MapPost("/hook", async (HttpContext context) =>
        {
            using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
            var (headers, body) = (context.Request.Headers, await reader.ReadToEndAsync());
            receiver.received.Enqueue(new Received(
                headers["webhook-id"].ToString(), headers["webhook-timestamp"].ToString(), headers["webhook-signature"].ToString(), body,
                headers["traceparent"], headers.UserAgent, context.Request.ContentType));
            await receiver.Answer(context);
        });
        await receiver.app.StartAsync();
        return receiver;
    }

    public void Answers(int status, string? header = null, string? value = null) => Answer = context =>
    {
        context.Response.StatusCode = status;
        if (header is not null)
        {
            context.Response.Headers[header] = value;
        }

        return context.Response.WriteAsync($"This is a {status}.");
    };

    public async ValueTask DisposeAsync() => await app.DisposeAsync();
}
