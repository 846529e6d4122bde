using Npgsql;

namespace BusinessFocus.ServiceDefaults.Store;

/// <summary>Tells a store that is away (it is starting, it was killed, the network is gone) from a real failure.</summary>
public static class Outages
{
    /// <summary>Class 57, operator intervention: the server is going down, or was made to.</summary>
    private const string ServerGoes = "57P";

    public static bool IsOne(Exception exception) => exception
        is PostgresException { SqlState: PostgresErrorCodes.TooManyConnections }
        or NpgsqlException { IsTransient: true } and not PostgresException
        || (exception is PostgresException { SqlState: var state } && state.StartsWith(ServerGoes, StringComparison.Ordinal))
        || (exception.InnerException is { } inner && IsOne(inner));
}
