using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Http.Bodies;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Scheduling.Activities;
using BusinessFocus.Scheduling.Editions;
using BusinessFocus.Scheduling.Hours;
using BusinessFocus.Scheduling.Timetable;
using BusinessFocus.Scheduling.Venues;
using BusinessFocus.ServiceDefaults.Store;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace BusinessFocus.Scheduling.Planning;

/// <summary>
/// An organiser changes a place. The programme shows it with the next release; what no longer fits is in the report of
/// clashes.
/// </summary>
public static class ChangeVenue
{
    /// <summary>A venue as it is after a change, or would be, and what that means for the activities there.</summary>
    /// <param name="Shared">False for a placeholder such as "Hos företaget", which is not one place and never clashes.</param>
    /// <param name="OpeningHours">When it is open in a week, on the clock in Europe/Stockholm; none where it is open at any time.</param>
    /// <param name="Name">What it is called; no other venue of the edition is called so.</param>
    /// <param name="Address">Street and town; left out where nobody has said.</param>
    /// <param name="Capacity">People that the whole venue holds; left out where nobody has said.</param>
    /// <param name="Latitude">Degrees north (WGS 84); left out where nobody has said.</param>
    /// <param name="Longitude">Degrees east (WGS 84); left out where nobody has said.</param>
    /// <param name="Rooms">Parts that can be used by themselves; none where it is used as a whole.</param>
    /// <param name="Accessibility">What visitors who need it can count on; left out where nobody has said.</param>
    /// <param name="Preview">True where nothing was stored.</param>
    /// <param name="Changed">The fields that become others, as the interface names them.</param>
    /// <param name="Activities">What is planned there and neither cancelled nor over, by start.</param>
    /// <param name="Told">Seats, confirmed and waiting, of those who hear of it with the next release, as far as Registration has told.</param>
    public sealed record Answer(
        VenueId Id,
        string Name,
        string? Address,
        int? Capacity,
        double? Latitude,
        double? Longitude,
        bool Shared,
        IReadOnlyList<Room> Rooms,
        Accessibility? Accessibility,
        IReadOnlyList<WeeklyHours> OpeningHours,
        bool Preview,
        IReadOnlyList<string> Changed,
        IReadOnlyList<ActivityThere> Activities,
        int Told);

    /// <summary>An activity at a venue that changes.</summary>
    /// <param name="StartsAt">UTC.</param>
    /// <param name="EndsAt">UTC.</param>
    /// <param name="Released">Whether it is public.</param>
    /// <param name="IsTold">Whether those registered hear with the next release that the place is another: its name, room, address or coordinates.</param>
    /// <param name="Registered">Confirmed and waiting seats, as far as Registration has told.</param>
    /// <param name="Clashes">What does not fit by the change, and did before it.</param>
    /// <param name="Reasons">Why it cannot be planned like that any longer, for people; none where it can.</param>
    public sealed record ActivityThere(
        ActivityId ActivityId,
        LocalizedText Title,
        DateTimeOffset StartsAt,
        DateTimeOffset EndsAt,
        bool Released,
        bool IsTold,
        int Registered,
        IReadOnlyList<Clash> Clashes,
        IReadOnlyList<Wording> Reasons);

    /// <param name="others">The edition's other places.</param>
    public static Decision Decide(Venue venue, AddVenue.Request request, IEnumerable<Venue> others, DateTimeOffset now)
    {
        if (AddVenue.IsTaken(request.Name, others.ToList()))
        {
            return VenueProblems.NameTaken.With("name", request.Name);
        }

        var changed = EventOf(request, now);
        return IsSame(venue, changed) ? Decision.Nothing : Decision.Of(changed);
    }

    /// <summary>What the change means, whether it is refused or not.</summary>
    /// <param name="edition">As it is before the change.</param>
    /// <param name="activities">All of the edition.</param>
    public static Answer MeaningOf(
        Venue venue, AddVenue.Request request, EditionPlan edition, IEnumerable<Activity> activities, DateTimeOffset now)
    {
        var after = venue.Evolve(EventOf(request, now)) with { Id = venue.Id };
        var planned = activities
            .Where(activity => activity.Phase == Phase.Planned && activity.Plan!.VenueId == new VenueId(venue.Id))
            .OrderBy(activity => activity.Plan!.StartsAt)
            .ThenBy(activity => activity.Id)
            .ToList();

        // A placeholder that becomes a place is taken from then on by what is planned there.
        var changed = planned.Aggregate(edition.With(after), (plan, activity) => plan.With(activity.ActivityId, activity.Plan!));
        var there = planned.Select(activity => Of(activity, edition, changed)).ToList();
        return new Answer(
            new VenueId(venue.Id),
            after.Name,
            after.Address,
            after.Capacity,
            after.Latitude,
            after.Longitude,
            after.Shared,
            after.Details.Rooms,
            after.Details.Accessibility,
            after.Details.OpeningHours,
            Preview: false,
            FieldsOf(venue, after),
            there,
            there.Where(activity => activity.IsTold).Sum(activity => activity.Registered));
    }

    private static ActivityThere Of(Activity activity, EditionPlan before, EditionPlan after)
    {
        var (id, plan) = (activity.ActivityId, activity.Plan!);
        var known = before.ClashesOf(id, plan);
        var flaws = before.FlawsOf(plan).Select(flaw => flaw.Field).ToHashSet();
        return new ActivityThere(
            id,
            plan.Title,
            plan.StartsAt,
            plan.EndsAt,
            activity.Public is not null,
            activity.Public is { } seen && seen.Place != after.Publish(activity).Place,
            before.RegisteredFor(id),
            after.ClashesOf(id, plan).Where(clash => !known.Any(each => IsSameAs(each, clash))).ToList(),
            after.FlawsOf(plan).Where(flaw => !flaws.Contains(flaw.Field)).Select(flaw => new Wording(flaw.Sv, flaw.En)).ToList());
    }

    /// <summary>Whatever the place is called.</summary>
    private static bool IsSameAs(Clash one, Clash other) => one with { Name = "" } == other with { Name = "" };

    private static List<string> FieldsOf(Venue before, Venue after)
    {
        (string Field, bool Differs)[] fields =
        [
            ("name", before.Name != after.Name),
            ("address", before.Address != after.Address),
            ("capacity", before.Capacity != after.Capacity),
            ("latitude", before.Latitude != after.Latitude),
            ("longitude", before.Longitude != after.Longitude),
            ("shared", before.Shared != after.Shared),
            ("rooms", !before.Details.Rooms.SequenceEqual(after.Details.Rooms)),
            ("accessibility", before.Details.Accessibility != after.Details.Accessibility),
            ("openingHours", !before.Details.OpeningHours.SequenceEqual(after.Details.OpeningHours)),
        ];
        return fields.Where(field => field.Differs).Select(field => field.Field).ToList();
    }

    private static VenueChanged EventOf(AddVenue.Request request, DateTimeOffset now) => new(
        request.Name.Trim(),
        request.Address,
        request.Capacity,
        request.Latitude,
        request.Longitude,
        request.Shared,
        request.Details,
        request.Reason,
        now);

    private static bool IsSame(Venue venue, VenueChanged changed) => FieldsOf(venue, venue.Evolve(changed)).Count == 0;
}

/// <summary>The endpoint of <see cref="ChangeVenue"/>.</summary>
public static class ChangeVenueEndpoint
{
    public static void MapChangeVenue(this RouteGroupBuilder api) =>
        api.MapPut("/venues/{id}", HandleAsync)
            .Validates<AddVenue.Request>()
            .TakesBack<VenueView>()
            .Only(Roles.Organiser, Roles.Planner)
            .WithTags("Venues and hosts")
            .WithName("changeVenue")
            .WithSummary("Change a venue");

    /// <summary>
    /// Replaces what is known of a venue: what is left out is removed. The programme shows it with the next release. What is planned there is
    /// not looked at again: the answer says what it means for each activity there, and what no longer fits is in the edition's list of clashes.
    /// What was read can be sent back; the same again changes nothing. 409 <c>venue-name-taken</c> where another one has the name. For
    /// organisers and planners.
    /// </summary>
    /// <param name="preview">True shows what the change means, also where its name is taken, and stores nothing.</param>
    private static async Task<Results<Ok<ChangeVenue.Answer>, ProblemHttpResult>> HandleAsync(
        VenueId id,
        AddVenue.Request request,
        [FromQuery] bool? preview,
        IfMatch ifMatch,
        ISessionFactory sessions,
        HttpResponse response,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        await using var session = sessions.OpenSession();
        if (await session.LoadAsync<Venue>(id.Value, cancellationToken) is not { } known
            || await session.LockEditionAsync(known.EditionId, cancellationToken) is not { Aggregate: { } edition })
        {
            return CommonProblems.NotFound.ToAnswer();
        }

        var (plan, activities) = await session.LoadWholeAsync(edition, cancellationToken);
        if (!plan.Venues.TryGetValue(id, out var before))
        {
            return CommonProblems.NotFound.ToAnswer();
        }

        var meaning = ChangeVenue.MeaningOf(before, request, plan, activities, clock.GetUtcNow());
        if (preview is true)
        {
            response.SetVersion(before.StreamVersion);
            return ifMatch.Expected.Number is { } expected && expected != before.StreamVersion
                ? CommonProblems.Stale.With("version", before.StreamVersion).ToAnswer()
                : TypedResults.Ok(meaning with { Preview = true });
        }

        var others = plan.Venues.Values.Where(venue => venue.Id != id.Value);
        var decided = await session.DecideAndSaveAsync<Venue>(
            id.Value, ifMatch.Expected, venue => ChangeVenue.Decide(venue, request, others, clock.GetUtcNow()), cancellationToken);
        return decided.ToAnswer(response, _ => meaning);
    }
}
