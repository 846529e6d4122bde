using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Scheduling.Activities;
using BusinessFocus.Scheduling.Hosts;
using BusinessFocus.Scheduling.Planning;
using BusinessFocus.Scheduling.Timetable;

namespace BusinessFocus.Scheduling.Agendas;

/// <summary>What one host is planned with, drafts too, and how many come.</summary>
/// <param name="Entries">What the host is planned with, by its start.</param>
/// <param name="Name">What the host is called.</param>
public sealed record Agenda(HostId HostId, string Name, IReadOnlyList<AgendaEntry> Entries)
{
    /// <param name="activities">Those that the host is planned with; what was cancelled before anybody knew of it is left out.</param>
    public static Agenda Of(Host host, IEnumerable<Activity> activities, EditionPlan edition) => new(
        new HostId(host.Id),
        host.Name,
        activities
            .Where(activity => activity.Phase != Phase.Cancelled || activity.Public is { Visibility: Visibility.Public })
            .OrderBy(activity => activity.Plan!.StartsAt)
            .ThenBy(activity => activity.Id)
            .Select(activity => AgendaEntry.Of(activity, edition))
            .ToList());

    public Agenda On(DateOnly day) => this with { Entries = Entries.Where(entry => Stockholm.DayOf(entry.StartsAt) == day).ToList() };
}

/// <summary>An activity that a host is planned with, as it is planned now.</summary>
/// <param name="StartsAt">UTC.</param>
/// <param name="EndsAt">UTC.</param>
/// <param name="Confirmed">Seats that are taken, as far as Registration has told; left out before it has.</param>
/// <param name="Waiting">Seats that are waited for, as far as Registration has told; left out before it has.</param>
/// <param name="Status">How the activity stands in the programme.</param>
/// <param name="JoinLink">The web address by which people take part at a distance; left out where they do not.</param>
/// <param name="Hosts">All who meet the visitors, as the programme shows them: the name, then the role.</param>
/// <param name="Topics">What it is about, by the keys of topics.</param>
/// <param name="Capacity">Seats; 0 where it takes no registrations.</param>
/// <param name="Kind">What kind of activity it is.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Place">Where it is; left out where it is only digital, or not known yet.</param>
public sealed record AgendaEntry(
    ActivityId ActivityId,
    ActivityKind Kind,
    ActivityViewStatus Status,
    LocalizedText Title,
    DateTimeOffset StartsAt,
    DateTimeOffset EndsAt,
    Place? Place,
    string? JoinLink,
    IReadOnlyList<string> Hosts,
    IReadOnlyList<string> Topics,
    int Capacity,
    int? Confirmed,
    int? Waiting)
{
    internal static AgendaEntry Of(Activity activity, EditionPlan edition)
    {
        var view = ActivityView.ForOrganiser(activity, edition);
        return new AgendaEntry(
            view.Id,
            view.Kind,
            view.Status,
            view.Title,
            view.StartsAt,
            view.EndsAt,
            view.Place,
            view.Organiser!.JoinLink,
            view.Hosts,
            view.Topics,
            view.Capacity,
            view.Organiser.Seats?.Confirmed,
            view.Organiser.Seats?.Waiting);
    }
}

/// <summary>The same in a calendar.</summary>
public static class AgendaCalendar
{
    /// <summary>Each activity as its host sees it: what was cancelled as it was, the rest as planned; a slot tells whether it is booked.</summary>
    public static IReadOnlyList<PublicEntry> Entries(IEnumerable<Activity> activities, EditionPlan edition) => activities
        .Where(activity => activity.Phase != Phase.Cancelled || activity.Public is { Visibility: Visibility.Public })
        .OrderBy(activity => activity.Plan!.StartsAt)
        .ThenBy(activity => activity.Id)
        .Select(activity => EntryOf(activity, edition))
        .ToList();

    private static PublicEntry EntryOf(Activity activity, EditionPlan edition)
    {
        var isPlanned = activity.Phase == Phase.Planned;
        var shown = isPlanned ? edition.Publish(activity) : activity.Public!;
        if (shown is { Kind: ActivityKind.OpenHouse, Capacity: > 0 } && isPlanned)
        {
            var isBooked = edition.Seats.TryGetValue(activity.ActivityId, out var seats) && seats.Confirmed > 0;
            shown = shown with
            {
                Title = new LocalizedText(
                    $"{shown.Title.Sv} ({(isBooked ? "bokad" : "ledig")})",
                    $"{shown.Title.In("en")} ({(isBooked ? "booked" : "free")})"),
            };
        }

        return new PublicEntry(shown, activity.ChangedAt, isPlanned && activity.Public is null);
    }
}
