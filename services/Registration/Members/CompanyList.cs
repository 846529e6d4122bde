using Npgsql;

namespace BusinessFocus.Registration.Members;

/// <summary>A list of companies that is pushed whole or in part: where it is kept, and what it says of a company.</summary>
/// <param name="Owner">The column that says whose list a row is in.</param>
/// <param name="Columns">First the number, then the name, all of them text but the last, which is a count.</param>
public sealed record CompanyList(string Table, string Owner, IReadOnlyList<string> Columns)
{
    internal string All => string.Join(", ", Columns);

    internal string Of(string table) => string.Join(", ", Columns.Select(column => $"{table}.{column}"));
}

/// <summary>What a push makes of a list, reckoned by the database.</summary>
public static class CompanyListDifference
{
    /// <summary>What is different between what is known and what was pushed.</summary>
    /// <param name="isWhole">Whether those that are missing have left; else they stay.</param>
    public static async Task<Difference> CompareAsync(NpgsqlConnection connection, CompanyList list, string owner, bool isWhole, CancellationToken cancellationToken)
    {
        await using (var compare = new NpgsqlCommand(
            $"""
            create temp table difference on commit drop as
            select coalesce(pushed.company, known.company) as company,
                case
                    when known.company is null then 'added'
                    when pushed.company is null then 'removed'
                    when ({list.Of("known")}) is distinct from ({list.Of("pushed")}) then 'changed'
                    else 'unchanged'
                end as what
            from (select * from pushed where not repeated) as pushed
                full join (select * from {list.Table} where {list.Owner} = $1) as known on known.company = pushed.company
            where not (known.company is null and pushed.name is null)
                and not (pushed.company is null and not $2)
                and (pushed.company is null or pushed.name is not null)
            """,
            connection)
        { Parameters = { new() { Value = owner }, new() { Value = isWhole } } })
        {
            await compare.ExecuteNonQueryAsync(cancellationToken);
        }

        await using var count = new NpgsqlCommand(
            $"""
            select (select count(*) from {list.Table} where {list.Owner} = $1),
                count(*) filter (where what = 'added'), count(*) filter (where what = 'changed'),
                count(*) filter (where what = 'removed'), count(*) filter (where what = 'unchanged')
            from difference
            """,
            connection)
        { Parameters = { new() { Value = owner } } };
        await using var reader = await count.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return new Difference((int)reader.GetInt64(0), (int)reader.GetInt64(1), (int)reader.GetInt64(2), (int)reader.GetInt64(3), (int)reader.GetInt64(4));
    }

    /// <summary>The companies that were "added", "changed" or "removed".</summary>
    public static async IAsyncEnumerable<string> CompaniesAsync(
        NpgsqlConnection connection, string what, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("select company from difference where what = $1 order by company", connection)
        {
            Parameters = { new() { Value = what } },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            yield return reader.GetString(0);
        }
    }

    /// <summary>Makes the list what was pushed.</summary>
    public static async Task ApplyAsync(NpgsqlConnection connection, CompanyList list, string owner, CancellationToken cancellationToken)
    {
        await using var apply = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new NpgsqlBatchCommand(
                    $"delete from {list.Table} as known using difference where {list.Owner} = $1 and known.company = difference.company and what = 'removed'")
                {
                    Parameters = { new() { Value = owner } },
                },
                new NpgsqlBatchCommand(
                    $"""
                    insert into {list.Table} ({list.Owner}, company, {list.All})
                    select $1, pushed.company, {list.Of("pushed")} from pushed join difference using (company)
                    where what in ('added', 'changed') and not repeated
                    on conflict ({list.Owner}, company) do update set
                        ({list.All}) = ({list.Of("excluded")})
                    """)
                {
                    Parameters = { new() { Value = owner } },
                },
            },
        };
        await apply.ExecuteNonQueryAsync(cancellationToken);
    }
}

/// <param name="Known">How many the list had.</param>
public sealed record Difference(int Known, int Added, int Changed, int Removed, int Unchanged)
{
    public bool IsNothing => Added + Changed + Removed == 0;

    public int After => Known + Added - Removed;
}
