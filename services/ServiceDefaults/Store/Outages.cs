using Npgsql;

namespace BusinessFocus.ServiceDefaults.Store;

/// <summary>
/// Tells a store that is unavailable (it is starting, it was killed, the network is
/// down) or takes no writes for now (it is full or read-only) from a real failure.
/// </summary>
public static class Outages
{
    /// <summary>
    /// The connection is broken, the server has no room, it is going down or was made to, its disk fails; and of others the one that
    /// only reads, as a standby does.
    /// </summary>
    private static readonly string[] Classes = ["08", "53", "57P", "58", PostgresErrorCodes.ReadOnlySqlTransaction];

    public static bool IsOne(Exception exception) =>
        exception is NpgsqlException { IsTransient: true } and not PostgresException
        || (exception is PostgresException { SqlState: var state } && Classes.Any(each => state.StartsWith(each, StringComparison.Ordinal)))
        || (exception is AggregateException several && several.InnerExceptions.Any(IsOne))
        || (exception.InnerException is { } inner && IsOne(inner));
}
