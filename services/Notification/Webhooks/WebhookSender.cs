using System.Net;
using System.Net.Http.Headers;
using System.Net.Mime;
using System.Net.Sockets;
using System.Text;
using BusinessFocus.Hosting.Webhooks;

namespace BusinessFocus.Notifications.Webhooks;

/// <summary>How a receiver answered.</summary>
/// <param name="Status">Null where there was no answer.</param>
/// <param name="Text">The beginning of the answer, or why there is none.</param>
/// <param name="RetryAfter">How long it asked to be left alone.</param>
public sealed record WebhookAnswer(int? Status, string Text, TimeSpan? RetryAfter = null)
{
    public bool IsTaken => Status is >= 200 and < 300;

    public bool IsGone => Status == StatusCodes.Status410Gone;
}

/// <summary>Which addresses a name has, each time it is asked.</summary>
public delegate Task<IPAddress[]> ResolveHost(string host, CancellationToken cancellationToken);

/// <summary>
/// Sends over HTTP to whatever address somebody gave us. The connection itself is held to <see cref="PublicAddress"/>: what a name resolved to
/// earlier, or where an answer points to, decides nothing. Redirects are not followed, and no proxy or cookie has a say.
/// </summary>
public sealed class WebhookSender : IDisposable
{
    private const int MostRead = 64 * 1024;
    private const int MostKept = 1_000;

    private readonly HttpClient http;
    private readonly TimeSpan timeout;
    private readonly TimeProvider clock;

    public WebhookSender(WebhookSettings settings, ResolveHost resolve, TimeProvider clock)
    {
        (this.clock, timeout) = (clock, settings.Timeout);
        http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            ActivityHeadersPropagator = null,
            ConnectTimeout = settings.Timeout,
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            MaxConnectionsPerServer = settings.AtOnce,
            MaxResponseHeadersLength = MostRead / 1024,
            MaxResponseDrainSize = MostRead,
            ConnectCallback = (context, cancellationToken) => ConnectAsync(context.DnsEndPoint, settings, resolve, cancellationToken),
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = MostRead,
        };
        http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("BusinessFocus-Webhooks", "1.0"));
    }

    /// <param name="secrets">Each signs: who knows one of them believes it.</param>
    public async Task<WebhookAnswer> SendAsync(
        string url, Guid messageId, string body, IEnumerable<byte[]> secrets, string? traceParent, CancellationToken cancellationToken)
    {
        var (id, timestamp, bytes) = (messageId.ToString(), clock.GetUtcNow().ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture), Encoding.UTF8.GetBytes(body));
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(bytes) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(MediaTypeNames.Application.Json);
        request.Headers.Add(StandardWebhooks.IdHeader, id);
        request.Headers.Add(StandardWebhooks.TimestampHeader, timestamp);
        request.Headers.Add(StandardWebhooks.SignatureHeader, string.Join(' ', secrets.Select(secret => StandardWebhooks.Sign(secret, id, timestamp, bytes))));
        if (traceParent is not null)
        {
            request.Headers.Add("traceparent", traceParent);
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(timeout);
        try
        {
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            var text = (int)answer.StatusCode is >= 300 and < 400 ? "Redirects are not followed." : await BeginningOfAsync(answer.Content, limit.Token, cancellationToken);
            return new WebhookAnswer((int)answer.StatusCode, text, RetryAfterOf(answer));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new WebhookAnswer(null, "No answer in time.");
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or SocketException)
        {
            return new WebhookAnswer(null, Shown((failure.InnerException as AddressNotPublicException ?? failure).Message));
        }
    }

    public void Dispose() => http.Dispose();

    private static async ValueTask<Stream> ConnectAsync(DnsEndPoint end, WebhookSettings settings, ResolveHost resolve, CancellationToken cancellationToken)
    {
        var addresses = IPAddress.TryParse(end.Host, out var literal) ? [literal] : await resolve(end.Host, cancellationToken);
        if (!settings.AllowPrivate && (addresses.Length == 0 || !addresses.All(PublicAddress.IsOne)))
        {
            throw new AddressNotPublicException();
        }

        Exception? failed = null;
        foreach (var address in addresses)
        {
            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(address, end.Port, cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (SocketException unreachable)
            {
                socket.Dispose();
                failed = unreachable;
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }

        throw failed ?? new SocketException((int)SocketError.HostNotFound);
    }

    /// <summary>So much as is shown; the rest is not waited for.</summary>
    /// <param name="limit">How long it may take; the status decides what came of it, however the rest comes.</param>
    private static async Task<string> BeginningOfAsync(HttpContent content, CancellationToken limit, CancellationToken cancellationToken)
    {
        try
        {
            await using var stream = await content.ReadAsStreamAsync(limit);
            var bytes = new byte[MostKept];
            var read = await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, limit);
            return Shown(Encoding.UTF8.GetString(bytes, 0, read));
        }
        catch (Exception broken) when (!cancellationToken.IsCancellationRequested && broken is OperationCanceledException or IOException or HttpRequestException)
        {
            return "The answer broke off.";
        }
    }

    /// <summary>As text of one line that the store takes.</summary>
    private static string Shown(string text) =>
        string.Concat(text.EnumerateRunes().Take(MostKept).Select(rune => System.Text.Rune.IsControl(rune) ? " " : rune.ToString())).Trim();

    private TimeSpan? RetryAfterOf(HttpResponseMessage answer) => answer.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } when date > clock.GetUtcNow() => date - clock.GetUtcNow(),
        _ => null,
    };

    private sealed class AddressNotPublicException() : Exception("The address is none on the public internet.");
}
