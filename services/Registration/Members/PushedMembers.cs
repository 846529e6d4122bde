using Npgsql;
using NpgsqlTypes;

namespace BusinessFocus.Registration.Members;

/// <summary>A row of a push as it is compared.</summary>
/// <param name="Member">Null where the row was refused: the company is in the list all the same, and has not left.</param>
/// <param name="Silent">What the row says nothing of.</param>
public sealed record StagedRow(int Row, string Company, Member? Member, MemberParts Silent);

/// <summary>The rows of a push as they wait to be compared, in a table that is there until the transaction ends.</summary>
public static class PushedMembers
{
    /// <summary>Copies the rows, and lets what they say nothing of be what it was.</summary>
    public static async Task TakeAsync(
        NpgsqlConnection connection, string association, IAsyncEnumerable<StagedRow> rows, CancellationToken cancellationToken)
    {
        var silent = MemberParts.None;
        await ExecuteAsync(
            connection,
            """
            create temp table pushed (
                row int not null, company text not null, organisation_number text, name text, email text, phone text, language text, employees int,
                silent int not null, repeated boolean not null default false) on commit drop
            """,
            cancellationToken);
        await using (var copy = await connection.BeginBinaryImportAsync($"copy pushed (row, company, {MemberTable.Columns}, silent) from stdin (format binary)", cancellationToken))
        {
            await foreach (var (row, company, member, says) in rows.WithCancellation(cancellationToken))
            {
                silent |= says;
                await copy.StartRowAsync(cancellationToken);
                await copy.WriteAsync(row, NpgsqlDbType.Integer, cancellationToken);
                await copy.WriteAsync(company, NpgsqlDbType.Text, cancellationToken);
                var name = says.HasFlag(MemberParts.Name) ? null : member?.Name;
                foreach (var text in (string?[])[member?.OrganisationNumber, name, member?.Email, member?.Phone, member?.Language])
                {
                    await copy.WriteAsync(text, NpgsqlDbType.Text, cancellationToken);
                }

                await copy.WriteAsync(member?.Employees, NpgsqlDbType.Integer, cancellationToken);
                await copy.WriteAsync((int)says, NpgsqlDbType.Integer, cancellationToken);
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
        if (silent != MemberParts.None)
        {
            await KeepWhatIsNotSpokenOfAsync(connection, association, cancellationToken);
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

    private static async Task KeepWhatIsNotSpokenOfAsync(NpgsqlConnection connection, string association, CancellationToken cancellationToken)
    {
        await using var keep = new NpgsqlCommand(
            $"""
            update pushed set
                name = {Kept("name", MemberParts.Name)}, email = {Kept("email", MemberParts.Email)}, phone = {Kept("phone", MemberParts.Phone)},
                language = {Kept("language", MemberParts.Language)}, employees = {Kept("employees", MemberParts.Employees)}
            from members as known
            where silent <> 0 and known.association = $1 and known.company = pushed.company
            """,
            connection)
        { Parameters = { new() { Value = association } } };
        await keep.ExecuteNonQueryAsync(cancellationToken);
    }

    private static string Kept(string column, MemberParts part) =>
        $"case when (silent & {(int)part}) <> 0 then known.{column} else pushed.{column} end";

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
