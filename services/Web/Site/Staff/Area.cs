using BusinessFocus.Domain.Texts;

namespace BusinessFocus.Web.Site.Staff;

/// <summary>The pages of one kind of staff.</summary>
/// <param name="Path">Where it begins.</param>
/// <param name="Roles">Who has one of them may see it; the interface has the last word on each call.</param>
/// <param name="Menu">Its pages that the navigation leads to, in its order.</param>
public sealed record Area(string Path, Wording Name, string[] Roles, params Entry[] Menu)
{
    public static Area Organisers { get; } = new(
        "/styr", new("Styr", "Organise"), [Hosting.Tokens.Roles.Organiser, Hosting.Tokens.Roles.Planner],
        new Entry("/styr", new("Översikt", "Overview")),
        new Entry("/styr/aktiviteter", new("Aktiviteter", "Activities")),
        new Entry("/styr/schema", new("Schema", "Schedule")),
        new Entry("/styr/slapp", new("Släpp", "Release")),
        new Entry("/styr/platser", new("Lokaler och värdar", "Venues and hosts")),
        new Entry("/styr/upplagor", new("Upplagor", "Editions")),
        new Entry("/styr/besok", new("Besök", "Visits")),
        new Entry("/styr/utskick", new("Utskick", "Messages")),
        new Entry("/styr/arenden", new("Ärenden", "Cases")),
        new Entry("/styr/enkater", new("Enkäter", "Surveys")),
        new Entry("/styr/rapport", new("Rapport", "Report")),
        new Entry("/styr/franvaro", new("Frånvaro", "Absence")),
        new Entry("/styr/konton", new("Konton", "Accounts")),
        new Entry("/styr/foreningar", new("Föreningar", "Associations")),
        new Entry("/styr/webhookar", new("Webhookar", "Webhooks")));

    public static Area Hosts { get; } = new(
        "/vard", new("Min dag", "My day"), [Hosting.Tokens.Roles.Host],
        new Entry("/vard", new("Min dag", "My day")));

    public static Area FrontDesk { get; } = new(
        "/dorr", new("Dörren", "Front desk"), [Hosting.Tokens.Roles.Door, Hosting.Tokens.Roles.Organiser],
        new Entry("/dorr", new("Checka in", "Check in")));

    public static Area Associations { get; } = new(
        "/forening", new("Föreningen", "Association"), [Hosting.Tokens.Roles.Association],
        new Entry("/forening", new("Vår lista", "Our list")),
        new Entry("/forening/medlemmar", new("Medlemmar", "Members")),
        new Entry("/forening/bjud-in", new("Bjud in", "Invite")),
        new Entry("/forening/lista", new("Ladda upp", "Upload")),
        new Entry("/forening/rubriker", new("Rubriker", "Headers")));

    public static Area Operators { get; } = new(
        "/drift", new("Drift", "Operations"), [Hosting.Tokens.Roles.Operator],
        new Entry("/drift", new("Läget", "Status")),
        new Entry("/drift/meddelanden", new("Fastnat", "Stuck")),
        new Entry("/drift/brev", new("Brev", "Notifications")),
        new Entry("/drift/upprepa", new("Upprepa", "Send again")),
        new Entry("/drift/nycklar", new("Nycklar", "Keys")));

    public static Area Reporters { get; } = new(
        "/rapport", new("Rapport", "Report"), [Hosting.Tokens.Roles.Reporter],
        new Entry("/rapport", new("Rapport", "Report")));

    /// <summary>In the order in which somebody with several roles gets there.</summary>
    public static IReadOnlyList<Area> All { get; } = [Organisers, Hosts, FrontDesk, Associations, Operators, Reporters];
}

/// <param name="Path">As it is in Swedish and in English.</param>
public sealed record Entry(string Path, Wording Name);
