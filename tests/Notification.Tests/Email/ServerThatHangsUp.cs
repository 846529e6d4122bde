using System.Net;
using System.Net.Sockets;
using System.Text;

namespace BusinessFocus.Notifications.Tests.Email;

/// <summary>A mail server that takes the first letter, and hangs up instead of saying so; afterwards it is well.</summary>
internal sealed class ServerThatHangsUp : IAsyncDisposable
{
    private readonly TcpListener listener;
    private readonly Task serving;
    private readonly List<string> messageIds = [];

    public ServerThatHangsUp(int port)
    {
        listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        serving = ServeAsync();
    }

    /// <summary>Of all that was received.</summary>
    public IReadOnlyList<string> MessageIds => messageIds;

    public async ValueTask DisposeAsync()
    {
        listener.Dispose();
        await serving;
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync();
                await TalkAsync(client.GetStream());
            }
        }
        catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException or IOException)
        {
            // Disposed.
        }
    }

    private async Task TalkAsync(NetworkStream stream)
    {
        using var reader = new StreamReader(stream);
        await SayAsync("220 here");
        while (await reader.ReadLineAsync() is { } line)
        {
            if (line != "DATA")
            {
                await SayAsync(line.StartsWith("EHLO", StringComparison.Ordinal) ? "250 SMTPUTF8" : "250 OK");
                continue;
            }

            await SayAsync("354 Go on");
            while (await reader.ReadLineAsync() is { } text && text != ".")
            {
                if (text.StartsWith("Message-Id: ", StringComparison.OrdinalIgnoreCase))
                {
                    messageIds.Add(text);
                }
            }

            if (messageIds.Count == 1)
            {
                return;
            }

            await SayAsync("250 Taken");
        }

        async Task SayAsync(string answer) => await stream.WriteAsync(Encoding.ASCII.GetBytes(answer + "\r\n"));
    }
}
