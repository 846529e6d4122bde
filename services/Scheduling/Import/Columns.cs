using BusinessFocus.ServiceDefaults.Tables;

namespace BusinessFocus.Scheduling.Import;

/// <summary>The columns of a programme file.</summary>
public static class Columns
{
    public const string Id = "id";
    public const string Kind = "kind";
    public const string StartsAt = "startsAt";
    public const string EndsAt = "endsAt";
    public const string TitleSv = "title.sv";
    public const string TitleEn = "title.en";
    public const string DescriptionSv = "description.sv";
    public const string DescriptionEn = "description.en";
    public const string Venue = "venue";
    public const string Room = "room";
    public const string Hosts = "hosts";
    public const string Organisations = "organisations";
    public const string Capacity = "capacity";
    public const string WaitingListLimit = "waitingListLimit";
    public const string Language = "language";
    public const string Topics = "topics";
    public const string Attendance = "attendance";
    public const string JoinLink = "joinLink";
    public const string RegistrationOpensAt = "registrationOpensAt";
    public const string RegistrationClosesAt = "registrationClosesAt";
    public const string MembersUntil = "membersUntil";
    public const string SetUpMinutes = "setUpMinutes";
    public const string TakeDownMinutes = "takeDownMinutes";
    public const string Visibility = "visibility";

    /// <summary>Each with what else people call it.</summary>
    private static readonly Dictionary<string, string[]> Spellings = new()
    {
        [Id] = ["aktivitets-id", "activity id"],
        [Kind] = ["typ", "type", "slag", "sort", "aktivitetstyp", "activity type"],
        [StartsAt] = ["start", "starts", "starttid", "startar", "börjar", "start time", "begins"],
        [EndsAt] = ["slut", "ends", "sluttid", "slutar", "end", "end time"],
        [TitleSv] = ["titel", "title", "rubrik", "titel svenska", "svensk titel", "title swedish"],
        [TitleEn] = ["titel en", "titel engelska", "engelsk titel", "title english"],
        [DescriptionSv] = ["beskrivning", "description", "beskrivning sv", "beskrivning svenska", "description swedish"],
        [DescriptionEn] = ["beskrivning en", "beskrivning engelska", "description english"],
        [Venue] = ["plats", "lokal", "place", "location"],
        [Room] = ["rum", "sal"],
        [Hosts] = ["värdar", "värd", "host"],
        [Organisations] = ["organisationer", "organisation", "organizations", "organization"],
        [Capacity] = ["platser", "antal platser", "kapacitet", "seats"],
        [WaitingListLimit] = ["väntelista", "reservplatser", "waiting list"],
        [Language] = ["språk"],
        [Topics] = ["ämnen", "ämne", "topic", "teman", "tema"],
        [Attendance] = ["deltagande"],
        [JoinLink] = ["möteslänk", "länk", "link"],
        [RegistrationOpensAt] = ["anmälan öppnar", "registration opens"],
        [RegistrationClosesAt] = ["anmälan stänger", "sista anmälan", "registration closes"],
        [MembersUntil] = ["medlemmar till", "förtur till"],
        [SetUpMinutes] = ["förberedelse", "förberedelse minuter", "set-up"],
        [TakeDownMinutes] = ["avslutning", "avslutning minuter", "take-down"],
        [Visibility] = ["synlighet"],
    };

    public static IReadOnlyList<string> All { get; } = [.. Spellings.Keys];

    /// <summary>Those whose texts may have several lines, and are written on one, see <see cref="Lines"/>.</summary>
    public static IReadOnlyList<string> OfSeveralLines { get; } = [TitleSv, TitleEn, DescriptionSv, DescriptionEn];

    public static IReadOnlyList<string> Needed { get; } = [Kind, StartsAt, EndsAt, TitleSv, Capacity];

    public static TableColumns Known { get; } = new(Spellings, Needed);

    /// <summary>Those that hold several, see <see cref="ProgrammeFile.ListSeparator"/>.</summary>
    public static IReadOnlyList<string> OfLists { get; } = [Hosts, Organisations, Topics];

    /// <summary>The column that a field of an activity is in.</summary>
    /// <param name="field">As the interface names it, for instance "hostIds" or "topics[2]".</param>
    public static string Of(string field)
    {
        var name = field.Split('[')[0];
        return name.ToLowerInvariant() switch
        {
            "venueid" => Venue,
            "hostids" => Hosts,
            _ => All.FirstOrDefault(column => column.Equals(name, StringComparison.OrdinalIgnoreCase)) ?? name,
        };
    }
}
