using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Scheduling.Activities;
using BusinessFocus.Scheduling.Editions;
using BusinessFocus.Scheduling.Hours;
using BusinessFocus.ServiceDefaults.Decisions;
using BusinessFocus.ServiceDefaults.Http;
using BusinessFocus.ServiceDefaults.Tokens;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Scheduling.OpenHouse;

/// <summary>An organiser opens an officer's period for conversations: each slot becomes an activity with one seat.</summary>
public static class CutOpenHouse
{
    /// <param name="HostId">The officer.</param>
    /// <param name="StartsAt">Of the period; ISO 8601 with offset.</param>
    /// <param name="EndsAt">Of the period; ISO 8601 with offset.</param>
    /// <param name="Title">Left out, it is "Samtal med" and "Talk with" the officer.</param>
    /// <param name="Override">Accepts clashes, with the reason.</param>
    public sealed record Request(
        HostId HostId,
        DateTimeOffset StartsAt,
        DateTimeOffset EndsAt,
        int SlotMinutes,
        int BufferMinutes = 0,
        IReadOnlyList<string>? Topics = null,
        VenueId? VenueId = null,
        LocalizedText? Title = null,
        PlanActivity.OverrideRequest? Override = null);

    /// <param name="Slots">By their start.</param>
    public sealed record Answer(IReadOnlyList<ActivityView> Slots);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(request => request.StartsAt).Moment();
            RuleFor(request => request.EndsAt)
                .Moment()
                .GreaterThan(request => request.StartsAt)
                .Must((request, endsAt) => endsAt - request.StartsAt <= TimeSpan.FromDays(1))
                .WithMessage(_ => Languages.Choose("Högst ett dygn.", "At most a day."));
            RuleFor(request => request.SlotMinutes).InclusiveBetween(5, 480);
            RuleFor(request => request.BufferMinutes).InclusiveBetween(0, 480);
            RuleFor(request => request.Topics).Must(topics => topics is not { Count: > 20 });
            RuleForEach(request => request.Topics).Topic();
            RuleFor(request => request.Title!.Sv).Text(200).When(request => request.Title is not null);
            RuleFor(request => request.Title!.En).OptionalText(200).When(request => request.Title is not null);
            RuleFor(request => request.Override!.Reason).Text(500).When(request => request.Override is not null);
        }
    }

    public static Decision Decide(Request request, EditionPlan edition, Func<ActivityId> newId, DateTimeOffset now)
    {
        if (!edition.Hosts.TryGetValue(request.HostId, out var officer))
        {
            return ActivityProblems.Invalid([new Flaw("hostId", "Värden finns inte i upplagan.", "The edition has no such host.")]);
        }

        var slots = Slots.Cut(
            request.StartsAt.ToUniversalTime(),
            request.EndsAt.ToUniversalTime(),
            TimeSpan.FromMinutes(request.SlotMinutes),
            TimeSpan.FromMinutes(request.BufferMinutes));
        if (slots.Count == 0)
        {
            return Decision.FromRefusal(OpenHouseProblems.NoSlotFits);
        }

        var title = request.Title ?? new LocalizedText($"Samtal med {officer.Name}", $"Talk with {officer.Name}");
        var decisions = slots
            .Select(slot => PlanActivity.Decide(newId(), PlanOf(slot, title, request), request.Override?.Reason, edition, now))
            .ToList();
        var refusals = decisions.Select(decision => decision.Refusal).OfType<Refusal>().ToList();
        return refusals.Count > 0 ? AllOf(refusals) : Decision.Of(decisions.SelectMany(decision => decision.Events).ToList());
    }

    internal static Plan PlanOf(Slot slot, LocalizedText title, Request request) => new(
        ActivityKind.OpenHouse,
        title,
        Description: null,
        slot.StartsAt,
        slot.EndsAt,
        request.VenueId,
        JoinLink: null,
        [request.HostId],
        Capacity: 1,
        WaitingListLimit: null,
        Languages.Swedish,
        (request.Topics ?? []).Distinct().ToList(),
        RegistrationOpensAt: null,
        RegistrationClosesAt: null,
        MembersUntil: null);

    /// <summary>The clashes of all slots in one answer; anything else is the same for each of them.</summary>
    private static Decision AllOf(IReadOnlyList<Refusal> refusals) =>
        refusals.FirstOrDefault(refusal => refusal.Problem != ActivityProblems.Clashing)
        ?? ActivityProblems.Clash(refusals.SelectMany(ActivityProblems.ClashesIn).Distinct().ToList());
}

/// <summary>The endpoint of <see cref="CutOpenHouse"/>.</summary>
public static class CutOpenHouseEndpoint
{
    public static void MapCutOpenHouse(this RouteGroupBuilder api) =>
        api.MapPost("/editions/{id}/open-house", HandleAsync)
            .Validates<CutOpenHouse.Request>()
            .Only(Roles.Organiser)
            .WithTags("Activities")
            .WithName("cutOpenHouse");

    private static async Task<Results<Created<CutOpenHouse.Answer>, ProblemHttpResult>> HandleAsync(
        EditionId id, CutOpenHouse.Request request, ISessionFactory sessions, TimeProvider clock, CancellationToken cancellationToken)
    {
        await using var session = sessions.OpenSession();
        if (await session.LockEditionAsync(id, cancellationToken) is not { Aggregate: { } edition })
        {
            return CommonProblems.NotFound.ToAnswer();
        }

        var period = CutOpenHouse.PlanOf(new Slot(request.StartsAt.ToUniversalTime(), request.EndsAt.ToUniversalTime()), new LocalizedText(""), request);
        var around = await session.LoadAroundAsync(edition, period, cancellationToken);
        var decision = CutOpenHouse.Decide(request, around, ActivityId.New, clock.GetUtcNow());
        if (decision.Refusal is { } refusal)
        {
            return refusal.ToAnswer();
        }

        var planned = decision.Events.Cast<ActivityPlanned>().ToList();
        foreach (var slot in planned)
        {
            session.Events.StartStream<Activity>(slot.ActivityId.Value, slot);
        }

        await session.SaveChangesAsync(cancellationToken);
        return TypedResults.Created(
            (string?)null, new CutOpenHouse.Answer(planned.Select(slot => ActivityView.ForOrganiser(Activity.Initial.Evolve(slot), around)).ToList()));
    }
}
