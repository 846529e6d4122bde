using System.Globalization;
using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Domain.Times;
using BusinessFocus.Web.Site;

namespace BusinessFocus.Web.Organisers.Absences;

/// <summary>Who is away, from when to when, and whether a colleague takes over. The time is a day and a clock for people; without a clock it is the whole day.</summary>
public static class AbsenceForm
{
    public const string Host = "hostId";
    public const string FromDay = "fromDay";
    public const string FromTime = "fromTime";
    public const string UntilDay = "untilDay";
    public const string UntilTime = "untilTime";
    public const string ToHost = "toHostId";
    public const string Words = "reason";
    public const string Override = "override.reason";

    public static IReadOnlyDictionary<string, string> FaultsIn(IFormCollection form)
    {
        var checks = new FormChecks(form);
        checks.Need(Host, Languages.Choose("Välj vem som är borta.", "Choose who is away."));
        checks.Need(FromDay, Languages.Choose("Välj från vilken dag.", "Choose the first day."));
        if (checks.Faults.Count == 0 && PeriodIn(form) is null)
        {
            checks.Refuse(FromDay, _ => true, Languages.Choose("Dagen gick inte att läsa. Så här: 2027-10-05", "We cannot read that day. Use this format: 2027-10-05"));
        }
        else if (PeriodIn(form) is { } read && read.Until <= read.From)
        {
            checks.Refuse(FromDay, _ => true, Languages.Choose("Det slutar innan det börjar.", "It ends before it starts."));
        }

        checks.Refuse(ToHost, text => text == form[Host], Languages.Choose("Välj någon annan.", "Choose somebody else."));
        return checks.Faults;
    }

    public static Guid? HostIn(IFormCollection form, string field = Host) => Guid.TryParse(form[field], out var host) ? host : null;

    /// <summary>Null where no day can be read. Without a last day it is the first one alone.</summary>
    public static (DateTimeOffset From, DateTimeOffset Until)? PeriodIn(IFormCollection form)
    {
        if (WrittenDay.Read(form[FromDay]) is not { } first)
        {
            return null;
        }

        var last = WrittenDay.Read(form[UntilDay]) ?? first;
        return (
            Stockholm.At(first, TimeIn(form, FromTime) ?? TimeOnly.MinValue),
            TimeIn(form, UntilTime) is { } until ? Stockholm.At(last, until) : Stockholm.At(last.AddDays(1), TimeOnly.MinValue));
    }

    public static ReportAbsenceRequest AbsenceOf(IFormCollection form, (DateTimeOffset From, DateTimeOffset Until) period) => new()
    {
        StartsAt = period.From,
        EndsAt = period.Until,
        Reason = TypedForm.Filled(form, Words),
    };

    public static HandOverRequest HandOverOf(IFormCollection form, Guid to, (DateTimeOffset From, DateTimeOffset Until) period) => new()
    {
        ToHostId = to,
        StartsAt = period.From,
        EndsAt = period.Until,
        Note = TypedForm.Filled(form, Words),
        Override = TypedForm.Filled(form, Override) is { } reason ? new PlanActivityOverrideRequest { Reason = reason } : null,
    };

    private static TimeOnly? TimeIn(IFormCollection form, string field) =>
        TimeOnly.TryParse(form[field], CultureInfo.InvariantCulture, out var time) ? time : null;
}
