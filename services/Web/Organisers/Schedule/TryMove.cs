using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Domain.Times;
using BusinessFocus.Web.Site;

namespace BusinessFocus.Web.Organisers.Schedule;

/// <summary>What a move would come to, before it is made.</summary>
/// <param name="Reasons">In words; none where it goes.</param>
/// <param name="Times">Free times near it, in words.</param>
public sealed record Tried(bool Clashes, IReadOnlyList<string> Reasons, IReadOnlyList<string> Times)
{
    private const int Suggested = 2;

    /// <param name="free">What the interface found near the wanted start: the start itself where it goes.</param>
    /// <param name="all">All that is planned, to say who is in the way.</param>
    public static Tried Of(PlanActivityRequest wanted, Guid id, IReadOnlyList<SuggestTimesFreeTime> free, IReadOnlyList<ActivityView> all, DateTimeOffset now)
    {
        if (free.Any(time => time.StartsAt == wanted.StartsAt))
        {
            return new Tried(false, [], []);
        }

        var reasons = all
            .Where(other => other.Id != id && other.Status is ActivityViewStatus.Draft or ActivityViewStatus.Released && other.StartsAt < wanted.EndsAt && wanted.StartsAt < other.EndsAt)
            .SelectMany(other => Shared(wanted, other).Select(name => Languages.Choose(
                $"{name}: ”{other.Title.Text()}” {Texts.Times(other.StartsAt!.Value, other.EndsAt!.Value)}.", $"{name}: “{other.Title.Text()}” {Texts.Times(other.StartsAt!.Value, other.EndsAt!.Value)}.")))
            .Distinct()
            .ToList();
        if (reasons.Count == 0 && wanted.StartsAt > now && Stockholm.DayOf(wanted.StartsAt!.Value) != Stockholm.DayOf(wanted.EndsAt!.Value))
        {
            // No times are looked for after midnight, so that none was found says nothing.
            return new Tried(false, [], []);
        }

        if (reasons.Count == 0)
        {
            reasons.Add(wanted.StartsAt <= now
                ? Languages.Choose("Tiden har varit.", "That time has passed.")
                : Languages.Choose("Någon hinner inte hit eller härifrån, arbetar inte då, eller lokalen är stängd eller för liten.", "Somebody cannot get here or leave in time, or does not work then, or the venue is closed or too small."));
        }

        return new Tried(true, reasons, [.. free.Take(Suggested).Select(time => Texts.When(time.StartsAt!.Value, time.EndsAt!.Value, now))]);
    }

    private static IEnumerable<string> Shared(PlanActivityRequest wanted, ActivityView other)
    {
        var own = other.Organiser;
        if (own?.VenueId is { } venue && venue == wanted.VenueId && (own.Room is null || wanted.Room is null || own.Room == wanted.Room))
        {
            yield return Texts.Where(other);
        }

        var hosts = own?.HostIds ?? [];
        for (var i = 0; i < hosts.Count; i++)
        {
            if (wanted.HostIds?.Contains(hosts[i]) is true && other.Hosts?.Count > i)
            {
                yield return other.Hosts[i];
            }
        }
    }
}
