using System.Globalization;
using BusinessFocus.Client;
using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Domain.Times;
using BusinessFocus.Web.Site;
using Microsoft.Kiota.Serialization.Json;

namespace BusinessFocus.Web.Organisers.Reports;

/// <summary>A figure that somebody else published, by its publisher, measure and area, as the interface names them.</summary>
public sealed record PublishedMeasure(string Publisher, string Measure, string Area, Wording Name, double Least, double Most)
{
    private const char Stroke = '|';

    /// <summary>What is published of every municipality. Others come in as a file, with their scale.</summary>
    public static IReadOnlyList<PublishedMeasure> All { get; } =
    [
        new("svenskt-naringsliv", "ranking", "total", new("Svenskt Näringsliv: plats i rankingen", "Confederation of Swedish Enterprise: place in the ranking"), 1, 290),
        new("svenskt-naringsliv", "judgement", "total", new("Svenskt Näringsliv: sammanfattande omdöme", "Confederation of Swedish Enterprise: overall rating"), 1, 6),
        Insikt("total", "totalt", "in total"),
        Insikt("bygglov", "bygglov", "building permits"),
        Insikt("miljo-och-halsoskydd", "miljö- och hälsoskydd", "environmental and health protection"),
        Insikt("livsmedelskontroll", "livsmedelskontroll", "food control"),
        Insikt("serveringstillstand", "serveringstillstånd", "alcohol serving licences"),
        Insikt("brandskydd", "brandskydd", "fire safety"),
        Insikt("markupplatelse", "markupplåtelse", "use of public land"),
        Insikt("receptfria-lakemedel", "receptfria läkemedel", "non-prescription medicines"),
        Insikt("lantmateri", "lantmäteri", "land surveying"),
        Insikt("folkol-och-tobak", "folköl och tobak", "low-alcohol beer and tobacco"),
        new("skr", "nui", "upphandling", new("SKR Insikt: NUI, upphandling", "SKR Insikt: NUI, procurement"), 0, 100),
    ];

    public string Key => $"{Publisher}{Stroke}{Measure}{Stroke}{Area}";

    public static PublishedMeasure? Find(string? key) => All.FirstOrDefault(each => each.Key == key);

    private static PublishedMeasure Insikt(string area, string sv, string en) =>
        new("skr", "nki", area, new($"SKR Insikt: NKI, {sv}", $"SKR Insikt: NKI, {en}"), 0, 100);
}

/// <summary>The forms by which published figures are typed in, and sent as a file. Fields are named as the interface names them.</summary>
public static class OfficialForm
{
    public const string Measure = "measure";
    public const string Year = "year";
    public const string Value = "value";
    public const string Source = "source";
    public const string PublishedOn = "publishedOn";
    public const string File = "file";

    /// <summary>As much as the gateway lets through in a form, less what is around it.</summary>
    private const int MostBytes = 900 * 1024;

    public static IReadOnlyDictionary<string, string> FaultsIn(IFormCollection form, DateTimeOffset now)
    {
        var checks = new FormChecks(form);
        checks.Need(Measure, Languages.Choose("Välj vad det är för siffra.", "Choose which figure it is."));
        checks.Need(Year, Languages.Choose("Skriv vilket år siffran gäller.", "Enter which year the figure is for."));
        checks.Refuse(Year, text => FormNumber(text) is not { } year || year % 1 != 0 || year < 1990 || year > Stockholm.DayOf(now).Year + 1, Languages.Choose("Ett år med fyra siffror, från 1990.", "Enter a year with four digits, from 1990."));
        checks.Need(Value, Languages.Choose("Skriv siffran.", "Enter the figure."));
        var scale = PublishedMeasure.Find(form[Measure]);
        checks.Refuse(Value, text => FormNumber(text) is not { } value || (scale is not null && (value < scale.Least || value > scale.Most)), scale is null
            ? Languages.Choose("Skriv ett tal, till exempel 74,1.", "Enter a number, for example 74.1.")
            : Languages.Choose($"Ett tal från {scale.Least} till {scale.Most}.", $"Enter a number from {scale.Least} to {scale.Most}."));
        checks.Need(Source, Languages.Choose("Skriv var siffran står: en webbadress, eller vad du läste den i.", "Enter where the figure comes from: a web address, or where you read it."));
        checks.Refuse(PublishedOn, text => WrittenDay.Read(text) is null, Languages.Choose("Dagen finns inte. Så här: 2026-09-23", "There is no such day. Use this format: 2026-09-23"));
        return checks.Faults;
    }

    public static SetOfficialFigureRequest RequestOf(IFormCollection form) => new()
    {
        Value = FormNumber(form[Value]),
        Source = TypedForm.Filled(form, Source),
        PublishedOn = WrittenDay.Read(form[PublishedOn]) is { } day ? WrittenDay.Of(day) : null,
    };

    /// <summary>Null where the file can be sent.</summary>
    public static string? FaultOf(IFormFile? file) => file switch
    {
        null or { Length: 0 } => Languages.Choose("Välj filen med siffrorna. Den får inte vara tom.", "Choose the file with the figures. It cannot be empty."),
        { Length: > MostBytes } => Languages.Choose("Filen är större än 900 kB. Dela den i två.", "The file is larger than 900 kB. Split it in two."),
        _ => null,
    };

    public static string TypeOf(IFormFile file) => file.FileName.EndsWith(".xlsx", StringComparison.OrdinalIgnoreCase)
        ? "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        : "text/csv";

    /// <summary>What a refusal says of its rows; none where it is about something else.</summary>
    public static IReadOnlyList<RefusedRow> RefusedIn(ProblemException problem) =>
        problem.Facts.TryGetValue("refused", out var rows) && rows.ValueKind == System.Text.Json.JsonValueKind.Array
            ? [.. new JsonParseNode(rows).GetCollectionOfObjectValues(RefusedRow.CreateFromDiscriminatorValue)]
            : [];

    /// <summary>With a comma or a point before its decimals.</summary>
    private static double? FormNumber(string? text) =>
        double.TryParse(text?.Trim().Replace(',', '.'), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
        && double.IsFinite(number)
            ? number
            : null;
}
