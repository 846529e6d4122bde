using System.Diagnostics;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using BusinessFocus.Domain.Decisions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace BusinessFocus.Hosting.Http;

/// <summary>
/// What the server refuses before any of our code sees it (an address with %00, headers that are too large, a request that does not
/// come to its end) is answered with problem details too. Kestrel writes such an answer by itself, without a body, and tells only
/// diagnostics of it; so the connection's writer puts ours in its place. Nobody can say then whether the headers with the asker's
/// language were read, so it is told in both.
/// </summary>
public static class ServerRefusals
{
    private const string BadRequestEvent = "Microsoft.AspNetCore.Server.Kestrel.BadRequest";

    /// <summary>How the server's message begins where it is the address that is wrong.</summary>
    private const string InvalidTarget = "Invalid request target";

    private static readonly object Key = new();
    private static readonly JsonSerializerOptions Short = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public static void AddServerRefusals(this WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            // Any byte is a character of Latin-1: a header that is no UTF-8 is for whoever reads it to judge.
            kestrel.RequestHeaderEncodingSelector = _ => Encoding.Latin1;
            kestrel.ConfigureEndpointDefaults(endpoint => endpoint.Use(next => connection =>
            {
                var output = new Writer(connection.Transport.Output);
                connection.Items[Key] = output;
                connection.Transport = new Transport(connection.Transport.Input, output);
                return next(connection);
            }));
        });
        builder.Services.AddHostedService<Listener>();
    }

    private static byte[] AnswerOf(BadHttpRequestException refused)
    {
        var status = refused.StatusCode;
        var problem = HttpProblems.For(status) ?? CommonProblems.Invalid;
        var body = JsonSerializer.SerializeToUtf8Bytes(new
        {
            type = problem.Type,
            title = InBoth(problem.Sv, problem.En),
            status,
            errors = problem == CommonProblems.Invalid ? FaultOf(refused) : null,
        }, Short);
        var head = $"HTTP/1.1 {status} {ReasonPhrases.GetReasonPhrase(status)}\r\nContent-Type: {ProblemWriter.MediaType}\r\nContent-Language: sv, en\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n";
        return [.. Encoding.ASCII.GetBytes(head), .. body];
    }

    private static Dictionary<string, string[]> FaultOf(BadHttpRequestException refused) =>
        refused.Message.StartsWith(InvalidTarget, StringComparison.Ordinal)
            ? new() { ["path"] = [InBoth("Adressen innehåller tecken som inte får finnas i den.", "The address has characters that are not allowed.")] }
            : new() { [Problems.Request] = [InBoth(Problems.UnreadableSv, Problems.UnreadableEn)] };

    private static string InBoth(string sv, string en) => $"{sv} / {en}";

    /// <summary>Hears of refused requests, before they are answered.</summary>
    private sealed class Listener(DiagnosticListener diagnostics) : IHostedService, IObserver<KeyValuePair<string, object?>>
    {
        private IDisposable? subscription;

        public Task StartAsync(CancellationToken cancellationToken)
        {
            subscription = diagnostics.Subscribe(this, name => name == BadRequestEvent);
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken)
        {
            subscription?.Dispose();
            return Task.CompletedTask;
        }

        public void OnNext(KeyValuePair<string, object?> told)
        {
            if (told.Key == BadRequestEvent
                && told.Value is IFeatureCollection features
                && features.Get<IBadRequestExceptionFeature>()?.Error is BadHttpRequestException refused
                && features.Get<IHttpResponseFeature>() is { HasStarted: false }
                && features.Get<IConnectionItemsFeature>()?.Items.TryGetValue(Key, out var output) == true)
            {
                ((Writer)output!).Answer(AnswerOf(refused));
            }
        }

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }
    }

    private sealed class Transport(PipeReader input, PipeWriter output) : IDuplexPipe
    {
        public PipeReader Input => input;

        public PipeWriter Output => output;
    }

    /// <summary>Passes on what the server writes, until an answer is put in the place of all that it would write then.</summary>
    private sealed class Writer(PipeWriter inner) : PipeWriter
    {
        private const int Scratch = 4 * 1024;

        private byte[]? answer;
        private bool isRefused;

        public override bool CanGetUnflushedBytes => inner.CanGetUnflushedBytes;

        public override long UnflushedBytes => inner.UnflushedBytes;

        public void Answer(byte[] instead) => (answer, isRefused) = (instead, true);

        public override void Advance(int bytes)
        {
            if (!isRefused)
            {
                inner.Advance(bytes);
            }
        }

        public override Memory<byte> GetMemory(int sizeHint = 0) => isRefused ? new byte[Math.Max(sizeHint, Scratch)] : inner.GetMemory(sizeHint);

        public override Span<byte> GetSpan(int sizeHint = 0) => isRefused ? new byte[Math.Max(sizeHint, Scratch)] : inner.GetSpan(sizeHint);

        public override ValueTask<FlushResult> WriteAsync(ReadOnlyMemory<byte> source, CancellationToken cancellationToken = default) =>
            isRefused ? FlushAsync(cancellationToken) : inner.WriteAsync(source, cancellationToken);

        public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
        {
            if (Interlocked.Exchange(ref answer, null) is { } instead)
            {
                return inner.WriteAsync(instead, cancellationToken);
            }

            return inner.FlushAsync(cancellationToken);
        }

        public override void CancelPendingFlush() => inner.CancelPendingFlush();

        public override void Complete(Exception? exception = null) => inner.Complete(exception);

        public override ValueTask CompleteAsync(Exception? exception = null) => inner.CompleteAsync(exception);
    }
}
