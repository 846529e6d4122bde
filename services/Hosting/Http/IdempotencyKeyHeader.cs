namespace BusinessFocus.Hosting.Http;

public static class IdempotencyKeyHeader
{
    public const string Name = "Idempotency-Key";
}

/// <summary>An endpoint whose requests are not kept by their <c>Idempotency-Key</c>.</summary>
public sealed class WithoutIdempotencyKey;
