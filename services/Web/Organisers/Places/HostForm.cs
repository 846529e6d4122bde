using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Domain.People;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Web.Site;
using Microsoft.Extensions.Primitives;

namespace BusinessFocus.Web.Organisers.Places;

/// <summary>The form of somebody who meets visitors. Fields are named as the interface names them.</summary>
public static class HostForm
{
    public const string Name = "name";
    public const string Role = "role";
    public const string Organisation = "organisation";
    public const string Email = "email";
    public const string Spoken = "languages";

    public static FormCollection Filled(HostView host) => new(new Dictionary<string, string?>(WeekForm.Filled(host.WorkingHours))
    {
        [Name] = host.Name,
        [Role] = host.Role,
        [Organisation] = host.Organisation,
        [Email] = host.Email,
        [Spoken] = string.Join(", ", host.Languages ?? []),
    }.ToDictionary(field => field.Key, field => new StringValues(field.Value)));

    public static IReadOnlyDictionary<string, string> FaultsIn(IFormCollection form)
    {
        var checks = new FormChecks(form);
        checks.Need(Name, Languages.Choose("Skriv vad värden heter, eller rollen om ingen är utsedd.", "Enter the host's name, or the role if nobody is named yet."));
        checks.Refuse(Email, text => !EmailAddress.TryNormalise(text, out _), Languages.Choose("E-postadressen ser inte rätt ut. Så här: kim@lerum.se", "The email address does not look right. Use this format: kim@lerum.se"));
        WeekForm.Check(checks, form);
        return checks.Faults;
    }

    public static AddHostRequest RequestOf(IFormCollection form, HostView? before) => new()
    {
        Name = TypedForm.Filled(form, Name),
        Role = TypedForm.Filled(form, Role),
        Organisation = TypedForm.Filled(form, Organisation),
        Email = TypedForm.Filled(form, Email),
        Languages = form[Spoken].ToString().Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is { Length: > 0 } spoken ? [.. spoken] : ["sv"],
        WorkingHours = WeekForm.In(form, before?.WorkingHours),
        Unavailable = before?.Unavailable,
    };
}
