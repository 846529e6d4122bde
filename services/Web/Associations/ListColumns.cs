using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Domain.Texts;
using Microsoft.Kiota.Abstractions.Serialization;

namespace BusinessFocus.Web.Associations;

/// <summary>The columns of a member list in words, and what an association said that its own headers mean.</summary>
public static class ListColumns
{
    /// <summary>Of a form that asks what a header means: the header after it, and the column as its value.</summary>
    public const string Header = "header.";

    /// <summary>Those that the interface has, by its names, with those first that each list needs.</summary>
    public static (string Column, string Name)[] All =>
    [
        ("organisationNumber", Languages.Choose("Organisationsnummer", "Organisation number")),
        ("name", Languages.Choose("Företagets namn", "Name of the company")),
        ("email", Languages.Choose("E-post", "Email")),
        ("phone", Languages.Choose("Telefon", "Phone")),
        ("language", Languages.Choose("Språk (sv eller en)", "Language (sv or en)")),
        ("memberGroup", Languages.Choose("Medlemsgrupp", "Member group")),
        ("employees", Languages.Choose("Antal anställda", "Number of employees")),
    ];

    /// <summary>Of a row that was refused; the whole row where it is no column.</summary>
    public static string NameOf(string? column) =>
        Array.Find(All, each => each.Column == column).Name ?? Languages.Choose("Hela raden", "The whole row");

    /// <summary>What is kept, by header.</summary>
    public static IReadOnlyDictionary<string, string> Of(SetMemberHeadersRequest? kept) => (kept?.Columns?.AdditionalData ?? new Dictionary<string, object>())
        .Select(each => (each.Key, Value: each.Value is UntypedString text ? text.GetValue() : each.Value as string))
        .Where(each => each.Value is not null)
        .ToDictionary(each => each.Key, each => each.Value!);

    /// <summary>What is kept after a form: what it says of a header goes before what was said, and a header without a column is nobody's.</summary>
    public static IReadOnlyDictionary<string, string> With(this IReadOnlyDictionary<string, string> kept, IFormCollection form)
    {
        var columns = new Dictionary<string, string>(kept);
        foreach (var (field, value) in form.Where(each => each.Key.StartsWith(Header, StringComparison.Ordinal)))
        {
            var header = field[Header.Length..];
            if (Array.Exists(All, each => each.Column == value.ToString()))
            {
                columns[header] = value.ToString();
            }
            else
            {
                columns.Remove(header);
            }
        }

        return columns;
    }

    public static SetMemberHeadersRequest Request(IReadOnlyDictionary<string, string> columns) => new()
    {
        Columns = new SetMemberHeadersRequest_columns { AdditionalData = columns.ToDictionary(each => each.Key, each => (object)each.Value) },
    };
}
