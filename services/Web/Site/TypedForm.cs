using System.Net;
using System.Text.RegularExpressions;
using BusinessFocus.Client;
using BusinessFocus.Domain.Texts;
using Microsoft.Kiota.Abstractions;

namespace BusinessFocus.Web.Site;

/// <summary>What somebody typed into a form, and what is wrong with it: an error keeps the form. Fields are named as the interface names them.</summary>
/// <param name="Faults">By field, in words; what is wrong with the whole by an empty name.</param>
public sealed partial record TypedForm(IFormCollection Typed, IReadOnlyDictionary<string, string> Faults)
{
    public static TypedForm Empty { get; } = new(FormCollection.Empty, new Dictionary<string, string>());

    /// <summary>What the interface refused, at the fields that it is about.</summary>
    /// <param name="boxes">Fields that are not sent where they are not ticked.</param>
    public static TypedForm Of(IFormCollection typed, ProblemException problem, params string[] boxes)
    {
        var faults = problem.Errors
            .Where(error => error.Value.Length > 0)
            .GroupBy(error => typed.ContainsKey(error.Key) || boxes.Contains(error.Key) ? error.Key : "")
            .ToDictionary(field => field.Key, field => field.Key.Length > 0 ? Plainly(field.First().Value[0]) : field.First().Value[0]);
        return new TypedForm(typed, faults.Count > 0 ? faults : new Dictionary<string, string> { [""] = problem.Message });
    }

    /// <summary>What the interface says of a field, where it stands at that field: without the name by which the interface knows it.</summary>
    public static string Plainly(string fault) => NamedField().Match(fault) is not { Success: true } named
        ? fault
        : named.Groups["rest"].Value == Languages.Choose("måste anges.", "must not be empty.")
            ? Languages.Choose("Fyll i det här.", "Fill this in.")
            : Languages.Choose("Det här ", "This ") + named.Groups["rest"].Value;

    [GeneratedRegex("""^(The length of )?["'”“]\S+["'”“] (?<rest>.+)$""", RegexOptions.Singleline)]
    private static partial Regex NamedField();

    /// <summary>What could not be sent, because something does not answer right now: it stands as it was typed, to be sent again.</summary>
    public static TypedForm Unsent(IFormCollection typed) => new(typed, new Dictionary<string, string>
    {
        [""] = Languages.Choose(
            "Det gick inte att skicka just nu. Allt du skrev står kvar: försök igen om en stund.",
            "We could not send it just now. Everything you wrote is still here: try again in a moment."),
    });

    /// <summary>Whether a call failed for no reason of the form's.</summary>
    public static bool IsUnsent(Exception fault) => fault is HttpRequestException or ApiException
        || fault is ProblemException { Status: HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError };

    public TypedForm With(string field, string fault) => this with { Faults = new Dictionary<string, string>(Faults) { [field] = fault } };

    public bool HasFaults => Faults.Count > 0;

    public string? Value(string field) => Typed.TryGetValue(field, out var value) ? value.ToString() : null;

    public string? Fault(string field) => Faults.GetValueOrDefault(field);

    /// <summary>Null for what was left empty.</summary>
    public static string? Filled(IFormCollection form, string field) => form[field].ToString().Trim() is { Length: > 0 } text ? text : null;

    public static string Title => Languages.Choose("Något behöver rättas", "There is a problem");
}
