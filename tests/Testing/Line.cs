using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace BusinessFocus.Testing;

/// <summary>The way to a server, which can be cut (who is connected is hung up on, and nobody else gets through), or swallow what is said.</summary>
public sealed class Line : IAsyncDisposable
{
    private readonly string host;
    private readonly int port;
    private readonly Lock gate = new();
    private readonly List<TcpClient> open = [];
    private readonly Task accepting;
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private bool isCut;
    private int refused;
    private int letsPass = int.MaxValue;
    private volatile Listening? swallowing;
    private volatile Listening? hangingUp;
    private volatile TaskCompletionSource? swallowedConfirm;

    public Line(string host, int port)
    {
        this.host = host;
        this.port = port;
        listener.Start();
        accepting = AcceptAsync();
    }

    /// <summary>This end of it.</summary>
    public IPEndPoint Here => (IPEndPoint)listener.LocalEndpoint;

    /// <summary>How many did not get through.</summary>
    public int Refused => Volatile.Read(ref refused);

    public void Cut()
    {
        lock (gate)
        {
            isCut = true;
            open.ForEach(client => client.Dispose());
            open.Clear();
        }
    }

    /// <summary>Lets so many more connect, and is cut then.</summary>
    public void CutAfter(int connections)
    {
        lock (gate)
        {
            letsPass = connections;
        }
    }

    public void Mend()
    {
        lock (gate)
        {
            isCut = false;
            letsPass = int.MaxValue;
            swallowing = null;
        }
    }

    /// <summary>From now on nothing that is said to the server arrives. Until something with this text was said.</summary>
    public Task SwallowAsync(string text)
    {
        var swallow = new Listening(text);
        swallowing = swallow;
        return swallow.Said;
    }

    /// <summary>Who says something with this text to the server is hung up on before it arrives, once; nobody else notices.</summary>
    public Task HangUpAsync(string text)
    {
        var hangUp = new Listening(text);
        hangingUp = hangUp;
        return hangUp.Said;
    }

    /// <summary>The broker's next confirm of a publish does not arrive, and everything else does.</summary>
    public Task SwallowConfirmAsync()
    {
        swallowedConfirm = new(TaskCreationOptions.RunContinuationsAsynchronously);
        return swallowedConfirm.Task;
    }

    public async ValueTask DisposeAsync()
    {
        listener.Dispose();
        await accepting;
        Cut();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ConnectAsync(await listener.AcceptTcpClientAsync());
            }
        }
        catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException)
        {
            // Disposed.
        }
    }

    private async Task ConnectAsync(TcpClient client)
    {
        using var server = new TcpClient();
        using var _ = client;
        if (!MayPass(client, server))
        {
            Interlocked.Increment(ref refused);
            return;
        }

        try
        {
            await server.ConnectAsync(host, port);
            var (here, there) = (client.GetStream(), server.GetStream());
            await Task.WhenAny(SayAsync(here, there), AnswerAsync(there, here));
        }
        catch (Exception gone) when (gone is SocketException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            // One of them hung up.
        }
    }

    private bool MayPass(TcpClient client, TcpClient server)
    {
        lock (gate)
        {
            if (letsPass == 0)
            {
                letsPass = int.MaxValue;
                Cut();
            }

            if (isCut)
            {
                return false;
            }

            letsPass -= letsPass == int.MaxValue ? 0 : 1;
            open.AddRange([client, server]);
            return true;
        }
    }

    private async Task SayAsync(NetworkStream here, NetworkStream there)
    {
        var buffer = new byte[64 * 1024];
        while (await here.ReadAsync(buffer) is var read and > 0)
        {
            if (swallowing is { } swallow)
            {
                swallow.Hears(buffer.AsSpan(0, read));
                continue;
            }

            if (hangingUp is { Said.IsCompleted: false } hangUp && hangUp.Hears(buffer.AsSpan(0, read)))
            {
                // Both ends are closed with this.
                return;
            }

            await there.WriteAsync(buffer.AsMemory(0, read));
        }
    }

    private async Task AnswerAsync(NetworkStream there, NetworkStream here)
    {
        var buffer = new byte[64 * 1024];
        while (await there.ReadAsync(buffer) is var read and > 0)
        {
            var answer = buffer.AsMemory(0, read);
            if (swallowedConfirm is { Task.IsCompleted: false } swallowed && ConfirmIn(answer.Span) is { } confirm)
            {
                await here.WriteAsync(answer[..confirm.Start]);
                await here.WriteAsync(answer[confirm.End..]);
                swallowed.TrySetResult();
                continue;
            }

            await here.WriteAsync(answer);
        }
    }

    /// <summary>AMQP 0-9-1: a frame is a type, a channel, a size, so many bytes and an end; a confirm is the method basic.ack, 60.80.</summary>
    private static (int Start, int End)? ConfirmIn(ReadOnlySpan<byte> frames)
    {
        for (var start = 0; start + 12 <= frames.Length;)
        {
            var end = start + 8 + BinaryPrimitives.ReadInt32BigEndian(frames[(start + 3)..]);
            if (frames[start] == 1 && BinaryPrimitives.ReadInt32BigEndian(frames[(start + 7)..]) == ((60 << 16) | 80) && end <= frames.Length)
            {
                return (start, end);
            }

            start = end;
        }

        return null;
    }

    private sealed class Listening(string text)
    {
        private readonly TaskCompletionSource said = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly Lock gate = new();
        private string tail = "";

        public Task Said => said.Task;

        /// <returns>Whether the text has been said by now.</returns>
        public bool Hears(ReadOnlySpan<byte> bytes)
        {
            lock (gate)
            {
                var heard = tail + Encoding.Latin1.GetString(bytes);
                if (heard.Contains(text, StringComparison.Ordinal))
                {
                    said.TrySetResult();
                }

                tail = heard[^Math.Min(heard.Length, text.Length)..];
                return Said.IsCompleted;
            }
        }
    }
}
