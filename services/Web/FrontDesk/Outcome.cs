using BusinessFocus.Client;
using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Web.Site;

namespace BusinessFocus.Web.FrontDesk;

public enum OutcomeKind
{
    In,
    Before,
    Refused,
    TakenBack,
}

/// <summary>What came of the last thing that was done at a door: in large type, because somebody stands there and waits.</summary>
/// <param name="Code">Of the problem; null where there is none.</param>
/// <param name="Undo">By this id it is taken back; null where there is nothing to take back.</param>
/// <param name="Anyway">What an organiser sends to let them in all the same; null where that is not to be had.</param>
public sealed record Outcome(OutcomeKind Kind, string Title, string? Text = null, string? Code = null, Guid? Undo = null, SentAgain? Anyway = null)
{
    /// <summary>What an organiser may overrule.</summary>
    private static readonly HashSet<string> Overruled = ["door-not-open", "door-closed", "ticket-for-another-activity", "not-enough-left"];

    public static Outcome In(CheckInAnswer answer) => new(
        OutcomeKind.In,
        string.IsNullOrEmpty(answer.Name) ? Languages.Choose("Incheckad", "Checked in") : answer.Name,
        answer.Seats > 1 ? Languages.Choose($"{answer.Seats} har kommit på den anmälan", $"{answer.Seats} have arrived with that registration") : null,
        Undo: answer.AttendeeId ?? answer.RegistrationId);

    public static Outcome WalkedIn(RegistrationView answer, string? name) => new(
        OutcomeKind.In,
        name ?? Languages.Choose("Insläppt", "Let in"),
        answer.Seats > 1
            ? Languages.Choose($"Utan anmälan, {Texts.Seats(answer.Seats)}", $"Without a registration, {Texts.Seats(answer.Seats)}")
            : Languages.Choose("Utan anmälan", "Without a registration"),
        Undo: answer.Id);

    public static Outcome TakenBack(string? name) => new(
        OutcomeKind.TakenBack,
        name ?? Languages.Choose("En incheckning", "A check-in"),
        Languages.Choose("Räknas inte längre som här.", "No longer counted as being here."));

    /// <param name="sent">What was sent, to be sent again by who may overrule it.</param>
    public static Outcome Refused(ProblemException problem, SentAgain sent, bool isOrganiser, DateTimeOffset now) => new(
        problem.Code == "already-checked-in" ? OutcomeKind.Before : OutcomeKind.Refused,
        problem.Message,
        Why(problem.Code, name => problem.Facts.TryGetValue(name, out var fact) ? fact.ToString() : null, now),
        problem.Code,
        Anyway: isOrganiser && Overruled.Contains(problem.Code) ? sent : null);

    /// <summary>What whoever stands there does now.</summary>
    /// <param name="fact">What belongs to the problem, by its name.</param>
    public static string? Why(string code, Func<string, string?> fact, DateTimeOffset now) => code switch
    {
        "already-checked-in" when Moment(fact("checkedInAt")) is { } at =>
            Languages.Choose($"Kom {DoorTimes.At(at, now)}", $"Arrived {DoorTimes.At(at, now)}") + (fact("door") is { Length: > 0 } door ? $", {door}." : "."),
        "door-not-open" when Moment(fact("opensAt")) is { } at => Languages.Choose($"Insläppet börjar {DoorTimes.At(at, now)}.", $"People are let in from {DoorTimes.At(at, now)}."),
        "door-closed" when Moment(fact("closedAt")) is { } at => Languages.Choose($"Insläppet slutade {DoorTimes.At(at, now)}.", $"People were let in until {DoorTimes.At(at, now)}."),
        "ticket-for-another-activity" when Moment(fact("startsAt")) is { } at => Languages.Choose($"Den börjar {DoorTimes.At(at, now)}.", $"It begins {DoorTimes.At(at, now)}."),
        "not-a-ticket" => Languages.Choose("Sök på namnet i stället.", "Search by name instead."),
        "not-confirmed" => Languages.Choose("Står i kö, eller är avbokad. Finns det plats kan du släppa in utan anmälan.", "On the waiting list, or cancelled. If there is room, you can let them in without a registration."),
        "not-enough-left" => Languages.Choose("Fullt, eller andra står i kö före. Fråga en arrangör.", "Full, or there are others on the waiting list. Ask an organiser."),
        "ticket-replaced" => Languages.Choose("Sök på namnet på den som står här.", "Search by the name of the person in front of you."),
        _ => null,
    };

    private static DateTimeOffset? Moment(string? text) =>
        DateTimeOffset.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal, out var at) ? at : null;
}

/// <summary>A form as it was sent.</summary>
/// <param name="Act">Where to, see <see cref="Door.Address"/>.</param>
public sealed record SentAgain(string Act, IReadOnlyDictionary<string, string> Fields)
{
    private static readonly string[] NotAgain = [FormKey.Field, Override.Reason];

    public static SentAgain Of(string act, IFormCollection form) =>
        new(act, form.Where(field => !NotAgain.Contains(field.Key)).ToDictionary(field => field.Key, field => field.Value.ToString()));
}
