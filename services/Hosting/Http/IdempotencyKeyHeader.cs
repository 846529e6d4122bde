namespace BusinessFocus.Hosting.Http;

public static class IdempotencyKeyHeader
{
    public const string Name = "Idempotency-Key";
}
