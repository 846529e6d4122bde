using BusinessFocus.ServiceDefaults.Tables;

namespace BusinessFocus.Registration.Members;

/// <summary>The columns of an association's list as its systems call them, in Swedish and English; also the members of an object in JSON.</summary>
public static class MemberColumns
{
    public const string OrganisationNumber = "organisationNumber";
    public const string Name = "name";
    public const string Email = "email";
    public const string Phone = "phone";
    public const string Language = "language";
    public const string Group = "memberGroup";
    public const string Employees = "employees";

    /// <summary>Where several columns could be the company's name, its own comes before what may be a person's.</summary>
    private static readonly Dictionary<string, string[]> Spellings = new()
    {
        [OrganisationNumber] =
        [
            "organisationsnummer", "organisationsnr", "orgnr", "orgnummer", "person-/organisationsnummer", "organisations-/personnummer", "org-/personnr",
            "organization number", "organisation no", "organization no", "org no", "org number", "company number", "company registration number",
            "registration number", "corporate identity number", "corporate id",
        ],
        [Name] =
        [
            "företagsnamn", "företagets namn", "företag", "company name", "company", "bolagsnamn", "bolag", "firmanamn", "firma", "organisationsnamn",
            "organisation", "organisation name", "organization", "organization name", "business name", "business", "medlemsnamn", "medlem", "member name",
            "member", "namn",
        ],
        [Email] = ["e-post", "e-postadress", "e-mail address", "mail", "mailadress", "mail address", "mejl", "mejladress", "e-mejl"],
        [Phone] =
        [
            "telefon", "telefonnummer", "telefonnr", "tel", "tel nr", "tel no", "phone number", "phone no", "telephone", "telephone number", "mobil",
            "mobilnummer", "mobilnr", "mobiltelefon", "mobiltelefonnummer", "mobile", "mobile number", "mobile phone", "mobile phone number", "cell phone",
        ],
        [Language] = ["språk", "lang", "preferred language"],
        [Group] =
        [
            "medlemsgrupp", "grupp", "medlemskategori", "medlemstyp", "kategori", "sektion", "group", "member category", "member type", "membership type",
            "category", "section",
        ],
        [Employees] =
        [
            "anställda", "antal anställda", "anställda antal", "medarbetare", "antal medarbetare", "number of employees", "no of employees",
            "employee count", "headcount",
        ],
    };

    /// <summary>The names of all columns.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Spellings.Keys];

    /// <summary>How people spell a column.</summary>
    public static string[] SpellingsOf(string column) => Spellings[column];

    /// <summary>A whole list says who its members are.</summary>
    public static TableColumns OfList { get; } = new(Spellings, [OrganisationNumber, Name]);

    /// <summary>A change says whom it is about.</summary>
    public static TableColumns OfChange { get; } = new(Spellings, [OrganisationNumber]);
}
