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
    private const string Columns = "organisation_number, name, email, phone, language, member_group, employees";

    public static CompanyList List { get; } = new("members", "association", Columns.Split(", "));

    public static Table Table { get; } = CreateTable();

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
            found.Add((MemberOf(reader), reader.GetFieldValue<string[]>(8).Order(StringComparer.Ordinal).ToList()));
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
                found.Add((reader.GetString(8), member));
            }
        }

        return found;
    }

    /// <summary>An association's members that have an address, by their companies' keys.</summary>
    /// <param name="companies">Only these; null for all.</param>
    public static async Task<IReadOnlyList<Member>> WithAddressAsync(
        NpgsqlDataSource database, string association, IReadOnlyList<string>? companies, CancellationToken cancellationToken)
    {
        var only = companies is null ? "" : " and company = any($2)";
        await using var command = database.CreateCommand($"select company, {Columns} from members where association = $1 and email is not null{only} order by company");
        command.Parameters.Add(new NpgsqlParameter { Value = association });
        if (companies is not null)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = companies.ToArray() });
        }

        return await ReadAsync(command, cancellationToken);
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
        return new Member(
            reader.GetString(0), reader.GetString(1), reader.GetString(2), Text(3), Text(4), reader.GetString(5), Text(6), reader.IsDBNull(7) ? null : reader.GetInt32(7));

        string? Text(int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
    }

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
        table.AddColumn<string>("member_group");
        table.AddColumn<int>("employees");
        table.Indexes.Add(new IndexDefinition("members_company") { Columns = ["company"] });
        table.Indexes.Add(new IndexDefinition("members_email") { Columns = ["email"] });
        return table;
    }
}
