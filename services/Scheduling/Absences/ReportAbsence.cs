using System.Collections.Immutable;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Scheduling.Activities;
using BusinessFocus.Scheduling.Hosts;
using BusinessFocus.Scheduling.Hours;
using BusinessFocus.Scheduling.Planning;
using BusinessFocus.Scheduling.Streams;
using BusinessFocus.Scheduling.Timetable;
using FluentValidation;
using ActivityCancelled = BusinessFocus.Scheduling.Activities.ActivityCancelled;

namespace BusinessFocus.Scheduling.Absences;

/// <summary>
/// A host cannot come for a time: their slots in it are cancelled, and whoever booked one is offered slots of colleagues
/// with the same topic. What is planned with others too stays, and is listed.
/// </summary>
public static class ReportAbsence
{
    /// <summary>How many slots of colleagues somebody is offered.</summary>
    public const int Choices = 2;

    /// <summary>More that are tried where somebody else has booked one of those meanwhile.</summary>
    private const int Spare = 6;

    /// <summary>When a host cannot come, and why.</summary>
    /// <param name="StartsAt">ISO 8601 with offset: from when.</param>
    /// <param name="EndsAt">ISO 8601 with offset: until when, after <c>startsAt</c> and within 31 days of it.</param>
    /// <param name="Reason">What those who booked are told, at most 1,000 characters; left out, only that it does not take place.</param>
    /// <param name="Note">Why, for planners; at most 200 characters.</param>
    public sealed record Request(DateTimeOffset StartsAt, DateTimeOffset EndsAt, string? Reason = null, string? Note = null);

    /// <summary>What an absence means, or would mean.</summary>
    /// <param name="Preview">True where nothing was stored.</param>
    /// <param name="Cancelled">The host's slots that do not take place, by their start.</param>
    /// <param name="LeftOver">Those of them that somebody has booked, and for which no colleague has a slot left: somebody has to call.</param>
    /// <param name="WithOthers">What of theirs stays: it is planned with others too, or is no slot of an open house.</param>
    public sealed record Answer(bool Preview, IReadOnlyList<LostSlot> Cancelled, IReadOnlyList<ActivityId> LeftOver, IReadOnlyList<ActivityId> WithOthers);

    /// <summary>A slot that does not take place.</summary>
    /// <param name="ActivityId">The slot.</param>
    /// <param name="Title">What it is called.</param>
    /// <param name="StartsAt">UTC.</param>
    /// <param name="EndsAt">UTC.</param>
    /// <param name="Registered">Confirmed and waiting seats, as far as Registration has told.</param>
    /// <param name="Alternatives">What whoever booked it is offered, the nearest first; none where nobody has.</param>
    public sealed record LostSlot(
        ActivityId ActivityId, LocalizedText Title, DateTimeOffset StartsAt, DateTimeOffset EndsAt, int Registered, IReadOnlyList<OfferedSlot> Alternatives);

    /// <summary>A colleague's slot that is free, as far as Registration has told.</summary>
    /// <param name="ActivityId">The slot.</param>
    /// <param name="StartsAt">UTC.</param>
    /// <param name="EndsAt">UTC.</param>
    /// <param name="Hosts">The colleagues' names.</param>
    public sealed record OfferedSlot(ActivityId ActivityId, DateTimeOffset StartsAt, DateTimeOffset EndsAt, IReadOnlyList<string> Hosts);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(request => request.StartsAt).Moment();
            RuleFor(request => request.EndsAt)
                .Moment()
                .GreaterThan(request => request.StartsAt)
                .Must((request, endsAt) => endsAt - request.StartsAt <= TimeSpan.FromDays(31))
                .WithMessage(_ => Languages.Choose("Högst 31 dygn.", "At most 31 days."));
            RuleFor(request => request.Reason).OptionalText(1000);
            RuleFor(request => request.Note).OptionalText(200);
        }
    }

    /// <param name="Events">Of the host, and of the slots that are cancelled.</param>
    public sealed record Outcome(Answer Answer, IReadOnlyList<StreamEvent> Events);

    /// <param name="activities">All of the edition.</param>
    public static Outcome Decide(Host host, Request request, EditionPlan edition, IReadOnlyList<Activity> activities, DateTimeOffset now)
    {
        var period = new Period(request.StartsAt.ToUniversalTime(), request.EndsAt.ToUniversalTime(), string.IsNullOrWhiteSpace(request.Note) ? null : request.Note.Trim());
        var id = new HostId(host.Id);
        var touched = activities
            .Where(activity => activity is { Phase: Phase.Planned, Plan: { } plan }
                && plan.HostIds.Contains(id)
                && plan.EndsAt > now
                && period.Overlaps(plan.StartsAt, plan.EndsAt))
            .OrderBy(activity => activity.Plan!.StartsAt)
            .ThenBy(activity => activity.Id)
            .ToList();
        var lost = touched.Where(activity => IsSlot(activity) && activity.Plan!.HostIds.Count == 1).ToList();
        var offered = Share(lost.Where(slot => edition.IsBooked(slot.ActivityId)).ToList(), edition, activities, id, period, now);

        List<StreamEvent> events = IsKnown(host, period) ? [] : [new StreamEvent(host.Id, Away(host, period, now))];
        events.AddRange(lost.Select(slot => new StreamEvent(slot.Id, Cancel(slot))));
        var answer = new Answer(
            Preview: false,
            lost.Select(slot => new LostSlot(
                slot.ActivityId,
                slot.Plan!.Title,
                slot.Plan.StartsAt,
                slot.Plan.EndsAt,
                edition.RegisteredFor(slot.ActivityId),
                (offered.GetValueOrDefault(slot.ActivityId) ?? []).Take(Choices).Select(other => Offer(other, edition)).ToList())).ToList(),
            lost.Where(slot => edition.IsBooked(slot.ActivityId) && offered[slot.ActivityId].Count == 0).Select(slot => slot.ActivityId).ToList(),
            touched.Except(lost).Select(activity => activity.ActivityId).ToList());
        return new Outcome(answer, events);

        // A slot that nobody had booked leaves the programme altogether; who books it at this very moment is offered others all the same.
        ActivityCancelled Cancel(Activity slot)
        {
            var isBooked = offered.TryGetValue(slot.ActivityId, out var alternatives);
            alternatives ??= Candidates(slot, edition, activities, id, period, now).Take(Choices + Spare).ToList();
            return new ActivityCancelled(
                slot.Public is { } known
                    ? known with
                    {
                        Status = ActivityStatus.Cancelled,
                        CalendarSequence = known.CalendarSequence + 1,
                        Visibility = isBooked ? known.Visibility : Visibility.Unlisted,
                    }
                    : null,
                request.Reason,
                edition.Edition.ReleaseVersion,
                now,
                alternatives.Count == 0 ? null : alternatives.Select(other => other.ActivityId).ToList());
        }
    }

    /// <summary>One for each before anybody has a second one, so that few slots serve as many as they can.</summary>
    private static ImmutableDictionary<ActivityId, List<Activity>> Share(
        IReadOnlyList<Activity> booked, EditionPlan edition, IReadOnlyList<Activity> activities, HostId away, Period period, DateTimeOffset now)
    {
        var candidates = booked.ToDictionary(slot => slot.ActivityId, slot => Candidates(slot, edition, activities, away, period, now).ToList());
        var shared = booked.ToImmutableDictionary(slot => slot.ActivityId, _ => new List<Activity>());
        var taken = new HashSet<ActivityId>();
        for (var round = 0; round < Choices; round++)
        {
            foreach (var slot in booked)
            {
                if (candidates[slot.ActivityId].FirstOrDefault(other => !taken.Contains(other.ActivityId)) is { } next)
                {
                    taken.Add(next.ActivityId);
                    shared[slot.ActivityId].Add(next);
                }
            }
        }

        foreach (var slot in booked)
        {
            shared[slot.ActivityId].AddRange(candidates[slot.ActivityId].Where(other => !taken.Contains(other.ActivityId)).Take(Spare));
        }

        return shared;
    }

    /// <summary>Free public slots of colleagues with one of its topics, the nearest in time first; where it has none, of those that have none.</summary>
    private static IEnumerable<Activity> Candidates(
        Activity slot, EditionPlan edition, IReadOnlyList<Activity> activities, HostId away, Period period, DateTimeOffset now) => activities
        .Where(other => IsSlot(other)
            && other is { Phase: Phase.Planned, Public.Status: ActivityStatus.Released, Plan: { } plan }
            && plan.StartsAt > now
            && !(plan.HostIds.Contains(away) && period.Overlaps(plan.StartsAt, plan.EndsAt))
            && (plan.Topics.Intersect(slot.Plan!.Topics).Any() || (plan.Topics.Count == 0 && slot.Plan.Topics.Count == 0))
            && edition.RegisteredFor(other.ActivityId) < plan.Capacity)
        .OrderBy(other => (other.Plan!.StartsAt - slot.Plan!.StartsAt).Duration())
        .ThenBy(other => other.Plan!.StartsAt)
        .ThenBy(other => other.Id);

    private static bool IsSlot(Activity activity) => activity.Plan is { Kind: ActivityKind.OpenHouse, Capacity: > 0 };

    private static bool IsKnown(Host host, Period period) =>
        host.Unavailable.Any(away => away.StartsAt <= period.StartsAt && away.EndsAt >= period.EndsAt);

    private static HostChanged Away(Host host, Period period, DateTimeOffset now) => new(
        host.Name, host.Role, host.Organisation, host.Languages, host.WorkingHours, [.. host.Unavailable, period], period.Note, now);

    private static OfferedSlot Offer(Activity slot, EditionPlan edition) => new(
        slot.ActivityId, slot.Plan!.StartsAt, slot.Plan.EndsAt, slot.Plan.HostIds.Select(host => edition.NameOf(host.Value)).ToList());
}
