using System.Globalization;
using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Web.Site;
using BusinessFocus.Web.Topics;

namespace BusinessFocus.Web.Organisers.Cases;

/// <summary>Cases by how far they have come; in each, what has to be answered first comes first.</summary>
public sealed record CaseBoard(IReadOnlyList<FollowUpView> All, DateTimeOffset Now)
{
    public IReadOnlyList<FollowUpView> Open => Of(FollowUpState.Open);

    public IReadOnlyList<FollowUpView> Taken => Of(FollowUpState.Taken);

    public IReadOnlyList<FollowUpView> Answered => Of(FollowUpState.Answered);

    public IReadOnlyList<FollowUpView> Closed => [.. All.Where(each => each.State is FollowUpState.Closed).OrderByDescending(each => each.AskedAt)];

    public int Overdue => All.Count(each => CaseWords.IsOverdue(each, Now));

    private List<FollowUpView> Of(FollowUpState state) =>
        [.. All.Where(each => each.State == state).OrderBy(each => each.DueAt ?? DateTimeOffset.MaxValue).ThenBy(each => each.AskedAt)];
}

/// <summary>A case in words.</summary>
public static class CaseWords
{
    /// <summary>What an area is called; its key where it is not known any more.</summary>
    public static string Area(IEnumerable<AreaView> areas, string? key) => areas.FirstOrDefault(area => area.Key == key)?.Name.Text() ?? key ?? "";

    public static bool IsOverdue(FollowUpView each, DateTimeOffset now) =>
        each is { State: FollowUpState.Open or FollowUpState.Taken, DueAt: { } due } && due < now;

    public static string State(FollowUpState? state) => state switch
    {
        FollowUpState.Open => Languages.Choose("Ingen har tagit det", "Not taken"),
        FollowUpState.Taken => Languages.Choose("Någon arbetar med det", "Being worked on"),
        FollowUpState.Answered => Languages.Choose("Besvarat", "Answered"),
        _ => Languages.Choose("Avslutat", "Closed"),
    };

    /// <summary>When it has to be answered, or was; null where that was never said.</summary>
    public static string? Due(FollowUpView each, DateTimeOffset now) => each switch
    {
        { State: FollowUpState.Answered or FollowUpState.Closed, AnsweredAt: { } answered } =>
            Languages.Choose($"Besvarades {Texts.Until(answered, now)}", $"Answered {Texts.Until(answered, now)}"),
        { State: FollowUpState.Closed } => null,
        { DueAt: { } due } when due < now => Languages.Choose($"Skulle ha besvarats {Texts.Until(due, now)}", $"Should have been answered {Texts.Until(due, now)}"),
        { DueAt: { } due } => Languages.Choose($"Svar senast {Texts.Until(due, now)}", $"Answer by {Texts.Until(due, now)}"),
        _ => null,
    };

    /// <summary>What it is about, short: its own words, else its topic.</summary>
    public static string Title(FollowUpView each, TopicsNow topics) => each.Message?.Trim() switch
    {
        { Length: > 90 } message => $"{message[..Math.Max(40, message.LastIndexOf(' ', 90))]} …",
        { Length: > 0 } message => message,
        _ => each.Topic is { Length: > 0 } topic
            ? Languages.Choose($"Vill bli kontaktad om {topics.NameOf(topic).ToLower(CultureInfo.CurrentCulture)}", $"Wants to be contacted about {topics.NameOf(topic)}")
            : Languages.Choose("Vill bli kontaktad", "Wants to be contacted"),
    };

    public static string Step(FollowUpStep step, Func<string, string> area) => step.Kind switch
    {
        FollowUpStepKind.Asked => Languages.Choose("Frågade", "Asked"),
        FollowUpStepKind.Taken => Languages.Choose("Någon tog det", "Somebody took it"),
        FollowUpStepKind.Moved => Languages.Choose($"Lämnades till {area(step.Area ?? "")}", $"Handed over to {area(step.Area ?? "")}"),
        FollowUpStepKind.Answered => Languages.Choose("Besvarades", "Was answered"),
        FollowUpStepKind.Closed => Languages.Choose("Avslutades", "Was closed"),
        FollowUpStepKind.Reopened => Languages.Choose("Frågade igen: det var inget svar", "Reopened: the question was not answered"),
        FollowUpStepKind.Told => Languages.Choose("En sida berättade vad som lovades vid besöket", "One side said what was promised at the visit"),
        FollowUpStepKind.RemindedSoon => Languages.Choose("Påmindes: snart ska det vara besvarat", "Reminder: due soon"),
        FollowUpStepKind.RemindedOverdue => Languages.Choose("Påmindes: det är försenat", "Reminder: overdue"),
        _ => Languages.Choose("Personen är glömd", "The person was forgotten"),
    };

    /// <summary>What one side of a visit says was promised, by whom and until when.</summary>
    public static string Account(VisitAccount? account) => account switch
    {
        null => Languages.Choose("Har inte svarat än", "Has not answered yet"),
        { IsPromised: not true } => Languages.Choose("Inget lovades", "Nothing was promised"),
        _ => string.Join("; ", MoreOf(account).Prepend(Promise(account.What, account.By, account.Until is { } until ? Texts.Of(until) : null))),
    };

    private static IEnumerable<string> MoreOf(VisitAccount account) => (account.More ?? [])
        .Select(each => Promise(each.What, each.By, each.Until is { } until ? Texts.Of(until) : null));

    private static string Promise(string? what, string? by, DateOnly? until) => string.Join(
        ", ",
        ((string?[])[
            what is { Length: > 0 } ? what : Languages.Choose("Något lovades", "Something was promised"),
            by is { Length: > 0 } ? Languages.Choose($"av {by}", $"by {by}") : null,
            until is { } day ? Languages.Choose($"till {day.ToString("d MMMM yyyy", CultureInfo.CurrentCulture)}", $"until {day.ToString("d MMMM yyyy", CultureInfo.CurrentCulture)}") : null,
        ]).OfType<string>());

    public static string Mismatch(VisitMismatch? mismatch) => mismatch switch
    {
        VisitMismatch.OnlyCompanySaysPromised => Languages.Choose("Företaget säger att något lovades, delegationen inte.", "The company says that something was promised, the delegation does not."),
        VisitMismatch.OnlyDelegationSaysPromised => Languages.Choose("Delegationen säger att något lovades, företaget inte.", "The delegation says that something was promised, the company does not."),
        _ => Languages.Choose("De säger olika dagar.", "They give different days."),
    };
}
