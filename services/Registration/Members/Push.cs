using System.Runtime.CompilerServices;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Registration.Keys;
using BusinessFocus.ServiceDefaults.Tables;
using Marten;
using Npgsql;

namespace BusinessFocus.Registration.Members;

/// <summary>A row of a list as it was read: a good one has values, a bad one says what is wrong with it.</summary>
/// <param name="Values">In the order of the list's columns.</param>
/// <param name="Silent">What the row says nothing of: a bit for each column after the number.</param>
public sealed record ReadRow(string? Company, IReadOnlyList<object?>? Values, int Silent, RefusedRow? Refused);

/// <summary>What a push came to.</summary>
/// <param name="Refusal">Why nothing was taken in; null where it was.</param>
public sealed record Pushed(Difference Difference, IReadOnlyList<RefusedRow> Refused, Refusal? Refusal);

/// <summary>Takes in a push in one transaction: its rows go by, and the database compares them with the list.</summary>
/// <param name="isWhole">Whether those that are missing have left; else they stay.</param>
internal sealed class Push(
    CompanyList list, string owner, bool isWhole, bool isDryRun, bool isConfirmed, RegistrationKeys keys, Func<TableRow, RegistrationKeys, ReadRow> read)
{
    private readonly List<RefusedRow> refused = [];

    /// <param name="store">Stores what follows from a difference, before all of it is committed.</param>
    public async Task<Pushed> ApplyAsync(
        IDocumentSession session, IAsyncEnumerable<TableRow> rows, Func<NpgsqlConnection, Difference, int, Task> store, CancellationToken cancellationToken)
    {
        await session.BeginTransactionAsync(cancellationToken);
        var connection = session.Connection!;

        // One push of a list after the other: the next one compares with what this one made of it. The members' lists are held by their owner's name
        // alone, as instances of before hold them.
        var what = list == MemberTable.List ? owner : $"{list.Table} {owner}";
        await using (var hold = new NpgsqlCommand("select pg_advisory_xact_lock(hashtextextended($1, 0))", connection) { Parameters = { new() { Value = what } } })
        {
            await hold.ExecuteNonQueryAsync(cancellationToken);
        }

        await PushedCompanies.TakeAsync(connection, list, owner, StagedAsync(rows, cancellationToken), cancellationToken);
        refused.AddRange((await PushedCompanies.NamelessAsync(connection, cancellationToken)).Select(row => new RefusedRow(
            row, MemberColumns.Name, null, new Wording("Namnet saknas: företaget finns inte i listan", "The name is missing: the company is not in the list"))));
        refused.AddRange((await PushedCompanies.RepeatedAsync(connection, cancellationToken)).Select(each => new RefusedRow(
            each.Row, MemberColumns.OrganisationNumber, each.OrganisationNumber, new Wording("Finns redan i filen", "Is in the file already"))));
        refused.Sort((one, other) => one.Row.CompareTo(other.Row));

        var difference = await CompanyListDifference.CompareAsync(connection, list, owner, isWhole, cancellationToken);
        if (isDryRun || difference.IsNothing)
        {
            return new Pushed(difference, refused, null);
        }

        if (PushMembers.RefusalOf(difference, isConfirmed) is { } refusal)
        {
            return new Pushed(difference, refused, refusal);
        }

        await CompanyListDifference.ApplyAsync(connection, list, owner, cancellationToken);
        await store(connection, difference, refused.Count);
        await session.SaveChangesAsync(cancellationToken);
        return new Pushed(difference, refused, null);
    }

    private async IAsyncEnumerable<StagedRow> StagedAsync(IAsyncEnumerable<TableRow> rows, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var row in rows.WithCancellation(cancellationToken))
        {
            var one = read(row, keys);
            if (one.Refused is null)
            {
                yield return new StagedRow(row.Number, one.Company!, one.Values, one.Silent);
                continue;
            }

            refused.Add(one.Refused);

            // A row that we cannot read does not mean that the company has left.
            if (MemberRows.TryReadCompany(row, out var number))
            {
                yield return new StagedRow(row.Number, CompanyKey.Of(number, keys), null, 0);
            }
        }
    }
}
