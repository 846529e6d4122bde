using System.Collections.Immutable;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Scheduling.Activities;
using BusinessFocus.Scheduling.Hosts;
using BusinessFocus.Scheduling.Planning;
using BusinessFocus.Scheduling.Streams;
using BusinessFocus.Scheduling.Timetable;
using BusinessFocus.Scheduling.Venues;
using BusinessFocus.ServiceDefaults.Decisions;
using BusinessFocus.ServiceDefaults.Http;
using BusinessFocus.ServiceDefaults.Texts;
using FluentValidation;

namespace BusinessFocus.Scheduling.Import;

/// <summary>Which activity a row is about.</summary>
public sealed record ImportedRow(int Row, ActivityId ActivityId);

public enum RowAction
{
    Planned,
    Changed,
    Unchanged,
    Refused,
}

/// <summary>What came of one row, or would come of it.</summary>
/// <param name="ActivityId">Left out where it was refused, and where a dry run would plan a new one.</param>
/// <param name="Changed">The fields that become others, where an activity is changed; venues and hosts by name, and the organisations of its hosts.</param>
/// <param name="Refused">Why it is not taken in; left out where it is.</param>
public sealed record RowOutcome(
    int Row, RowAction Action, ActivityId? ActivityId, IReadOnlyList<FieldChange> Changed, RefusedRow? Refused);

/// <summary>What came of a file: each row is counted in exactly one of the first four.</summary>
/// <param name="Rows">Each row that could be read, with what comes of it.</param>
/// <param name="Changes">In the order in which they happened.</param>
public sealed record Outcome(
    int Planned,
    int Changed,
    int Unchanged,
    IReadOnlyList<RefusedRow> Refused,
    IReadOnlyList<ImportedRow> Activities,
    IReadOnlyList<RowOutcome> Rows,
    IReadOnlyList<Happened> Changes);

/// <summary>
/// Takes in a programme row by row: each is decided on what the rows before it have made of the edition, as if an
/// organiser had planned one after the other. A row that is refused leaves no trace, not even a venue.
/// </summary>
public sealed class Importing
{
    private const int LongestName = 120;

    private readonly IValidator<PlanActivity.Request> validator;
    private readonly Func<Guid> newId;
    private readonly DateTimeOffset now;
    private readonly Dictionary<ActivityKey, Activity> activities;
    private readonly Dictionary<ActivityId, Activity> byId;
    private readonly Dictionary<HostId, string> organisations = [];
    private readonly List<RowOutcome> outcomes = [];
    private readonly List<RefusedRow> refused = [];
    private readonly List<ImportedRow> imported = [];
    private readonly List<Happened> changes = [];
    private EditionPlan edition;
    private int planned;
    private int changed;
    private int unchanged;

    private Importing(
        EditionPlan edition, IReadOnlyCollection<Activity> activities, IValidator<PlanActivity.Request> validator, Func<Guid> newId, DateTimeOffset now)
    {
        this.edition = edition;
        this.validator = validator;
        this.newId = newId;
        this.now = now;

        byId = activities.ToDictionary(activity => activity.ActivityId);

        // Where an activity was cancelled and planned again, the row is about the one that takes place.
        this.activities = activities
            .OrderBy(activity => activity.Phase == Phase.Cancelled)
            .DistinctBy(activity => ActivityKey.Of(activity.Plan!))
            .ToDictionary(activity => ActivityKey.Of(activity.Plan!));
    }

    /// <param name="activities">All of the edition.</param>
    public static Outcome Of(
        IEnumerable<ProgrammeRow> rows,
        EditionPlan edition,
        IReadOnlyCollection<Activity> activities,
        IValidator<PlanActivity.Request> validator,
        Func<Guid> newId,
        DateTimeOffset now)
    {
        var importing = new Importing(edition, activities, validator, newId, now);
        foreach (var row in rows)
        {
            importing.Take(row);
        }

        return new Outcome(
            importing.planned,
            importing.changed,
            importing.unchanged,
            importing.refused,
            importing.imported,
            importing.outcomes,
            importing.changes);
    }

    private void Take(ProgrammeRow cells)
    {
        var (row, unreadable) = ReadRow.From(cells);
        if (row is null)
        {
            Refuse(unreadable!);
            return;
        }

        if (NameFlaw(row) is { } flaw)
        {
            Refuse(cells, flaw.Column, flaw.Reason);
            return;
        }

        var withNames = edition;
        var added = new List<Happened>();
        var venue = row.Venue is null ? (VenueId?)null : VenueOf(row.Venue, ref withNames, added);
        var organisationsHere = new Dictionary<HostId, string>();
        var hosts = new List<HostId>();
        foreach (var cell in row.Hosts)
        {
            var host = HostOf(cell, ref withNames, added);
            hosts.Add(host);
            if (cell.Organisation is not { } organisation)
            {
                continue;
            }

            // Else the same file again would change the host to and fro.
            if ((organisationsHere.TryGetValue(host, out var other) || organisations.TryGetValue(host, out other)) && other != organisation)
            {
                Refuse(cells, Columns.Organisations, new(
                    $"Filen har redan sagt {other} om {cell.Name}.", $"The file has already said {other} of {cell.Name}."));
                return;
            }

            organisationsHere[host] = organisation;
        }

        hosts = hosts.Distinct().ToList();

        var before = row.Id is { } known
            ? byId.GetValueOrDefault(known)
            : activities.GetValueOrDefault(new ActivityKey(row.Kind, row.StartsAt, row.Title.Sv));
        if (row.Id is not null && before is null)
        {
            Refuse(cells, Columns.Id, new("Upplagan har ingen sådan aktivitet.", "The edition has no such activity."));
            return;
        }

        var request = row.AsRequest(before?.Plan, venue, hosts);
        var validation = validator.Validate(request);
        if (!validation.IsValid)
        {
            var error = validation.Errors[0];
            Refuse(cells, Columns.Of(error.PropertyName), Wording.Same(error.ErrorMessage));
            return;
        }

        var id = before?.ActivityId ?? new ActivityId(newId());
        var plan = request.AsPlan();
        var decision = before is null
            ? PlanActivity.Decide(id, plan, overrideReason: null, withNames, now)
            : ReplanActivity.Decide(before, plan, overrideReason: null, withNames, now);
        if (decision.Refusal is { } refusal)
        {
            Refuse(cells, refusal);
            return;
        }

        imported.Add(new ImportedRow(row.Number, id));
        foreach (var (host, organisation) in organisationsHere)
        {
            organisations[host] = organisation;
        }

        if (decision.Events.Count == 0 && added.Count == 0)
        {
            unchanged++;
            outcomes.Add(new RowOutcome(row.Number, RowAction.Unchanged, id, [], null));
            return;
        }

        _ = before is null ? planned++ : changed++;
        outcomes.Add(new RowOutcome(
            row.Number,
            before is null ? RowAction.Planned : RowAction.Changed,
            id,
            before is null ? [] : ChangesFrom(before.Plan!, plan, withNames),
            null));
        changes.AddRange(added);
        changes.AddRange(decision.Events.Select(@event => new Happened(id.Value, @event)));
        edition = withNames.With(id, plan);
        var after = decision.Events.Aggregate(before ?? Activity.Initial, (state, @event) => state.After(@event));
        activities[ActivityKey.Of(plan)] = after;
        byId[id] = after;
    }

    /// <summary>The plan's changes, and whose organisations become others.</summary>
    private List<FieldChange> ChangesFrom(Plan before, Plan plan, EditionPlan after) =>
        plan.ChangesFrom(before)
            .Append(new FieldChange(Columns.Organisations, edition.OrganisationsOf(plan), after.OrganisationsOf(plan)))
            .Where(change => change.Differs)
            .Select(change => change.Named(after.NameOf))
            .ToList();

    /// <summary>A name in the file can become a new venue's or host's, so it has to be fit for one.</summary>
    private static (string Column, Wording Reason)? NameFlaw(ReadRow row) =>
        row.Venue is { } venue && !IsName(venue) ? (Columns.Venue, NoName())
        : !row.Hosts.All(host => IsName(host.Name)) ? (Columns.Hosts, NoName())
        : !row.Hosts.All(host => host.Organisation is null || IsName(host.Organisation)) ? (Columns.Organisations, NoName())
        : null;

    private static bool IsName(string text) => text.Length <= LongestName && !text.Any(char.IsControl);

    private static Wording NoName() => new(
        $"Högst {LongestName} tecken, och inga styrtecken.", $"At most {LongestName} characters, and no control characters.");

    private VenueId VenueOf(string name, ref EditionPlan known, List<Happened> added)
    {
        var found = known.Venues.Values.FirstOrDefault(venue => venue.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        if (found is not null)
        {
            return new VenueId(found.Id);
        }

        var id = new VenueId(newId());
        var @event = new VenueAdded(id, new EditionId(known.Edition.Id), name, null, null, null, null, !Venue.Placeholders.Contains(name), now);
        added.Add(new Happened(id.Value, @event));
        known = known.With(Venue.Initial.After(@event) with { Id = id.Value });
        return id;
    }

    private HostId HostOf(HostCell cell, ref EditionPlan known, List<Happened> added)
    {
        var found = known.Hosts.Values.FirstOrDefault(host => host.Name.Equals(cell.Name, StringComparison.OrdinalIgnoreCase));
        if (found is not null)
        {
            if (cell.Organisation is { } organisation && found.Organisation?.Trim() != organisation)
            {
                var changed = new HostChanged(
                    found.Name, found.Role, organisation, found.Languages, found.WorkingHours, found.Unavailable, Reason: null, now);
                added.Add(new Happened(found.Id, changed));
                known = known.With(found.After(changed));
            }

            return new HostId(found.Id);
        }

        var id = new HostId(newId());
        var @event = new HostAdded(id, new EditionId(known.Edition.Id), cell.Name, null, cell.Organisation, [Languages.Swedish], now);
        added.Add(new Happened(id.Value, @event));
        known = known.With(Host.Initial.After(@event) with { Id = id.Value });
        return id;
    }

    private void Refuse(ProgrammeRow row, Refusal refusal)
    {
        if (ActivityProblems.ClashesIn(refusal) is [var clash, ..])
        {
            Refuse(new RefusedRow(row.Number, clash.What == ClashOver.Host ? Columns.Hosts : Columns.Venue, clash.Name, ReasonOf(clash)));
        }
        else if (Flaw.In(refusal).FirstOrDefault() is { Key: { } field, Value: [var reason, ..] })
        {
            Refuse(row, Columns.Of(field), reason);
        }
        else
        {
            Refuse(row, Columns.TitleSv, refusal.Problem.Wording);
        }
    }

    private static Wording ReasonOf(Clash clash)
    {
        var (title, titleEn) = (clash.Title?.In(Languages.Swedish), clash.Title?.In(Languages.English));
        var (from, fromEn) = LocalDates.Of(clash.StartsAt);
        return clash.Why switch
        {
            ClashWhy.Travel => new($"{clash.Minutes} minuters väg till eller från {title} {from}.", $"{clash.Minutes} minutes' way to or from {titleEn} {fromEn}."),
            ClashWhy.Closed => new("Stängt då.", "Closed then."),
            ClashWhy.OffHours => new("Arbetar inte då.", "Does not work then."),
            ClashWhy.Unavailable => new($"Upptagen från {from}.", $"Not available from {fromEn}."),
            ClashWhy.TooSmall => new("Rymmer färre än aktivitetens platser.", "Holds fewer than the activity's seats."),
            _ => new($"Upptagen av {title} {from}.", $"Taken by {titleEn} {fromEn}."),
        };
    }

    private void Refuse(ProgrammeRow row, string column, Wording reason) =>
        Refuse(new RefusedRow(row.Number, column, row.Cells.GetValueOrDefault(column), reason));

    private void Refuse(RefusedRow row)
    {
        refused.Add(row);
        outcomes.Add(new RowOutcome(row.Row, RowAction.Refused, null, [], row));
    }

    /// <summary>By what an activity is recognised from one file to the next.</summary>
    private readonly record struct ActivityKey(ActivityKind Kind, DateTimeOffset StartsAt, string Title)
    {
        public static ActivityKey Of(Plan plan) => new(plan.Kind, plan.StartsAt, plan.Title.Sv);
    }
}
