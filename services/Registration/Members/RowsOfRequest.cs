using BusinessFocus.ServiceDefaults.Tables;

namespace BusinessFocus.Registration.Members;

/// <summary>The rows of a push as they come in, whatever it came as.</summary>
internal sealed class RowsOfRequest(HttpRequest request, TableColumns columns, CancellationToken cancellationToken)
{
    private const int MostUnknown = 50;
    private const int LongestUnknown = 100;

    private readonly SortedSet<string> unknown = new(StringComparer.Ordinal);

    /// <summary>Names of columns that were not read; known when the rows have been.</summary>
    public IReadOnlyCollection<string> Unknown => unknown;

    public IAsyncEnumerable<TableRow> All => request.HasTable() ? OfTableAsync() : OfJsonAsync();

    private async IAsyncEnumerable<TableRow> OfTableAsync()
    {
        await using var file = await TableFile.TakeAsync(request, cancellationToken);
        using var table = await file.ReadAsync(columns, cancellationToken);
        if (table.Refusal is { } refusal)
        {
            throw new TableRefusedException(refusal);
        }

        table.Unknown.ToList().ForEach(Note);
        foreach (var row in table.Rows(PushMembers.Most))
        {
            yield return row;
        }
    }

    private async IAsyncEnumerable<TableRow> OfJsonAsync()
    {
        await foreach (var (number, element) in JsonRows.ReadAsync(request.Body, PushMembers.Most, cancellationToken))
        {
            yield return MemberJson.RowOf(number, element, Note);
        }
    }

    private void Note(string name)
    {
        if (unknown.Count < MostUnknown)
        {
            unknown.Add(name.Length <= LongestUnknown ? name : $"{name[..LongestUnknown]}…");
        }
    }
}
