using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Scheduling.Hosts;
using BusinessFocus.Scheduling.Streams;
using BusinessFocus.Scheduling.Timetable;
using BusinessFocus.Scheduling.Venues;

namespace BusinessFocus.Scheduling.Import;

/// <summary>Finds the venue and the hosts that a row names. Those that the edition does not have yet are added, if the row is taken in.</summary>
internal sealed class RowNames(EditionPlan edition, Func<Guid> newId, DateTimeOffset now)
{
    private const int LongestName = 120;

    private readonly List<StreamEvent> added = [];

    /// <summary>The edition with what the row adds to it.</summary>
    public EditionPlan Edition { get; private set; } = edition;

    public IReadOnlyList<StreamEvent> Added => added;

    /// <summary>A name in the file can become a new venue's or host's, so it has to be fit for one.</summary>
    public static (string Column, Wording Reason)? FlawOf(ReadRow row) =>
        row.Venue is { } venue && !IsName(venue) ? (Columns.Venue, NoName())
        : !row.Hosts.All(host => IsName(host.Name)) ? (Columns.Hosts, NoName())
        : !row.Hosts.All(host => host.Organisation is null || IsName(host.Organisation)) ? (Columns.Organisations, NoName())
        : null;

    public VenueId VenueOf(string name)
    {
        var found = Edition.Venues.Values.FirstOrDefault(venue => venue.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        if (found is not null)
        {
            return new VenueId(found.Id);
        }

        var id = new VenueId(newId());
        var @event = new VenueAdded(id, new EditionId(Edition.Edition.Id), name, null, null, null, null, !Venue.Placeholders.Contains(name), now);
        added.Add(new StreamEvent(id.Value, @event));
        Edition = Edition.With(Venue.Initial.After(@event) with { Id = id.Value });
        return id;
    }

    public HostId HostOf(HostCell cell)
    {
        var found = Edition.Hosts.Values.FirstOrDefault(host => host.Name.Equals(cell.Name, StringComparison.OrdinalIgnoreCase));
        if (found is not null)
        {
            if (cell.Organisation is { } organisation && found.Organisation?.Trim() != organisation)
            {
                var changed = new HostChanged(
                    found.Name, found.Role, organisation, found.Languages, found.WorkingHours, found.Unavailable, Reason: null, now);
                added.Add(new StreamEvent(found.Id, changed));
                Edition = Edition.With(found.After(changed));
            }

            return new HostId(found.Id);
        }

        var id = new HostId(newId());
        var @event = new HostAdded(id, new EditionId(Edition.Edition.Id), cell.Name, null, cell.Organisation, [Languages.Swedish], now);
        added.Add(new StreamEvent(id.Value, @event));
        Edition = Edition.With(Host.Initial.After(@event) with { Id = id.Value });
        return id;
    }

    private static bool IsName(string text) => text.Length <= LongestName && !text.Any(char.IsControl);

    private static Wording NoName() => new(
        $"Högst {LongestName} tecken, och inga styrtecken.", $"At most {LongestName} characters, and no control characters.");
}
