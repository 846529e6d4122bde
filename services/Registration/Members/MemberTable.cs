using BusinessFocus.Domain.People;
using Npgsql;
using Weasel.Postgresql.Tables;

namespace BusinessFocus.Registration.Members;

/// <summary>
/// The members of all associations, one row per membership. A table and not documents: a list of tens of thousands is taken in,
/// compared and changed by the database, so that none of it has to be held in memory.
/// </summary>
public static class MemberTable
{
    internal const string Columns = "organisation_number, name, email, phone, language, employees";

    public static Table Table { get; } = CreateTable();

    /// <summary>What is different between an association's members and those that were pushed.</summary>
    /// <param name="isWhole">Whether those that are missing have left; else they stay.</param>
    public static async Task<Difference> CompareAsync(NpgsqlConnection connection, string association, bool isWhole, CancellationToken cancellationToken)
    {
        await using (var compare = new NpgsqlCommand(
            $"""
            create temp table difference on commit drop as
            select coalesce(pushed.company, known.company) as company,
                case
                    when known.company is null then 'added'
                    when pushed.company is null then 'removed'
                    when ({Of("known")}) is distinct from ({Of("pushed")}) then 'changed'
                    else 'unchanged'
                end as what
            from (select * from pushed where not repeated) as pushed
                full join (select * from members where association = $1) as known on known.company = pushed.company
            where not (known.company is null and pushed.name is null)
                and not (pushed.company is null and not $2)
                and (pushed.company is null or pushed.name is not null)
            """,
            connection)
        { Parameters = { new() { Value = association }, new() { Value = isWhole } } })
        {
            await compare.ExecuteNonQueryAsync(cancellationToken);
        }

        await using var count = new NpgsqlCommand(
            """
            select (select count(*) from members where association = $1),
                count(*) filter (where what = 'added'), count(*) filter (where what = 'changed'),
                count(*) filter (where what = 'removed'), count(*) filter (where what = 'unchanged')
            from difference
            """,
            connection)
        { Parameters = { new() { Value = association } } };
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

    /// <summary>Makes the members what was pushed.</summary>
    public static async Task ApplyAsync(NpgsqlConnection connection, string association, CancellationToken cancellationToken)
    {
        await using var apply = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new NpgsqlBatchCommand(
                    "delete from members using difference where association = $1 and members.company = difference.company and what = 'removed'")
                {
                    Parameters = { new() { Value = association } },
                },
                new NpgsqlBatchCommand(
                    $"""
                    insert into members (association, company, {Columns})
                    select $1, pushed.company, {Of("pushed")} from pushed join difference using (company)
                    where what in ('added', 'changed') and not repeated
                    on conflict (association, company) do update set
                        ({Columns}) = (excluded.organisation_number, excluded.name, excluded.email, excluded.phone, excluded.language, excluded.employees)
                    """)
                {
                    Parameters = { new() { Value = association } },
                },
            },
        };
        await apply.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>An association's members by their companies' keys, after one.</summary>
    public static async Task<IReadOnlyList<Member>> PageAsync(
        NpgsqlDataSource database, string association, string after, int most, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand($"select company, {Columns} from members where association = $1 and company > $2 order by company limit $3");
        command.Parameters.AddRange(new NpgsqlParameter[] { new() { Value = association }, new() { Value = after }, new() { Value = most } });
        return await ReadAsync(command, cancellationToken);
    }

    /// <summary>Companies with the associations that they belong to, by their keys, after one.</summary>
    public static async Task<IReadOnlyList<(Member Member, IReadOnlyList<string> Associations)>> CompaniesAsync(
        NpgsqlDataSource database, string after, int most, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            $"""
            select distinct on (company) company, {Columns}, array_agg(association) over (partition by company) as associations
            from members where company > $1 order by company, association limit $2
            """);
        command.Parameters.AddRange(new NpgsqlParameter[] { new() { Value = after }, new() { Value = most } });
        var found = new List<(Member, IReadOnlyList<string>)>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            found.Add((MemberOf(reader), reader.GetFieldValue<string[]>(7).Order(StringComparer.Ordinal).ToList()));
        }

        return found;
    }

    /// <summary>A company in one of the lists that have an address of it; null where none has.</summary>
    public static async Task<Member?> OfCompanyAsync(NpgsqlDataSource database, string company, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            $"select company, {Columns} from members where company = $1 and email is not null order by association limit 1");
        command.Parameters.Add(new NpgsqlParameter { Value = company });
        return (await ReadAsync(command, cancellationToken)).SingleOrDefault();
    }

    /// <summary>Where an address stands, also as an older rule had it.</summary>
    /// <param name="forms">See <see cref="EmailAddress.FormsOf"/>.</param>
    public static async Task<IReadOnlyList<(string Association, Member Member)>> OfAddressAsync(
        NpgsqlDataSource database, IReadOnlyList<string> forms, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            $"select company, {Columns}, association from members where email = any($1) or email !~ $2 order by association");
        command.Parameters.AddRange(new NpgsqlParameter[] { new() { Value = forms.ToArray() }, new() { Value = EmailAddress.Normalised } });
        var found = new List<(string, Member)>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var member = MemberOf(reader);
            if (forms.Contains(member.Email) || EmailAddress.FormsOf(member.Email).Any(forms.Contains))
            {
                found.Add((reader.GetString(7), member));
            }
        }

        return found;
    }

    private static async Task<IReadOnlyList<Member>> ReadAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        var members = new List<Member>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            members.Add(MemberOf(reader));
        }

        return members;
    }

    private static Member MemberOf(NpgsqlDataReader reader)
    {
        return new Member(reader.GetString(0), reader.GetString(1), reader.GetString(2), Text(3), Text(4), reader.GetString(5), reader.IsDBNull(6) ? null : reader.GetInt32(6));

        string? Text(int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
    }

    private static string Of(string table) => string.Join(", ", Columns.Split(", ").Select(column => $"{table}.{column}"));

    private static Table CreateTable()
    {
        var table = new Table("members");
        table.AddColumn<string>("association").AsPrimaryKey();
        table.AddColumn<string>("company").AsPrimaryKey();
        table.AddColumn<string>("organisation_number").NotNull();
        table.AddColumn<string>("name").NotNull();
        table.AddColumn<string>("email");
        table.AddColumn<string>("phone");
        table.AddColumn<string>("language").NotNull();
        table.AddColumn<int>("employees");
        table.Indexes.Add(new IndexDefinition("members_company") { Columns = ["company"] });
        table.Indexes.Add(new IndexDefinition("members_email") { Columns = ["email"] });
        return table;
    }
}

/// <param name="Known">How many the association had.</param>
public sealed record Difference(int Known, int Added, int Changed, int Removed, int Unchanged)
{
    public bool IsNothing => Added + Changed + Removed == 0;

    public int After => Known + Added - Removed;
}
