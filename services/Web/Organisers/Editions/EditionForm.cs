using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Web.Site;
using Microsoft.Extensions.Primitives;

namespace BusinessFocus.Web.Organisers.Editions;

/// <summary>The forms by which an edition is copied and changed. Fields are named as the interface names them.</summary>
public static class EditionForm
{
    public const string Slug = "slug";
    public const string NameSv = "name.sv";
    public const string NameEn = "name.en";
    public const string StartsOn = "startsOn";
    public const string EndsOn = "endsOn";
    public const string IntroductionSv = "presentation.introduction.sv";
    public const string IntroductionEn = "presentation.introduction.en";
    public const string ConsentSv = "presentation.consent.sv";
    public const string ConsentEn = "presentation.consent.en";
    public const string Sender = "presentation.sender";
    public const string LogoUrl = "presentation.logoUrl";
    public const string ReplyTo = "presentation.replyTo";
    public const string ContactName = "presentation.contact.name";
    public const string ContactEmail = "presentation.contact.email";
    public const string ContactPhone = "presentation.contact.phone";

    /// <summary>As many weeks later as there are in a year: each weekday stays.</summary>
    private const int AYear = 364;

    /// <summary>Next year's edition, as it is most likely meant.</summary>
    public static FormCollection NextYear(EditionView edition)
    {
        var (first, last) = (Texts.Of(edition.StartsOn!.Value), Texts.Of(edition.EndsOn!.Value));
        var (year, next) = (first.Year.ToString(System.Globalization.CultureInfo.InvariantCulture), first.AddDays(AYear).Year.ToString(System.Globalization.CultureInfo.InvariantCulture));
        return Filled(new Dictionary<string, string?>
        {
            [Slug] = edition.Slug!.Contains(year, StringComparison.Ordinal) ? edition.Slug.Replace(year, next, StringComparison.Ordinal) : $"{edition.Slug}-{next}",
            [NameSv] = Renamed(edition.Name?.Sv, year, next),
            [NameEn] = edition.Name?.En is null ? null : Renamed(edition.Name.En, year, next),
            [StartsOn] = WrittenDay.Write(first.AddDays(AYear)),
            [EndsOn] = WrittenDay.Write(last.AddDays(AYear)),
        });
    }

    public static FormCollection Filled(EditionView edition)
    {
        var said = edition.Presentation;
        return Filled(new Dictionary<string, string?>
        {
            [NameSv] = edition.Name?.Sv,
            [NameEn] = edition.Name?.En,
            [StartsOn] = WrittenDay.Write(Texts.Of(edition.StartsOn!.Value)),
            [EndsOn] = WrittenDay.Write(Texts.Of(edition.EndsOn!.Value)),
            [IntroductionSv] = said?.Introduction?.Sv,
            [IntroductionEn] = said?.Introduction?.En,
            [ConsentSv] = said?.Consent?.Sv,
            [ConsentEn] = said?.Consent?.En,
            [Sender] = said?.Sender,
            [LogoUrl] = said?.LogoUrl,
            [ReplyTo] = said?.ReplyTo,
            [ContactName] = said?.Contact?.Name,
            [ContactEmail] = said?.Contact?.Email,
            [ContactPhone] = said?.Contact?.Phone,
        });
    }

    public static IReadOnlyDictionary<string, string> FaultsIn(IFormCollection form, bool isNew)
    {
        var checks = new FormChecks(form);
        checks.Need(NameSv, Languages.Choose("Skriv vad upplagan heter.", "Enter what the edition is called."));
        if (isNew)
        {
            checks.Need(Slug, Languages.Choose("Skriv namnet i adressen, till exempel lerum-2028.", "Enter the name in addresses, for example lerum-2028."));
            checks.Refuse(Slug, text => !text.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-'), Languages.Choose(
                "Bara små bokstäver a–z, siffror och bindestreck. Så här: lerum-2028", "Use only lower-case letters a–z, digits and hyphens. Use this format: lerum-2028"));
        }

        foreach (var day in (string[])[StartsOn, EndsOn])
        {
            checks.Need(day, Languages.Choose("Välj en dag.", "Choose a day."));
            checks.Refuse(day, text => WrittenDay.Read(text) is null, Languages.Choose("Dagen finns inte. Så här: 2028-10-02", "There is no such day. Use this format: 2028-10-02"));
        }

        checks.Refuse(EndsOn, text => WrittenDay.Read(text) < WrittenDay.Read(form[StartsOn]), Languages.Choose("Sista dagen är före den första.", "The last day is before the first."));
        return checks.Faults;
    }

    public static CopyEditionRequest CopyOf(IFormCollection form) => new()
    {
        Slug = TypedForm.Filled(form, Slug),
        Name = TextIn(form, NameSv, NameEn),
        StartsOn = WrittenDay.Of(WrittenDay.Read(form[StartsOn])!.Value),
        EndsOn = WrittenDay.Of(WrittenDay.Read(form[EndsOn])!.Value),
    };

    public static ReviseEditionRequest ChangeOf(IFormCollection form) => new()
    {
        Name = TextIn(form, NameSv, NameEn),
        StartsOn = WrittenDay.Of(WrittenDay.Read(form[StartsOn])!.Value),
        EndsOn = WrittenDay.Of(WrittenDay.Read(form[EndsOn])!.Value),
        Presentation = new EditionPresentation
        {
            Introduction = TextIn(form, IntroductionSv, IntroductionEn),
            Consent = TextIn(form, ConsentSv, ConsentEn),
            Sender = TypedForm.Filled(form, Sender),
            LogoUrl = TypedForm.Filled(form, LogoUrl),
            ReplyTo = TypedForm.Filled(form, ReplyTo),
            Contact = TypedForm.Filled(form, ContactName) is { } name
                ? new EditionContact { Name = name, Email = TypedForm.Filled(form, ContactEmail), Phone = TypedForm.Filled(form, ContactPhone) }
                : null,
        },
    };

    private static LocalizedText? TextIn(IFormCollection form, string sv, string en) =>
        (TypedForm.Filled(form, sv) ?? TypedForm.Filled(form, en)) is { } text ? new LocalizedText { Sv = TypedForm.Filled(form, sv) ?? text, En = TypedForm.Filled(form, en) } : null;

    private static string? Renamed(string? name, string year, string next) =>
        name?.Contains(year, StringComparison.Ordinal) is true ? name.Replace(year, next, StringComparison.Ordinal) : $"{name} {next}";

    private static FormCollection Filled(Dictionary<string, string?> fields) => new(fields.ToDictionary(field => field.Key, field => new StringValues(field.Value)));
}
