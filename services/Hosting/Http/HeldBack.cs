using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace BusinessFocus.Hosting.Http;

/// <summary>
/// The body of an answer, held back until it is whole. What is no 200, has a tag already, is larger than <see cref="Most"/> or goes on as it
/// happens is not held back.
/// </summary>
internal sealed class HeldBack(HttpContext context, IHttpResponseBodyFeature inner) : Stream, IHttpResponseBodyFeature
{
    public const int Most = 1024 * 1024;

    private MemoryStream? held;
    private PipeWriter? writer;
    private bool goesOn;

    /// <summary>Null where nothing was held back.</summary>
    public ReadOnlyMemory<byte>? Bytes => held is { } bytes && !goesOn ? bytes.GetBuffer().AsMemory(0, (int)bytes.Length) : default(ReadOnlyMemory<byte>?);

    public Stream Stream => this;

    public PipeWriter Writer => writer ??= PipeWriter.Create(this, new StreamPipeWriterOptions(leaveOpen: true));

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public void DisableBuffering()
    {
        goesOn = true;
        inner.DisableBuffering();
    }

    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        if (IsPassedOn(0))
        {
            await PassOnAsync(cancellationToken);
            await inner.StartAsync(cancellationToken);
        }
    }

    public Task SendFileAsync(string path, long offset, long? count, CancellationToken cancellationToken = default) =>
        SendFileFallback.SendFileAsync(this, path, offset, count, cancellationToken);

    public async Task CompleteAsync()
    {
        if (writer is not null)
        {
            await writer.CompleteAsync();
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (!IsPassedOn(buffer.Length))
        {
            (held ??= new MemoryStream()).Write(buffer);
            return;
        }

        if (Take() is { } before)
        {
            before.CopyTo(inner.Stream);
        }

        inner.Stream.Write(buffer);
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (!IsPassedOn(buffer.Length))
        {
            (held ??= new MemoryStream()).Write(buffer.Span);
            return;
        }

        await PassOnAsync(cancellationToken);
        await inner.Stream.WriteAsync(buffer, cancellationToken);
    }

    /// <summary>Who writes JSON flushes it when it is whole: that is no reason to let it go before it has its tag.</summary>
    public override void Flush()
    {
        if (goesOn)
        {
            inner.Stream.Flush();
        }
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => goesOn ? inner.Stream.FlushAsync(cancellationToken) : Task.CompletedTask;

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private bool IsPassedOn(int more) => goesOn = goesOn
        || context.Response.StatusCode != StatusCodes.Status200OK
        || (context.Response.Headers.ETag.Count > 0 && context.Response.Version() is null)
        || Math.Max(context.Response.ContentLength ?? 0, (held?.Length ?? 0) + more) > Most;

    private async Task PassOnAsync(CancellationToken cancellationToken)
    {
        if (Take() is { } before)
        {
            await before.CopyToAsync(inner.Stream, cancellationToken);
        }
    }

    /// <summary>What was held back until now.</summary>
    private MemoryStream? Take()
    {
        var before = held;
        held = null;
        before?.Seek(0, SeekOrigin.Begin);
        return before;
    }
}
