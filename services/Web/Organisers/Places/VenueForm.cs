using System.Globalization;
using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Web.Organisers.Activities;
using BusinessFocus.Web.Site;
using Microsoft.Extensions.Primitives;

namespace BusinessFocus.Web.Organisers.Places;

/// <summary>The form of a venue. Fields are named as the interface names them; rooms stand one on a line.</summary>
public static class VenueForm
{
    public const string Name = "name";
    public const string Address = "address";
    public const string Capacity = "capacity";
    public const string Latitude = "latitude";
    public const string Longitude = "longitude";
    public const string IsPlaceholder = "placeholder";
    public const string Rooms = "rooms";
    public const string StepFree = "accessibility.stepFree";
    public const string HearingLoop = "accessibility.hearingLoop";
    public const string Toilet = "accessibility.accessibleToilet";
    public const string AccessNote = "accessibility.note";

    private const char Seats = ';';

    public static FormCollection Filled(VenueView venue) => new(new Dictionary<string, string?>(WeekForm.Filled(venue.OpeningHours))
    {
        [Name] = venue.Name,
        [Address] = venue.Address,
        [Capacity] = venue.Capacity?.ToString(CultureInfo.InvariantCulture),
        [Latitude] = venue.Latitude?.ToString(CultureInfo.InvariantCulture),
        [Longitude] = venue.Longitude?.ToString(CultureInfo.InvariantCulture),
        [IsPlaceholder] = venue.Shared == false ? "true" : null,
        [Rooms] = string.Join('\n', (venue.Rooms ?? []).Select(room => room.Capacity is { } seats ? $"{room.Name}{Seats} {seats}" : room.Name)),
        [StepFree] = venue.Accessibility?.StepFree == true ? "true" : null,
        [HearingLoop] = venue.Accessibility?.HearingLoop == true ? "true" : null,
        [Toilet] = venue.Accessibility?.AccessibleToilet == true ? "true" : null,
        [AccessNote] = venue.Accessibility?.Note,
    }.ToDictionary(field => field.Key, field => new StringValues(field.Value)));

    public static IReadOnlyDictionary<string, string> FaultsIn(IFormCollection form)
    {
        var checks = new FormChecks(form);
        checks.Need(Name, Languages.Choose("Skriv vad lokalen heter.", "Enter what the venue is called."));
        checks.Refuse(Capacity, text => FormTimes.Number(text) is null, Languages.Choose("Skriv med siffror, till exempel 40.", "Enter it in digits, for example 40."));
        foreach (var degrees in (string[])[Latitude, Longitude])
        {
            checks.Refuse(degrees, text => Degrees(text) is null, Languages.Choose("Skriv grader, till exempel 57.77", "Enter degrees, for example 57.77"));
        }

        WeekForm.Check(checks, form);
        return checks.Faults;
    }

    public static AddVenueRequest RequestOf(IFormCollection form, VenueView? before) => new()
    {
        Name = TypedForm.Filled(form, Name),
        Address = TypedForm.Filled(form, Address),
        Capacity = FormTimes.Number(form[Capacity]),
        Latitude = Degrees(form[Latitude]),
        Longitude = Degrees(form[Longitude]),
        Shared = form[IsPlaceholder] != "true",
        Rooms = [.. form[Rooms].ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(RoomIn)],
        Accessibility = AccessIn(form),
        OpeningHours = WeekForm.In(form, before?.OpeningHours),
    };

    private static Room RoomIn(string line) => line.LastIndexOf(Seats) is > 0 and var at && FormTimes.Number(line[(at + 1)..]) is { } seats
        ? new Room { Name = line[..at].Trim(), Capacity = seats }
        : new Room { Name = line };

    private static Accessibility? AccessIn(IFormCollection form)
    {
        var (stepFree, loop, toilet, note) = (form[StepFree] == "true", form[HearingLoop] == "true", form[Toilet] == "true", TypedForm.Filled(form, AccessNote));
        return stepFree || loop || toilet || note is not null
            ? new Accessibility { StepFree = stepFree, HearingLoop = loop, AccessibleToilet = toilet, Note = note }
            : null;
    }

    private static double? Degrees(string? text) =>
        double.TryParse(text?.Trim().Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out var degrees) ? degrees : null;
}
