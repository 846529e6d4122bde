using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace BusinessFocus.Local.Infrastructure;

/// <summary>An answer of an SMTP server, for instance 550 "No such mailbox".</summary>
public sealed record SmtpReply(int Code, string Text);

/// <summary>What a mail server requires of its clients; by default nothing.</summary>
/// <param name="Certificate">Offers STARTTLS with it; null offers none.</param>
/// <param name="IsImplicit">Speaks TLS from the first byte instead.</param>
/// <param name="Knows">Takes mail only from a user with this password (AUTH PLAIN), asked for even where nothing hides it; null from anybody.</param>
/// <param name="Closed">Greets everybody with it; null lets them in.</param>
public sealed record MailServerRequirements(
    X509Certificate2? Certificate = null, bool IsImplicit = false, Func<string, string, bool>? Knows = null, SmtpReply? Closed = null);

/// <summary>
/// Receives mail by SMTP (the part of RFC 5321 that senders use, with PIPELINING, 8BITMIME, SMTPUTF8, SIZE, STARTTLS and AUTH)
/// and keeps each message as an <c>.eml</c> file, written before it is accepted. Our own, because it refuses and hangs up as a
/// test likes; with a Docker engine's compose file it is Mailpit.
/// </summary>
public sealed class MailServer : IAsyncDisposable
{
    private const int LargestMessage = 25 * 1024 * 1024;

    private readonly TcpListener listener;
    private readonly string folder;
    private readonly Func<string, SmtpReply?> refuse;
    private readonly MailServerRequirements requirements;
    private readonly CancellationTokenSource stopping = new();
    private readonly Task accepting;
    private int count;

    private MailServer(TcpListener listener, string folder, Func<string, SmtpReply?> refuse, MailServerRequirements requirements)
    {
        this.listener = listener;
        this.folder = folder;
        this.refuse = refuse;
        this.requirements = requirements;
        accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <param name="folder">Where the received messages are kept.</param>
    /// <param name="port">0 takes a free one.</param>
    /// <param name="refuse">For tests: the answer to a recipient's address; null takes it.</param>
    public static MailServer Start(string folder, int port = 0, Func<string, SmtpReply?>? refuse = null, MailServerRequirements? requirements = null)
    {
        Directory.CreateDirectory(folder);
        var listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        return new MailServer(listener, folder, refuse ?? (_ => null), requirements ?? new MailServerRequirements());
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        listener.Dispose();
        await accepting;
        stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync(stopping.Token);
                _ = TalkAsync(client);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Stopped.
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        using var _ = client;
        client.NoDelay = true;
        try
        {
            await new Session(this, client.GetStream()).RunAsync(stopping.Token);
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException or SocketException or AuthenticationException)
        {
            // The client hung up or does not trust us, or we stop.
        }
    }

    private async Task KeepAsync(string from, IReadOnlyList<string> recipients, ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        var number = Interlocked.Increment(ref count);
        var name = $"{DateTime.UtcNow.ToString("yyyyMMddHHmmss.fffffff", CultureInfo.InvariantCulture)}-{Environment.ProcessId}-{number:D6}";
        var unfinished = Path.Combine(folder, name + ".part");
        await using (var file = File.Create(unfinished))
        {
            var envelope = $"X-Envelope-From: {from}\r\nX-Envelope-To: {string.Join(", ", recipients)}\r\n";
            await file.WriteAsync(Encoding.UTF8.GetBytes(envelope), cancellationToken);
            await file.WriteAsync(message, cancellationToken);
        }

        File.Move(unfinished, Path.Combine(folder, name + ".eml"));
    }

    private sealed class Session(MailServer server, NetworkStream stream)
    {
        private readonly List<string> recipients = [];
        private PipeReader reader = PipeReader.Create(stream);
        private PipeWriter writer = PipeWriter.Create(stream);
        private string? from;
        private bool isSecure;
        private bool isKnown = server.requirements.Knows is null;

        public async Task RunAsync(CancellationToken cancellationToken)
        {
            if (server.requirements.IsImplicit)
            {
                await SecureAsync(cancellationToken);
            }

            var greeting = server.requirements.Closed ?? new SmtpReply(220, "businessfocus.local ESMTP");
            Reply(greeting.Code, greeting.Text);
            await writer.FlushAsync(cancellationToken);
            while (await ReadLineAsync(cancellationToken) is { } line)
            {
                if (await AnswerAsync(line, cancellationToken))
                {
                    break;
                }

                // Pipelined commands are answered together: nothing is sent while the next one has come already.
                if (!reader.TryRead(out var next))
                {
                    await writer.FlushAsync(cancellationToken);
                }
                else
                {
                    var isEmpty = next.Buffer.IsEmpty;
                    var hasLine = next.Buffer.PositionOf((byte)'\n') is not null;
                    reader.AdvanceTo(next.Buffer.Start, hasLine ? next.Buffer.Start : next.Buffer.End);
                    if (isEmpty || !hasLine)
                    {
                        await writer.FlushAsync(cancellationToken);
                    }
                }
            }

            await writer.FlushAsync(cancellationToken);
        }

        /// <summary>Answers a command.</summary>
        /// <returns>Whether the client said goodbye.</returns>
        private async Task<bool> AnswerAsync(string line, CancellationToken cancellationToken)
        {
            var verb = line.Split([' ', ':'], 2)[0].ToUpperInvariant();
            switch (verb)
            {
                case "EHLO":
                    Lines([
                        "250-businessfocus.local", "250-PIPELINING", "250-8BITMIME", "250-SMTPUTF8",
                        .. OffersTls ? ["250-STARTTLS"] : Array.Empty<string>(),
                        .. server.requirements.Knows is not null ? ["250-AUTH PLAIN"] : Array.Empty<string>(),
                        $"250 SIZE {LargestMessage}"]);
                    break;
                case "HELO":
                    Reply(250, "businessfocus.local");
                    break;
                case "STARTTLS" when OffersTls:
                    Reply(220, "Go on");
                    await writer.FlushAsync(cancellationToken);
                    Forget();
                    await SecureAsync(cancellationToken);
                    break;
                case "AUTH" when server.requirements.Knows is { } knows:
                    isKnown = IsKnown(line, knows);
                    Reply(isKnown ? 235 : 535, isKnown ? "2.7.0 Welcome" : "5.7.8 Wrong user or password");
                    break;
                case "MAIL" when !isKnown:
                    Reply(530, "5.7.0 Who are you");
                    break;
                case "MAIL":
                    from = AddressIn(line);
                    recipients.Clear();
                    Reply(250, "OK");
                    break;
                case "RCPT" when from is null:
                case "DATA" when recipients.Count == 0:
                    Reply(503, "Not now");
                    break;
                case "RCPT":
                    Receive(AddressIn(line));
                    break;
                case "DATA":
                    Reply(354, "Go on");
                    await writer.FlushAsync(cancellationToken);
                    await ReadMessageAsync(cancellationToken);
                    break;
                case "RSET":
                    Forget();
                    Reply(250, "OK");
                    break;
                case "NOOP":
                    Reply(250, "OK");
                    break;
                case "QUIT":
                    Reply(221, "Goodbye");
                    return true;
                default:
                    Reply(502, "Not known here");
                    break;
            }

            return false;
        }

        private bool OffersTls => server.requirements.Certificate is not null && !isSecure;

        private async Task SecureAsync(CancellationToken cancellationToken)
        {
            var secure = new SslStream(stream);
            await secure.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = server.requirements.Certificate }, cancellationToken);
            // New ones: what a client sent before its words were hidden counts for nothing (RFC 3207, 6).
            (reader, writer, isSecure) = (PipeReader.Create(secure), PipeWriter.Create(secure), true);
        }

        /// <summary>Of <c>AUTH PLAIN</c> with the answer in it: whoever it is for, the user and the password, with nulls between (RFC 4616).</summary>
        private static bool IsKnown(string line, Func<string, string, bool> knows) =>
            line.Split(' ') is [_, "PLAIN", var answer]
            && Encoding.UTF8.GetString(Convert.FromBase64String(answer)).Split('\0') is [_, var user, var password]
            && knows(user, password);

        private void Receive(string recipient)
        {
            if (server.refuse(recipient) is { } refusal)
            {
                Reply(refusal.Code, refusal.Text);
                return;
            }

            recipients.Add(recipient);
            Reply(250, "OK");
        }

        private async Task ReadMessageAsync(CancellationToken cancellationToken)
        {
            var message = new ArrayBufferWriter<byte>();
            while (await ReadBytesAsync(cancellationToken) is { } line)
            {
                if (line is [(byte)'.'])
                {
                    if (message.WrittenCount > LargestMessage)
                    {
                        Reply(552, "Too large");
                    }
                    else
                    {
                        await server.KeepAsync(from!, recipients, message.WrittenMemory, cancellationToken);
                        Reply(250, "OK");
                    }

                    Forget();
                    return;
                }

                // A line that begins with a dot has one more on the wire (RFC 5321, 4.5.2).
                message.Write(line is [(byte)'.', ..] ? line.AsSpan(1) : line);
                message.Write("\r\n"u8);
            }
        }

        private void Forget()
        {
            from = null;
            recipients.Clear();
        }

        private async Task<string?> ReadLineAsync(CancellationToken cancellationToken) =>
            await ReadBytesAsync(cancellationToken) is { } line ? Encoding.UTF8.GetString(line) : null;

        /// <summary>The next line without its end; null when the client has hung up.</summary>
        private async Task<byte[]?> ReadBytesAsync(CancellationToken cancellationToken)
        {
            while (true)
            {
                var read = await reader.ReadAsync(cancellationToken);
                if (read.Buffer.PositionOf((byte)'\n') is { } end)
                {
                    var line = read.Buffer.Slice(0, end).ToArray();
                    reader.AdvanceTo(read.Buffer.GetPosition(1, end));
                    return line is [.., (byte)'\r'] ? line[..^1] : line;
                }

                if (read.IsCompleted)
                {
                    return null;
                }

                reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            }
        }

        private void Reply(int code, string text) => Lines($"{code} {text}");

        private void Lines(params string[] lines)
        {
            foreach (var line in lines)
            {
                Encoding.UTF8.GetBytes(line, writer);
                writer.Write("\r\n"u8);
            }
        }

        private static string AddressIn(string line)
        {
            var start = line.IndexOf('<', StringComparison.Ordinal);
            var end = line.IndexOf('>', StringComparison.Ordinal);
            return start >= 0 && end > start ? line[(start + 1)..end] : "";
        }
    }
}
