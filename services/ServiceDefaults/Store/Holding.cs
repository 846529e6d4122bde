using Marten;
using Npgsql;

namespace BusinessFocus.ServiceDefaults.Store;

public static class Holding
{
    /// <summary>
    /// Until the session's transaction ends nobody else holds the same: what is read afterwards is what the one before has made of it.
    /// </summary>
    /// <param name="what">For instance the kind of a document and its id.</param>
    public static async Task HoldOneAsync(this IDocumentSession session, string what, CancellationToken cancellationToken)
    {
        await session.BeginTransactionAsync(cancellationToken);
        await using var command = new NpgsqlCommand("select pg_advisory_xact_lock(hashtextextended($1, 0))") { Parameters = { new() { Value = what } } };
        await session.ExecuteAsync(command, cancellationToken);
    }
}
