using Npgsql;
using NpgsqlTypes;

namespace BusinessFocus.Registration.Members;

/// <summary>A row of a push as it is compared.</summary>
/// <param name="Values">In the order of the list's columns; null where the row was refused: the company is in the list all the same, and has not left.</param>
/// <param name="Silent">What the row says nothing of: a bit for each column after the number.</param>
public sealed record StagedRow(int Row, string Company, IReadOnlyList<object?>? Values, int Silent);

/// <summary>The rows of a push as they wait to be compared, in a table that is there until the transaction ends.</summary>
public static class PushedCompanies
{
    private const int NameBit = 1;

    /// <summary>Copies the rows, and lets what they say nothing of be what it was.</summary>
    public static async Task TakeAsync(
        NpgsqlConnection connection, CompanyList list, string owner, IAsyncEnumerable<StagedRow> rows, CancellationToken cancellationToken)
    {
        var silent = 0;
        var texts = list.Columns.SkipLast(1).ToList();
        await ExecuteAsync(
            connection,
            $"""
            create temp table pushed (
                row int not null, company text not null, {string.Join(", ", texts.Select(column => $"{column} text"))}, {list.Columns[^1]} int,
                silent int not null, repeated boolean not null default false) on commit drop
            """,
            cancellationToken);
        await using (var copy = await connection.BeginBinaryImportAsync($"copy pushed (row, company, {list.All}, silent) from stdin (format binary)", cancellationToken))
        {
            await foreach (var (row, company, values, says) in rows.WithCancellation(cancellationToken))
            {
                silent |= says;
                await copy.StartRowAsync(cancellationToken);
                await copy.WriteAsync(row, NpgsqlDbType.Integer, cancellationToken);
                await copy.WriteAsync(company, NpgsqlDbType.Text, cancellationToken);
                for (var i = 0; i < texts.Count; i++)
                {
                    var isNamedNot = i == 1 && (says & NameBit) != 0;
                    await copy.WriteAsync(isNamedNot ? null : (string?)values?[i], NpgsqlDbType.Text, cancellationToken);
                }

                await copy.WriteAsync((int?)values?[^1], NpgsqlDbType.Integer, cancellationToken);
                await copy.WriteAsync(says, NpgsqlDbType.Integer, cancellationToken);
            }

            await copy.CompleteAsync(cancellationToken);
        }

        await ExecuteAsync(
            connection,
            """
            create index on pushed (company);
            analyze pushed;
            update pushed set repeated = true from (select company, min(row) as first from pushed group by company having count(*) > 1) as several
            where several.company = pushed.company and pushed.row > several.first
            """,
            cancellationToken);
        if (silent != 0)
        {
            await KeepWhatIsNotSpokenOfAsync(connection, list, owner, cancellationToken);
        }
    }

    /// <summary>Good rows that have no name, of companies that are not known: there is none to keep.</summary>
    public static async Task<IReadOnlyList<int>> NamelessAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var rows = new List<int>();
        await using var command = new NpgsqlCommand("select row from pushed where name is null and organisation_number is not null and not repeated order by row", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(reader.GetInt32(0));
        }

        return rows;
    }

    /// <summary>Good rows of the push whose company had come before in it.</summary>
    public static async Task<IReadOnlyList<(int Row, string OrganisationNumber)>> RepeatedAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var rows = new List<(int, string)>();
        await using var command = new NpgsqlCommand("select row, organisation_number from pushed where repeated and organisation_number is not null order by row", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add((reader.GetInt32(0), reader.GetString(1)));
        }

        return rows;
    }

    private static async Task KeepWhatIsNotSpokenOfAsync(NpgsqlConnection connection, CompanyList list, string owner, CancellationToken cancellationToken)
    {
        await using var keep = new NpgsqlCommand(
            $"""
            update pushed set {string.Join(", ", list.Columns.Skip(1).Select((column, i) => $"{column} = case when (silent & {1 << i}) <> 0 then known.{column} else pushed.{column} end"))}
            from {list.Table} as known
            where silent <> 0 and known.{list.Owner} = $1 and known.company = pushed.company
            """,
            connection)
        { Parameters = { new() { Value = owner } } };
        await keep.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
