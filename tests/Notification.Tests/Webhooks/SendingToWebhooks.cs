using System.Net;
using System.Net.Sockets;
using BusinessFocus.Notifications.Webhooks;
using Microsoft.AspNetCore.Http;
using Shouldly;
using Xunit;

namespace BusinessFocus.Notifications.Tests.Webhooks;

/// <summary>What a receiver answers, over HTTP, and what it comes to.</summary>
public sealed class SendingToWebhooks : IAsyncLifetime
{
    private static readonly byte[] Secret = [1, 2, 3];

    private WebhookReceiver receiver = null!;

    public async ValueTask InitializeAsync() => receiver = await WebhookReceiver.StartAsync();

    public async ValueTask DisposeAsync() => await receiver.DisposeAsync();

    [Theory]
    [InlineData(200, true)]
    [InlineData(410, false)]
    public async Task The_status_decides_where_the_text_never_comes(int status, bool taken)
    {
        receiver.Answer = async context =>
        {
            await BeginAsync(context, status);
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        };
        var answer = await SendAsync();
        answer.Status.ShouldBe(status);
        answer.IsTaken.ShouldBe(taken);
        answer.Text.ShouldBe("The answer broke off.");
    }

    [Fact]
    public async Task The_status_decides_where_the_text_breaks_off()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var answering = Task.Run(async () =>
        {
            using var client = await listener.AcceptTcpClientAsync();
            await using var stream = client.GetStream();
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nbegun"u8.ToArray());
            client.Client.Shutdown(SocketShutdown.Send);

            // Until the other side ends too: who closes with something unread takes back what it has sent.
            await stream.CopyToAsync(Stream.Null);
        });
        var answer = await SendAsync($"http://{listener.LocalEndpoint}/");
        answer.IsTaken.ShouldBeTrue();
        answer.Text.ShouldBe("The answer broke off.");
        await answering;
    }

    [Fact]
    public async Task Of_a_long_answer_the_beginning_is_kept()
    {
        receiver.Answer = context => context.Response.WriteAsync("x\u0000y" + new string('z', 200_000));
        var answer = await SendAsync();
        answer.IsTaken.ShouldBeTrue();
        answer.Text.ShouldStartWith("x yzz");
        answer.Text.Length.ShouldBe(1_000);
    }

    /// <summary>DNS rebinding: a name that is public when it is first asked, and leads inside later. Nobody has the first address; IANA has not given it out.</summary>
    [Fact]
    public async Task A_name_is_looked_at_with_each_connection()
    {
        var asked = 0;
        using var sender = new WebhookSender(
            new WebhookSettings { Timeout = TimeSpan.FromSeconds(2) },
            (_, _) => Task.FromResult<IPAddress[]>([++asked == 1 ? IPAddress.Parse("3000::1") : IPAddress.Loopback]),
            TimeProvider.System);
        var url = receiver.Url.Replace("127.0.0.1", "hook.example", StringComparison.Ordinal);
        (await sender.SendAsync(url, Guid.NewGuid(), "{}", [Secret], null, CancellationToken.None)).Text.ShouldNotContain("public");
        (await sender.SendAsync(url, Guid.NewGuid(), "{}", [Secret], null, CancellationToken.None)).Text.ShouldBe("The address is none on the public internet.");
        asked.ShouldBe(2);
        receiver.All.ShouldBeEmpty();
    }

    private static async Task BeginAsync(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        await context.Response.WriteAsync("begun");
        await context.Response.Body.FlushAsync();
    }

    private async Task<WebhookAnswer> SendAsync(string? url = null)
    {
        using var sender = new WebhookSender(
            new WebhookSettings { AllowPrivate = true, Timeout = TimeSpan.FromSeconds(2) }, (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Loopback]), TimeProvider.System);
        return await sender.SendAsync(url ?? receiver.Url, Guid.NewGuid(), "{}", [Secret], null, CancellationToken.None);
    }
}
