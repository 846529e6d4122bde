using BusinessFocus.Client;
using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Web.Site;

namespace BusinessFocus.Web.Organisers.Reports;

/// <summary>The form by which a municipality's register of companies is sent.</summary>
public static class RegisterForm
{
    public const string File = "file";
    public const string Confirm = "confirm";

    /// <summary>As much as the gateway lets through in a form, less what is around it.</summary>
    private const int MostBytes = 900 * 1024;

    /// <summary>Null where the file can be sent.</summary>
    public static string? FaultOf(IFormFile? file) => file switch
    {
        null or { Length: 0 } => Languages.Choose("Välj filen med företagen. Den får inte vara tom.", "Choose the file with the companies. It cannot be empty."),
        { Length: > MostBytes } => Languages.Choose(
            "Filen är större än 900 kB. Spara den som Excel, eller ta bort kolumner som inte läses.", "The file is larger than 900 kB. Save it as Excel, or remove the columns that we do not read."),
        _ => null,
    };

    /// <summary>Where so many would leave that it has to be said on purpose.</summary>
    public static bool AsksToConfirm(ProblemException problem) => problem.Code == "confirm-removal";

    public static TypedForm Faults(IFormCollection form, ProblemException problem) => new(form, new Dictionary<string, string>
    {
        [File] = AsksToConfirm(problem)
            ? Languages.Choose(
                "Mer än en tredjedel av företagen fattas i filen. Är det rätt fil? Välj den igen och bocka för att de ska bort.",
                "More than a third of the companies are missing from the file. Is it the right one? If so, choose it again and tick that they should be removed.")
            : problem.Errors.Values.FirstOrDefault(each => each.Length > 0)?[0] ?? problem.Message,
    });

    /// <summary>What came of it, in one sentence.</summary>
    public static string Said(PushRegisterAnswer answer) => answer is { Added: 0, Changed: 0, Removed: 0 }
        ? Languages.Choose($"Inget var nytt. Registret har {ReportWords.Count(answer.Companies)} företag.", $"Nothing was new. The register has {ReportWords.Count(answer.Companies)} companies.")
        : Languages.Choose(
            $"Inläst. Registret har nu {ReportWords.Count(answer.Companies)} företag: {ReportWords.Count(answer.Added)} nya, {ReportWords.Count(answer.Changed)} ändrade, {ReportWords.Count(answer.Removed)} borttagna.",
            $"Imported. The register now has {ReportWords.Count(answer.Companies)} companies: {ReportWords.Count(answer.Added)} new, {ReportWords.Count(answer.Changed)} changed, {ReportWords.Count(answer.Removed)} removed.");
}
