namespace BusinessFocus.ServiceDefaults.Tables;

/// <summary>
/// A stream that ends in an exception when more is read than may be: in all, or since the reader last said that it goes on. So a
/// parser that gathers one endless thing is stopped while it does.
/// </summary>
public sealed class BoundedStream(Stream inner, long most, int mostAtOnce) : Stream
{
    private long read;
    private long readAtGoOn;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => read;
        set => throw new NotSupportedException();
    }

    /// <summary>One thing has been read whole.</summary>
    public void GoOn() => readAtGoOn = read;

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var now = inner.Read(buffer);
        read += now;
        return read <= most && read - readAtGoOn <= mostAtOnce ? now : throw new ExceededException();
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    public sealed class ExceededException : IOException;
}
