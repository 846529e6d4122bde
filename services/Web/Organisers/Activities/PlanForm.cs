using System.Globalization;
using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Web.Site;
using Microsoft.Extensions.Primitives;

namespace BusinessFocus.Web.Organisers.Activities;

/// <summary>The form by which an activity is planned. Fields are named as the interface names them; times are Europe/Stockholm.</summary>
public static class PlanForm
{
    public const string Kind = "kind";
    public const string TitleSv = "title.sv";
    public const string TitleEn = "title.en";
    public const string DescriptionSv = "description.sv";
    public const string DescriptionEn = "description.en";
    public const string StartsAt = "startsAt";
    public const string EndsAt = "endsAt";
    public const string Capacity = "capacity";
    public const string WaitingListLimit = "waitingListLimit";
    public const string Spoken = "language";
    public const string Topics = "topics";
    public const string HostIds = "hostIds";
    public const string Attendance = "attendance";
    public const string JoinLink = "joinLink";
    public const string OpensAt = "registrationOpensAt";
    public const string ClosesAt = "registrationClosesAt";
    public const string MembersUntil = "membersUntil";
    public const string SetUp = "setUpMinutes";
    public const string TakeDown = "takeDownMinutes";
    public const string Visibility = "visibility";
    public const string Reason = "reason";
    public const string Override = "override.reason";

    /// <summary>Where it is: a venue's id, and after a stroke one of its rooms.</summary>
    public const string Venue = "venueId";

    /// <summary>The version that the change is based on.</summary>
    public const string Version = "version";

    /// <summary>A suggested time, taken with one press: start and end with a stroke between them.</summary>
    public const string Take = "take";

    private const char Stroke = '|';

    public static string PlaceOf(Guid venue, string? room) => room is null ? venue.ToString() : $"{venue}{Stroke}{room}";

    public static string TimesOf(SuggestTimesFreeTime time) => $"{FormTimes.Write(time.StartsAt!.Value)}{Stroke}{FormTimes.Write(time.EndsAt!.Value)}";

    /// <summary>What is planned, as the form has it.</summary>
    public static FormCollection Filled(ActivityView activity)
    {
        var own = activity.Organiser;
        return new FormCollection(new Dictionary<string, StringValues>
        {
            [Kind] = Name(activity.Kind),
            [TitleSv] = activity.Title?.Sv,
            [TitleEn] = activity.Title?.En,
            [DescriptionSv] = activity.Description?.Sv,
            [DescriptionEn] = activity.Description?.En,
            [StartsAt] = FormTimes.Write(activity.StartsAt!.Value),
            [EndsAt] = FormTimes.Write(activity.EndsAt!.Value),
            [Capacity] = Text(activity.Capacity),
            [WaitingListLimit] = Text(activity.WaitingListLimit),
            [Spoken] = activity.Language,
            [Topics] = string.Join(", ", activity.Topics ?? []),
            [Venue] = own?.VenueId is { } venue ? PlaceOf(venue, own.Room) : "",
            [HostIds] = new StringValues([.. (own?.HostIds ?? []).Select(host => host.ToString())]),
            [Attendance] = activity.Attendance is { } attendance ? Name<AttendanceMode>(attendance) : "",
            [JoinLink] = own?.JoinLink,
            [OpensAt] = Text(activity.RegistrationOpensAt),
            [ClosesAt] = Text(activity.RegistrationClosesAt),
            [MembersUntil] = Text(activity.MembersUntil),
            [SetUp] = Text(own?.SetUpMinutes),
            [TakeDown] = Text(own?.TakeDownMinutes),
            [Visibility] = Name<Visibility>(own?.Visibility ?? Client.Generated.Models.Visibility.Public),
        });
    }

    public static IReadOnlyDictionary<string, string> FaultsIn(IFormCollection form)
    {
        var checks = new FormChecks(form);
        checks.Need(TitleSv, Languages.Choose("Skriv vad aktiviteten heter.", "Enter what the activity is called."));
        checks.Need(StartsAt, Languages.Choose("Välj när den börjar.", "Choose when it starts."));
        checks.Need(EndsAt, Languages.Choose("Välj när den slutar.", "Choose when it ends."));
        foreach (var time in (string[])[StartsAt, EndsAt, OpensAt, ClosesAt, MembersUntil])
        {
            checks.Refuse(time, text => FormTimes.Moment(text) is null, Languages.Choose("Tiden finns inte. Så här: 2027-10-05 08:30", "There is no such time. Use this format: 2027-10-05 08:30"));
        }

        checks.Refuse(EndsAt, text => FormTimes.Moment(form[StartsAt]) >= FormTimes.Moment(text), Languages.Choose("Slutet är före början.", "The end is before the start."));
        checks.Need(Capacity, Languages.Choose("Skriv hur många platser det finns, 0 om ingen anmäler sig.", "Enter how many seats there are, or 0 if nobody registers."));
        foreach (var number in (string[])[Capacity, WaitingListLimit, SetUp, TakeDown])
        {
            checks.Refuse(number, text => FormTimes.Number(text) is null, Languages.Choose("Skriv med siffror, till exempel 40.", "Enter it in digits, for example 40."));
        }

        return checks.Faults;
    }

    /// <summary>The same with a suggested time in place of the one that was typed, where one was taken.</summary>
    public static IFormCollection WithTaken(IFormCollection form)
    {
        if (form[Take].ToString().Split(Stroke) is not [var startsAt, var endsAt])
        {
            return form;
        }

        var fields = form.Where(field => field.Key is not (Take or Override)).ToDictionary();
        (fields[StartsAt], fields[EndsAt]) = (startsAt, endsAt);
        return new FormCollection(fields);
    }

    /// <param name="before">What it replaces: what the form does not ask for stays.</param>
    public static PlanActivityRequest RequestOf(IFormCollection form, ActivityView? before = null)
    {
        var (venue, room) = PlaceIn(form[Venue]);
        var description = TypedForm.Filled(form, DescriptionSv) ?? TypedForm.Filled(form, DescriptionEn);
        return new PlanActivityRequest
        {
            Kind = Read<ActivityKind>(form[Kind]) ?? ActivityKind.Seminar,
            Title = new LocalizedText { Sv = TypedForm.Filled(form, TitleSv), En = TypedForm.Filled(form, TitleEn) },
            Description = description is null
                ? null
                : new LocalizedText { Sv = TypedForm.Filled(form, DescriptionSv) ?? description, En = TypedForm.Filled(form, DescriptionEn) },
            StartsAt = FormTimes.Moment(form[StartsAt]),
            EndsAt = FormTimes.Moment(form[EndsAt]),
            Capacity = FormTimes.Number(form[Capacity]),
            WaitingListLimit = FormTimes.Number(form[WaitingListLimit]),
            Language = form[Spoken] == "en" ? "en" : "sv",
            Topics = [.. form[Topics].ToString().Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)],
            VenueId = venue,
            Room = room,
            HostIds = [.. HostsIn(form).Select(host => (Guid?)host)],
            Attendance = Read<AttendanceMode>(form[Attendance]),
            JoinLink = TypedForm.Filled(form, JoinLink),
            RegistrationOpensAt = FormTimes.Moment(form[OpensAt]),
            RegistrationClosesAt = FormTimes.Moment(form[ClosesAt]),
            MembersUntil = FormTimes.Moment(form[MembersUntil]),
            SetUpMinutes = FormTimes.Number(form[SetUp]) ?? 0,
            TakeDownMinutes = FormTimes.Number(form[TakeDown]) ?? 0,
            Visibility = Read<Visibility>(form[Visibility]),
            Reason = TypedForm.Filled(form, Reason),
            Override = TypedForm.Filled(form, Override) is { } why ? new PlanActivityOverrideRequest { Reason = why } : null,
            Rules = before?.Rules,
        };
    }

    /// <summary>An activity as it is planned, to be sent back with something changed.</summary>
    public static PlanActivityRequest RequestOf(ActivityView activity) => RequestOf(Filled(activity), activity);

    public static IEnumerable<Guid> HostsIn(IFormCollection form) =>
        (form.TryGetValue(HostIds, out var ids) ? ids : StringValues.Empty).Select(id => Guid.TryParse(id, out var host) ? host : Guid.Empty).Where(host => host != Guid.Empty);

    public static (Guid? Venue, string? Room) PlaceIn(string? text) =>
        text?.Split(Stroke, 2) is [var id, .. var room] && Guid.TryParse(id, out var venue) ? (venue, room is [var name] ? name : null) : (null, null);

    /// <summary>As the interface writes it.</summary>
    public static string Name<T>(T? value) where T : struct, Enum =>
        value is { } known ? System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(known.ToString()) : "";

    private static T? Read<T>(string? text) where T : struct, Enum =>
        Enum.TryParse<T>(text, ignoreCase: true, out var value) && Enum.IsDefined(value) && !char.IsAsciiDigit(text![0]) ? value : null;

    private static string Text(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static string Text(DateTimeOffset? moment) => moment is { } at ? FormTimes.Write(at) : "";
}
