using System.Globalization;
using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Domain.Times;
using BusinessFocus.Web.Site;
using BusinessFocus.Web.Visits;

namespace BusinessFocus.Web.Organisers.Visits;

/// <summary>A time and a delegation for a company: one that was found, or one's own. Fields are named as the interface names them, the time in people's way.</summary>
public static class ProposeForm
{
    /// <summary>A suggestion as its start, its end and its hosts, or <see cref="Own"/>.</summary>
    public const string Chosen = "suggestion";

    public const string Own = "own";
    public const string Day = "day";
    public const string From = "from";
    public const string Until = "until";
    public const string Hosts = "hostIds";
    public const string Message = "message";
    public const string OverrideReason = "override.reason";

    /// <summary>What a suggestion is sent as.</summary>
    public static string Written(SuggestVisitSuggestion suggestion) => string.Create(
        CultureInfo.InvariantCulture, $"{suggestion.StartsAt:O};{suggestion.EndsAt:O};{string.Join(',', suggestion.HostIds ?? [])}");

    public static IReadOnlyDictionary<string, string> FaultsIn(IFormCollection form)
    {
        var checks = new FormChecks(form);
        if (form[Chosen] == Own)
        {
            checks.Need(Day, Languages.Choose("Välj en dag.", "Choose a day."));
            checks.Need(From, Languages.Choose("Skriv när det börjar.", "Enter when it starts."));
            checks.Need(Until, Languages.Choose("Skriv när det slutar.", "Enter when it ends."));
            checks.Refuse(Until, _ => TimesIn(form) is { } times && times.EndsAt <= times.StartsAt, Languages.Choose("Det slutar innan det börjar.", "It ends before it starts."));
            checks.Need(Hosts, Languages.Choose("Välj minst en som åker dit.", "Choose at least one person to go."));
        }
        else
        {
            checks.Need(Chosen, Languages.Choose("Välj en av tiderna, eller en egen.", "Choose one of the times, or your own."));
        }

        return checks.Faults;
    }

    /// <summary>Null where it says no time.</summary>
    public static ProposeVisitRequest? RequestOf(IFormCollection form) => TimesIn(form) is not { } times ? null : new ProposeVisitRequest
    {
        StartsAt = times.StartsAt,
        EndsAt = times.EndsAt,
        HostIds = [.. times.Hosts.Select(host => (Guid?)host)],
        Message = TypedForm.Filled(form, Message),
        Override = TypedForm.Filled(form, OverrideReason) is { } reason
            ? new PlanActivityOverrideRequest { Reason = reason }
            : null,
    };

    private static (DateTimeOffset StartsAt, DateTimeOffset EndsAt, IReadOnlyList<Guid> Hosts)? TimesIn(IFormCollection form)
    {
        if (form[Chosen] == Own)
        {
            return WrittenDay.Read(form[Day]) is { } day
                && TimeOnly.TryParse(form[From], CultureInfo.InvariantCulture, out var from)
                && TimeOnly.TryParse(form[Until], CultureInfo.InvariantCulture, out var until)
                    ? (Stockholm.At(day, from), Stockholm.At(day, until), Ids(Wishes.Ticked(form, Hosts)))
                    : null;
        }

        return form[Chosen].ToString().Split(';') is [var starts, var ends, var hosts]
            && DateTimeOffset.TryParse(starts, CultureInfo.InvariantCulture, DateTimeStyles.None, out var startsAt)
            && DateTimeOffset.TryParse(ends, CultureInfo.InvariantCulture, DateTimeStyles.None, out var endsAt)
                ? (startsAt, endsAt, Ids(hosts.Split(',')))
                : null;
    }

    private static Guid[] Ids(IEnumerable<string> texts) => [.. texts.Select(text => Guid.TryParse(text, out var id) ? id : (Guid?)null).OfType<Guid>()];
}
