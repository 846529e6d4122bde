using System.Text.Json.Nodes;

namespace BusinessFocus.Local.Run;

/// <summary>What the demo is made of: the files in deploy/demo.</summary>
public sealed class DemoFiles(string repository)
{
    /// <summary>Who registers, in the order of the file.</summary>
    /// <param name="Company">Null for somebody who comes for none.</param>
    public sealed record Guest(string Name, string Email, string? Company, string? OrganisationNumber, string Locale)
    {
        public object Contact => new { name = Name, email = Email, locale = Locale };

        public object? For => Company is null ? null : new { name = Company, organisationNumber = OrganisationNumber };
    }

    public string Text(string name) => File.ReadAllText(PathOf(name));

    /// <summary>By their names.</summary>
    public IReadOnlyDictionary<string, JsonObject> Named(string name) =>
        JsonNode.Parse(Text(name))!.AsArray().ToDictionary(each => each!["name"]!.GetValue<string>(), each => each!.AsObject());

    public IReadOnlyList<Guest> Guests() =>
        [.. File.ReadLines(PathOf("guests.csv")).Skip(1).Select(line => line.Split(',')).Select(cells => new Guest(cells[0], cells[1], Some(cells[2]), Some(cells[3]), cells[4]))];

    private static string? Some(string cell) => cell.Length == 0 ? null : cell;

    private string PathOf(string name) => Path.Combine(repository, "deploy", "demo", name);
}
