using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Web.Site;

namespace BusinessFocus.Web.Organisers.Accounts;

/// <summary>What a role is called, and what it may do, as a colleague would say it.</summary>
public static class RoleWords
{
    public static IReadOnlyList<Role> All { get; } =
        [Role.Organiser, Role.Planner, Role.FrontDesk, Role.Host, Role.Association, Role.Reporter, Role.DataProtectionOfficer, Role.Operator];

    public static Role? Of(string? key) => All.Select(role => (Role?)role).FirstOrDefault(role => Texts.Key(role!.Value) == key);

    public static string Name(Role? role) => role switch
    {
        Role.Organiser => Languages.Choose("Arrangör", "Organiser"),
        Role.Planner => Languages.Choose("Planerare", "Planner"),
        Role.FrontDesk => Languages.Choose("I dörren", "Front desk"),
        Role.Host => Languages.Choose("Värd eller handläggare", "Host or officer"),
        Role.Association => Languages.Choose("Förening", "Association"),
        Role.Reporter => Languages.Choose("Läser rapporten", "Report reader"),
        Role.DataProtectionOfficer => Languages.Choose("Dataskyddsombud", "Data protection officer"),
        _ => Languages.Choose("Drift", "Operator"),
    };

    public static string May(Role role) => role switch
    {
        Role.Organiser => Languages.Choose("gör allt här: planerar, skriver till folk, läser svar, bjuder in", "does everything here: plans, writes to people, reads answers, invites colleagues"),
        Role.Planner => Languages.Choose("planerar programmet, men ser inga personuppgifter", "plans the programme, but sees no personal data"),
        Role.FrontDesk => Languages.Choose("checkar in", "checks people in"),
        Role.Host => Languages.Choose("ser sin egen dag och sina ärenden", "sees their own day and their cases"),
        Role.Association => Languages.Choose("sköter sin förenings medlemslista", "looks after their association's member list"),
        Role.Reporter => Languages.Choose("läser rapporten och inget annat", "reads the report and nothing else"),
        Role.DataProtectionOfficer => Languages.Choose("lämnar ut och tar bort vad vi vet om någon, läser loggen", "exports and removes what we know about somebody, and reads the audit"),
        _ => Languages.Choose("ser att allt går som det ska", "makes sure that everything works"),
    };

    public static string Held(GrantView grant, DateTimeOffset now)
    {
        var name = Name(grant.Role);
        if (grant.Association is { Length: > 0 } association)
        {
            name += $" {association}";
        }

        return grant switch
        {
            { Holds: false, From: { } from } when from > now => Languages.Choose($"{name} från {Texts.Until(from, now)}", $"{name} from {Texts.Until(from, now)}"),
            { Holds: false } => Languages.Choose($"{name}, har gått ut", $"{name}, has ended"),
            { Until: { } until } => Languages.Choose($"{name} till {Texts.Until(until, now)}", $"{name} until {Texts.Until(until, now)}"),
            _ => name,
        };
    }

    public static string State(AccountView account, DateTimeOffset now) => account.State switch
    {
        AccountState.Locked => Languages.Choose("Låst", "Locked"),
        AccountState.Active => Languages.Choose("Har loggat in", "Has signed in"),
        _ => account.InvitedAt is { } at
            ? Languages.Choose($"Inbjuden {Texts.Until(at, now)}", $"Invited {Texts.Until(at, now)}")
            : Languages.Choose("Inbjuden", "Invited"),
    };
}
