using BusinessFocus.Registration.Members;
using Npgsql;
using Weasel.Postgresql.Tables;

namespace BusinessFocus.Registration.Companies;

/// <summary>The companies of all registers, one row per municipality and company; taken in and compared as members' lists are.</summary>
public static class RegisterTable
{
    private const string Columns = "organisation_number, name, street, postal_code, area, employees";

    public static CompanyList List { get; } = new("registered_companies", "municipality", Columns.Split(", "));

    public static Table Table { get; } = CreateTable();

    /// <summary>A municipality's register, by the companies' keys.</summary>
    public static async Task<IReadOnlyList<RegisteredCompany>> ReadAsync(NpgsqlDataSource database, string municipality, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand($"select company, {Columns} from registered_companies where municipality = $1");
        command.Parameters.Add(new NpgsqlParameter { Value = municipality });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var companies = new List<RegisteredCompany>();
        while (await reader.ReadAsync(cancellationToken))
        {
            companies.Add(new RegisteredCompany(
                reader.GetString(0), reader.GetString(1), reader.GetString(2), Text(3), Text(4), Text(5), reader.IsDBNull(6) ? null : reader.GetInt32(6)));
        }

        companies.Sort((one, other) => string.CompareOrdinal(one.Key, other.Key));
        return companies;

        string? Text(int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
    }

    private static Table CreateTable()
    {
        var table = new Table("registered_companies");
        table.AddColumn<string>("municipality").AsPrimaryKey();
        table.AddColumn<string>("company").AsPrimaryKey();
        table.AddColumn<string>("organisation_number").NotNull();
        table.AddColumn<string>("name").NotNull();
        table.AddColumn<string>("street");
        table.AddColumn<string>("postal_code");
        table.AddColumn<string>("area");
        table.AddColumn<int>("employees");
        return table;
    }
}
