using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Web.Organisers.Activities;
using BusinessFocus.Web.Site;

namespace BusinessFocus.Web.Organisers.Releases;

/// <summary>What a release changes of one activity, in words.</summary>
/// <param name="Lines">What was and what becomes, a line for each.</param>
/// <param name="IsTold">Whether those who are registered get a letter of it.</param>
public sealed record ReleasedChange(ReleaseViewChange Change, ActivityView? Activity, IReadOnlyList<string> Lines, bool IsTold)
{
    /// <summary>What those who are registered are told of: an addition concerns nobody yet, the number of seats nobody who has one.</summary>
    private static readonly HashSet<ChangeKind?> Told = [ChangeKind.Moved, ChangeKind.MovedRoom, ChangeKind.HostChanged, ChangeKind.TextChanged];

    /// <summary>Whether it is public already: what is cancelled is shown and told at once.</summary>
    public bool IsPublic => Change.Kinds is [ChangeKind.Cancelled];

    /// <param name="before">As it is public now; null where it is not, or cannot be read.</param>
    public static ReleasedChange Of(ReleaseViewChange change, ActivityView? activity, ActivityView? before, DateTimeOffset now) => new(
        change,
        activity,
        activity is null ? [ChangeWords.Of(change.Kinds)] : [.. (change.Kinds ?? []).Select(kind => Said(kind, change, activity, before, now))],
        change.Kinds?.Contains(ChangeKind.Cancelled) is not true && change.Kinds?.Any(Told.Contains) is true);

    private static string Said(ChangeKind? kind, ReleaseViewChange change, ActivityView after, ActivityView? before, DateTimeOffset now) => kind switch
    {
        ChangeKind.Added => Languages.Choose($"Ny: {Texts.When(after, now)}, {Texts.Where(after)}", $"New: {Texts.When(after, now)}, {Texts.Where(after)}"),
        ChangeKind.Moved when change.Before is { StartsAt: { } from, EndsAt: { } until } => Languages.Choose(
            $"Tid: {Texts.When(from, until, now)} blir {Texts.When(after, now)}", $"Time: {Texts.When(from, until, now)} becomes {Texts.When(after, now)}"),
        ChangeKind.MovedRoom => Languages.Choose(
            $"Plats: {Place(change.Before?.Place)} blir {Texts.Where(after)}", $"Place: {Place(change.Before?.Place)} becomes {Texts.Where(after)}"),
        ChangeKind.HostChanged when before is not null => Languages.Choose($"Med: {Names(before)} blir {Names(after)}", $"With: {Names(before)} becomes {Names(after)}"),
        ChangeKind.CapacityChanged when before is not null && before.Capacity != after.Capacity => Languages.Choose(
            $"Platser: {before.Capacity} blir {after.Capacity}", $"Seats: {before.Capacity} become {after.Capacity}"),
        ChangeKind.TextChanged when before is not null && before.Title.Text() != after.Title.Text() => Languages.Choose(
            $"Titel: ”{before.Title.Text()}” blir ”{after.Title.Text()}”", $"Title: “{before.Title.Text()}” becomes “{after.Title.Text()}”"),
        ChangeKind.TextChanged => Languages.Choose("Texten är ändrad", "The text has changed"),
        ChangeKind.CapacityChanged => Languages.Choose("Reglerna för anmälan är ändrade", "The registration rules have changed"),
        _ => Sentence(ChangeWords.Of(kind)),
    };

    private static string Place(Place? place) => place is null
        ? Languages.Choose("ingen plats", "no place")
        : string.Join(", ", new[] { place.Name, place.Room }.Where(part => !string.IsNullOrEmpty(part)));

    private static string Names(ActivityView activity) => activity.Hosts is { Count: > 0 } hosts ? string.Join("; ", hosts) : Languages.Choose("ingen", "nobody");

    private static string Sentence(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
}

/// <summary>How many people a release writes to.</summary>
/// <param name="People">Each gets one letter.</param>
/// <param name="WithSeveral">Of them, those whose letter tells of several changes.</param>
/// <param name="IsExact">False where the people could not be read, and seats are counted in their place.</param>
public sealed record ReleaseReach(int People, int WithSeveral, bool IsExact)
{
    /// <param name="addresses">Of those registered, for each activity that they are told of.</param>
    public static ReleaseReach Of(IEnumerable<IEnumerable<string>> addresses)
    {
        var each = addresses.SelectMany(at => at.Distinct(StringComparer.OrdinalIgnoreCase)).CountBy(address => address, StringComparer.OrdinalIgnoreCase).ToList();
        return new ReleaseReach(each.Count, each.Count(person => person.Value > 1), IsExact: true);
    }

    public string Said(int changes) => (People, IsExact) switch
    {
        (0, _) => Languages.Choose($"{ChangeWords.Changes(changes)}. Ingen som är anmäld berörs, så inget brev går ut.", $"{ChangeWords.Changes(changes)}. Nobody who is registered is affected, so no email is sent."),
        (_, false) => Languages.Choose($"{ChangeWords.Changes(changes)}. {People} platser berörs; alla som har dem får ett mejl var.", $"{ChangeWords.Changes(changes)}. {People} seats are affected. The people who have them get one email each."),
        _ => Languages.Choose($"{ChangeWords.Changes(changes)}. {ChangeWords.People(People)} får ett mejl var", $"{ChangeWords.Changes(changes)}. One email each to {ChangeWords.People(People)}")
            + (WithSeveral > 0 ? Languages.Choose($", {WithSeveral} av dem om flera ändringar i samma mejl.", $", with several changes in one email for {WithSeveral} of them.") : "."),
    };
}
