using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Scheduling.Activities;
using BusinessFocus.Scheduling.Planning;
using BusinessFocus.Scheduling.Streams;
using BusinessFocus.Scheduling.Timetable;
using BusinessFocus.ServiceDefaults.Tables;
using FluentValidation;

namespace BusinessFocus.Scheduling.Import;

/// <summary>
/// Takes in a programme row by row: each is decided on what the rows before it have made of the edition, as if an
/// organiser had planned one after the other. A row that is refused leaves no trace, not even a venue.
/// </summary>
public sealed class Importing
{
    private readonly IValidator<PlanActivity.Request> validator;
    private readonly Func<Guid> newId;
    private readonly DateTimeOffset now;
    private readonly Dictionary<ActivityKey, Activity> activities;
    private readonly Dictionary<ActivityId, Activity> byId;
    private readonly Dictionary<HostId, string> organisations = [];
    private readonly List<RowOutcome> outcomes = [];
    private readonly List<RefusedRow> refused = [];
    private readonly List<ImportedRow> imported = [];
    private readonly List<StreamEvent> changes = [];
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

        if (RowNames.FlawOf(row) is { } flaw)
        {
            Refuse(cells, flaw.Column, flaw.Reason);
            return;
        }

        var names = new RowNames(edition, newId, now);
        var venue = row.Venue is null ? (VenueId?)null : names.VenueOf(row.Venue);
        var organisationsHere = new Dictionary<HostId, string>();
        var hosts = new List<HostId>();
        foreach (var cell in row.Hosts)
        {
            var host = names.HostOf(cell);
            hosts.Add(host);
            if (cell.Organisation is not { } organisation)
            {
                continue;
            }

            // Else the same file again would change the host to and fro.
            if ((organisationsHere.TryGetValue(host, out var other) || organisations.TryGetValue(host, out other)) && other != organisation)
            {
                Refuse(cells, Columns.Organisations, new(
                    $"Filen har redan sagt {other} om {cell.Name}.", $"The file has already said {other} for {cell.Name}."));
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
            ? PlanActivity.Decide(id, plan, overrideReason: null, names.Edition, now)
            : ReplanActivity.Decide(before, plan, overrideReason: null, names.Edition, now);
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

        if (decision.Events.Count == 0 && names.Added.Count == 0)
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
            before is null ? [] : ChangesFrom(before.Plan!, plan, names.Edition),
            null));
        changes.AddRange(names.Added);
        changes.AddRange(decision.Events.Select(@event => new StreamEvent(id.Value, @event)));
        edition = names.Edition.With(id, plan);
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

    private void Refuse(ProgrammeRow row, Refusal refusal) => Refuse(RowRefusal.Of(row, refusal));

    private void Refuse(ProgrammeRow row, string column, Wording reason) => Refuse(RowRefusal.Of(row, column, reason));

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
