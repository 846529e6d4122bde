using System.Globalization;
using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Domain.People;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Web.Organisers.Activities;
using BusinessFocus.Web.Site;
using Microsoft.Extensions.Primitives;

namespace BusinessFocus.Web.Organisers.Cases;

/// <summary>The form that says who answers an area's cases. Fields are named as the interface names them.</summary>
public static class AreaForm
{
    public const string Topic = "topic";
    public const string NameSv = "name.sv";
    public const string NameEn = "name.en";
    public const string Email = "email";
    public const string Hosts = "hosts";
    public const string DaysToAnswer = "daysToAnswer";

    private const int MostDays = 60;

    public static FormCollection Filled(AreaView area) => new(new Dictionary<string, StringValues>
    {
        [NameSv] = area.Name?.Sv,
        [NameEn] = area.Name?.En,
        [Email] = area.Email,
        [Hosts] = new StringValues([.. (area.Hosts ?? []).Select(host => host.ToString())]),
        [DaysToAnswer] = area.DaysToAnswer?.ToString(CultureInfo.InvariantCulture),
    });

    /// <param name="isNew">Whether it has no key yet.</param>
    public static IReadOnlyDictionary<string, string> FaultsIn(IFormCollection form, bool isNew)
    {
        var checks = new FormChecks(form);
        if (isNew)
        {
            checks.Need(Topic, Languages.Choose("Skriv ämnet, till exempel eu-stod.", "Enter the topic, for example eu-stod."));
        }

        checks.Need(NameSv, Languages.Choose("Skriv vad området heter.", "Enter what the area is called."));
        checks.Refuse(Email, text => !EmailAddress.TryNormalise(text, out _), Languages.Choose("E-postadressen ser inte rätt ut. Så här: bygglov@lerum.se", "The email address does not look right. Use this format: bygglov@lerum.se"));
        checks.Need(DaysToAnswer, Languages.Choose("Skriv hur många arbetsdagar de har på sig.", "Enter how many working days they have."));
        checks.Refuse(DaysToAnswer, text => FormTimes.Number(text) is not (>= 1 and <= MostDays), Languages.Choose($"1 till {MostDays} arbetsdagar.", $"Enter 1 to {MostDays} working days."));
        return checks.Faults;
    }

    /// <param name="known">Hosts that the form shows: others of the area, of other editions, stay.</param>
    public static SetAreaRequest RequestOf(IFormCollection form, AreaView? before, IEnumerable<HostView> known)
    {
        var shown = known.Select(host => host.Id).ToHashSet();
        return new SetAreaRequest
        {
            Name = new LocalizedText { Sv = TypedForm.Filled(form, NameSv), En = TypedForm.Filled(form, NameEn) },
            Email = TypedForm.Filled(form, Email),
            DaysToAnswer = FormTimes.Number(form[DaysToAnswer]),
            Hosts = [.. (before?.Hosts ?? []).Where(host => !shown.Contains(host)), .. HostsIn(form).Select(host => (Guid?)host)],
        };
    }

    public static IEnumerable<Guid> HostsIn(IFormCollection form) =>
        form[Hosts].Select(id => Guid.TryParse(id, out var host) ? host : Guid.Empty).Where(host => host != Guid.Empty);
}
