using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Scheduling.Activities;
using BusinessFocus.Scheduling.Editions;
using BusinessFocus.Scheduling.Hours;
using BusinessFocus.Scheduling.Planning;
using BusinessFocus.Scheduling.Timetable;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Scheduling.OpenHouse;

/// <summary>An organiser opens an officer's period for conversations: each slot becomes an activity with one seat.</summary>
public static class CutOpenHouse
{
    /// <summary>A period that is cut into slots, and for whom.</summary>
    /// <param name="HostId">The officer; may be left out where <c>hostIds</c> names one.</param>
    /// <param name="StartsAt">ISO 8601 with offset: when the period begins, on one of the edition's days.</param>
    /// <param name="EndsAt">ISO 8601 with offset: when the period ends, after <c>startsAt</c> and within 24 hours of it.</param>
    /// <param name="Title">What each slot is called; left out, "Samtal med" and "Talk with" the officer.</param>
    /// <param name="Override">Plans them although an officer or the venue clashes, with the reason.</param>
    /// <param name="HostIds">Officers who talk at the same time, at most 50: each gets slots of their own.</param>
    /// <param name="SlotMinutes">How long a slot is, 5 to 480 minutes.</param>
    /// <param name="BufferMinutes">For how many minutes nothing is between two slots, 0 to 480; 0 unless told.</param>
    /// <param name="Topics">What the officers talk about, at most 20 keys of topics.</param>
    /// <param name="Room">One of the venue's rooms, by its name; left out, none in particular.</param>
    /// <param name="Language">Spoken, "sv" or "en"; Swedish unless told.</param>
    /// <param name="Rules">How people book these slots, for instance what they are asked; left out, nothing but that a slot has one seat.</param>
    /// <param name="VenueId">Where it is, one of the edition's venues; left out where it is not known yet.</param>
    public sealed record Request(
        HostId? HostId,
        DateTimeOffset StartsAt,
        DateTimeOffset EndsAt,
        int SlotMinutes,
        int BufferMinutes = 0,
        IReadOnlyList<string>? Topics = null,
        VenueId? VenueId = null,
        LocalizedText? Title = null,
        PlanActivity.OverrideRequest? Override = null,
        IReadOnlyList<HostId>? HostIds = null,
        string? Room = null,
        string? Language = null,
        RegistrationRules? Rules = null)
    {
        internal IReadOnlyList<HostId> Officers =>
            (HostId is { } officer ? [officer] : Array.Empty<HostId>()).Concat(HostIds ?? []).Distinct().ToList();
    }

    /// <summary>The slots that were made, as activities: drafts until the next release.</summary>
    /// <param name="Slots">By officer, then by start.</param>
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
            RuleFor(request => request.HostId).NotNull().When(request => request.HostIds is null or { Count: 0 });
            RuleFor(request => request.HostIds).Must(hosts => hosts is not { Count: > 50 });
            RuleFor(request => request.Room).OptionalText(80);
            RuleFor(request => request.Language).Must(language => language is null || Languages.All.Contains(language))
                .WithMessage(_ => Languages.Choose("\"sv\" eller \"en\".", "\"sv\" or \"en\"."));
            RuleFor(request => request.Rules!).SetValidator(new RegistrationRulesValidator()).When(request => request.Rules is not null);
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
        if (UnknownOfficers(request, edition) is { } unknown)
        {
            return unknown;
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

        var decisions = new List<Decision>();
        foreach (var officer in request.Officers)
        {
            foreach (var slot in slots)
            {
                var (id, plan) = (newId(), PlanOf(slot, edition.Hosts[officer], request));
                var decision = PlanActivity.Decide(id, plan, request.Override?.Reason, edition, now);
                decisions.Add(decision);
                edition = decision.Refusal is null ? edition.With(id, plan) : edition;
            }
        }

        var refusals = decisions.Select(decision => decision.Refusal).OfType<Refusal>().ToList();
        return refusals.Count > 0 ? AllOf(refusals) : Decision.Of(decisions.SelectMany(decision => decision.Events).ToList());
    }

    internal static Refusal? UnknownOfficers(Request request, EditionPlan edition)
    {
        var flaws = new List<Flaw>();
        if (request.HostId is { } one && !edition.Hosts.ContainsKey(one))
        {
            flaws.Add(new Flaw("hostId", "Värden finns inte i upplagan.", "The edition has no such host."));
        }

        flaws.AddRange((request.HostIds ?? [])
            .Select((host, i) => (host, i))
            .Where(each => !edition.Hosts.ContainsKey(each.host))
            .Select(each => new Flaw($"hostIds[{each.i}]", "Värden finns inte i upplagan.", "The edition has no such host.")));
        return flaws.Count == 0 ? null : Flaw.Refuse(flaws);
    }

    internal static Plan PlanOf(Slot slot, Hosts.Host officer, Request request) => new(
        ActivityKind.OpenHouse,
        request.Title ?? TitleOf(officer),
        Description: null,
        slot.StartsAt,
        slot.EndsAt,
        request.VenueId,
        JoinLink: null,
        [new HostId(officer.Id)],
        Capacity: 1,
        WaitingListLimit: null,
        request.Language ?? Languages.Swedish,
        Activities.Topics.Of(request.Topics),
        RegistrationOpensAt: null,
        RegistrationClosesAt: null,
        MembersUntil: null,
        string.IsNullOrWhiteSpace(request.Room) ? null : request.Room.Trim(),
        Rules: request.Rules);

    /// <summary>What a slot is called where nobody said.</summary>
    internal static LocalizedText TitleOf(Hosts.Host officer) => new($"Samtal med {officer.Name}", $"Talk with {officer.Name}");

    /// <summary>The clashes of all slots in one answer; anything else is the same for each of them.</summary>
    internal static Decision AllOf(IReadOnlyList<Refusal> refusals) =>
        refusals.FirstOrDefault(refusal => refusal.Problem != ActivityProblems.Clashing)
        ?? ActivityProblems.Clash(refusals.SelectMany(ActivityProblems.ClashesIn).Distinct().ToList());
}

/// <summary>The endpoint of <see cref="CutOpenHouse"/>.</summary>
public static class CutOpenHouseEndpoint
{
    public static void MapCutOpenHouse(this RouteGroupBuilder api) =>
        api.MapPost("/editions/{id}/open-house", HandleAsync)
            .Validates<CutOpenHouse.Request>()
            .Only(Roles.Organiser, Roles.Planner)
            .WithTags("Activities")
            .WithName("cutOpenHouse")
            .WithSummary("Cut an officer's day into slots");

    /// <summary>
    /// Opens an officer's period for conversations: it is cut into as many whole slots as it holds, and each becomes an activity with one seat,
    /// a draft until the next release. All are planned or none: 409 <c>clash</c>, with the clashes of all of them in <c>clashes</c>, unless
    /// <c>override</c> gives a reason; 409 <c>no-slot-fits</c> where the period is shorter than one slot, or <c>edition-closed</c>. For
    /// organisers and planners.
    /// </summary>
    private static async Task<Results<Created<CutOpenHouse.Answer>, ProblemHttpResult>> HandleAsync(
        EditionId id, CutOpenHouse.Request request, ISessionFactory sessions, TimeProvider clock, CancellationToken cancellationToken)
    {
        await using var session = sessions.OpenSession();
        if (await session.LockEditionAsync(id, cancellationToken) is not { Aggregate: { } edition })
        {
            return CommonProblems.NotFound.ToAnswer();
        }

        var (around, _) = await session.LoadWholeAsync(edition, cancellationToken);
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
            (string?)null, new CutOpenHouse.Answer(planned.Select(slot => ActivityView.ForOrganiser(Activity.Initial.After(slot), around)).ToList()));
    }
}
