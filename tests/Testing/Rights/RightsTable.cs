namespace BusinessFocus.Testing.Rights;

/// <summary>
/// Who may make which call: a file with a row for each call and a column for each asker. In a cell: "yes", or the status with which the
/// asker is refused.
/// </summary>
/// <param name="Askers">In the order of the columns.</param>
public sealed record RightsTable(IReadOnlyList<string> Askers, IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Rows)
{
    public const string Yes = "yes";

    /// <summary>Who has no token.</summary>
    public const string Nobody = "nobody";

    public static RightsTable Read(string file)
    {
        var lines = File.ReadAllLines(file).Where(line => line.Length > 0).Select(line => line.Split(';')).ToList();
        var askers = lines[0][1..];
        return new RightsTable(
            askers,
            lines.Skip(1).ToDictionary(
                line => line[0],
                line => (IReadOnlyDictionary<string, string>)askers.Zip(line[1..]).ToDictionary(cell => cell.First, cell => cell.Second)));
    }

    /// <summary>Whether an answer is the one in the cell.</summary>
    public bool Allows(string call, string asker, int status)
    {
        var expected = Rows[call][asker];
        if (expected != Yes)
        {
            return status.ToString(System.Globalization.CultureInfo.InvariantCulture) == expected;
        }

        // Where others are told that there is no such thing, the same answer would say nothing about who may.
        var hides = Rows[call].Values.Contains("404");
        return status is not (401 or 403 or 500) && !(hides && status == 404);
    }
}
