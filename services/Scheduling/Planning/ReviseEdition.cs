using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Http.Bodies;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Scheduling.Activities;
using BusinessFocus.Scheduling.Editions;
using BusinessFocus.Scheduling.Timetable;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace BusinessFocus.Scheduling.Planning;

/// <summary>An organiser changes an edition's name, days, or what it says of itself; an edition's days hold all that is planned in it.</summary>
public static class ReviseEdition
{
    /// <summary>An edition as it is to be, as a whole; its slug, status and municipality stay.</summary>
    /// <param name="StartsOn">First day, Europe/Stockholm.</param>
    /// <param name="EndsOn">Last day, Europe/Stockholm.</param>
    /// <param name="Presentation">What it says of itself; left out, nothing.</param>
    /// <param name="Reason">Why, for whoever reads it later; at most 500 characters.</param>
    public sealed record Request(
        LocalizedText Name, DateOnly StartsOn, DateOnly EndsOn, EditionPresentation? Presentation = null, string? Reason = null);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(request => request.Name.Sv).Text(200);
            RuleFor(request => request.Name.En).OptionalText(200);
            RuleFor(request => request.StartsOn).GreaterThan(CreateEdition.BeginningOfTime);
            RuleFor(request => request.EndsOn).GreaterThanOrEqualTo(request => request.StartsOn).LessThan(CreateEdition.EndOfTime);
            RuleFor(request => request.Reason).OptionalText(500);
            RuleFor(request => request.Presentation!).ChildRules(said =>
            {
                said.RuleFor(part => part.Introduction!.Sv).Text(5000).When(part => part.Introduction is not null);
                said.RuleFor(part => part.Introduction!.En).OptionalText(5000).When(part => part.Introduction is not null);
                said.RuleFor(part => part.Consent!.Sv).Text(5000).When(part => part.Consent is not null);
                said.RuleFor(part => part.Consent!.En).OptionalText(5000).When(part => part.Consent is not null);
                said.RuleFor(part => part.Sender).OptionalText(120);
                said.RuleFor(part => part.LogoUrl).WebLink(500);
                said.RuleFor(part => part.ReplyTo).IsEmailAddress().When(part => part.ReplyTo is not null);
                said.RuleFor(part => part.Contact!.Name).Text(200).When(part => part.Contact is not null);
                said.RuleFor(part => part.Contact!.Email).IsEmailAddress().When(part => part.Contact?.Email is not null);
                said.RuleFor(part => part.Contact!.Phone).IsPhoneNumberOrNone().When(part => part.Contact is not null);
            }).When(request => request.Presentation is not null);
        }
    }

    /// <summary>What a change of an edition comes to, or would come to.</summary>
    /// <param name="Preview">True where nothing was stored.</param>
    /// <param name="Edition">As it is after the change, or would be.</param>
    /// <param name="Changed">What becomes another, field by field.</param>
    /// <param name="Outside">Activities that the new days leave out, by start: while there are any, the change is refused.</param>
    /// <param name="Activities">How many are planned in the edition and not cancelled.</param>
    /// <param name="Released">How many of them are public.</param>
    /// <param name="Registered">Confirmed and waiting seats in all of the edition, as far as Registration has told.</param>
    public sealed record Answer(
        bool Preview,
        EditionView Edition,
        IReadOnlyList<ChangedField> Changed,
        IReadOnlyList<OutsideActivity> Outside,
        int Activities,
        int Released,
        int Registered);

    /// <summary>An activity that an edition's new days leave out.</summary>
    /// <param name="StartsAt">UTC.</param>
    /// <param name="EndsAt">UTC.</param>
    /// <param name="Released">Whether it is public.</param>
    /// <param name="Registered">Confirmed and waiting seats, as far as Registration has told.</param>
    public sealed record OutsideActivity(
        ActivityId ActivityId, LocalizedText Title, DateTimeOffset StartsAt, DateTimeOffset EndsAt, bool Released, int Registered);

    /// <param name="activities">All of the edition.</param>
    public static Decision Decide(Request request, EditionPlan edition, IEnumerable<Activity> activities, DateTimeOffset now)
    {
        var changed = EventOf(request, edition.Edition, now);
        return IsSame(edition.Edition, changed) ? Decision.Nothing
            : edition.Edition.Status == EditionStatus.Closed ? EditionProblems.Closed
            : OutsideOf(request, edition, activities) is { Count: > 0 } outside ? EditionProblems.ActivitiesOutside.With("outside", outside)
            : Decision.Of(changed);
    }

    /// <summary>What the change means, whether it is refused or not.</summary>
    /// <param name="activities">All of the edition.</param>
    public static Answer MeaningOf(Request request, EditionPlan edition, IReadOnlyCollection<Activity> activities, DateTimeOffset now)
    {
        var before = edition.Edition;
        var after = before.Evolve(EventOf(request, before, now));
        var planned = activities.Where(activity => activity.Phase != Phase.Cancelled).ToList();
        FieldChange[] fields =
        [
            new("name", before.Name, after.Name),
            new("startsOn", before.StartsOn, after.StartsOn),
            new("endsOn", before.EndsOn, after.EndsOn),
            new("presentation", before.Presentation, after.Presentation),
        ];
        return new Answer(
            Preview: false,
            EditionView.Of(after),
            fields.Where(field => field.Differs).Select(ChangedField.Of).ToList(),
            OutsideOf(request, edition, activities),
            planned.Count,
            planned.Count(activity => activity.Public is not null),
            planned.Sum(activity => edition.RegisteredFor(activity.ActivityId)));
    }

    /// <summary>None where the days stay as they are.</summary>
    private static List<OutsideActivity> OutsideOf(Request request, EditionPlan edition, IEnumerable<Activity> activities) =>
        (request.StartsOn, request.EndsOn) == (edition.Edition.StartsOn, edition.Edition.EndsOn)
            ? []
            : activities
                .Where(activity => activity.Phase != Phase.Cancelled && IsOutside(activity.Plan!, request))
                .OrderBy(activity => activity.Plan!.StartsAt)
                .Select(activity => new OutsideActivity(
                    activity.ActivityId,
                    activity.Plan!.Title,
                    activity.Plan.StartsAt,
                    activity.Plan.EndsAt,
                    activity.Public is not null,
                    edition.RegisteredFor(activity.ActivityId)))
                .ToList();

    /// <summary>An end at midnight belongs to the day before.</summary>
    private static bool IsOutside(Plan plan, Request request) =>
        Stockholm.DayOf(plan.StartsAt) < request.StartsOn || Stockholm.DayOf(plan.EndsAt.AddTicks(-1)) > request.EndsOn;

    private static EditionChanged EventOf(Request request, Edition edition, DateTimeOffset now) => new(
        new EditionId(edition.Id), request.Name, request.StartsOn, request.EndsOn, request.Presentation ?? EditionPresentation.None, request.Reason, now);

    private static bool IsSame(Edition edition, EditionChanged changed) => edition == edition.Evolve(changed);
}

/// <summary>The endpoint of <see cref="ReviseEdition"/>.</summary>
public static class ReviseEditionEndpoint
{
    public static void MapReviseEdition(this RouteGroupBuilder api) =>
        api.MapPut("/editions/{idOrSlug}", HandleAsync)
            .Validates<ReviseEdition.Request>()
            .TakesBack<EditionView>()
            .Only(Roles.Organiser)
            .WithTags("Editions")
            .WithName("reviseEdition")
            .WithSummary("Change the name, days and texts of an edition");

    /// <summary>
    /// Changes an edition's name, its days, and what it says of itself. Days that leave out what is planned are refused, with the activities
    /// that would be outside. Nobody is told: no activity changes by it, and the new name stands in what is sent from the next release on. Sender,
    /// address for answers and contact stand in the letters that are written from then on.
    /// </summary>
    /// <param name="preview">True shows what the change means, also where it would be refused, and stores nothing.</param>
    private static async Task<Results<Ok<ReviseEdition.Answer>, ProblemHttpResult>> HandleAsync(
        string idOrSlug,
        ReviseEdition.Request request,
        [FromQuery] bool? preview,
        IfMatch ifMatch,
        ISessionFactory sessions,
        HttpResponse response,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        await using var session = sessions.OpenSession();
        if (await session.FindEditionAsync(idOrSlug, cancellationToken) is not { } found
            || await session.LockEditionAsync(new EditionId(found.Id), cancellationToken) is not { Aggregate: { } edition } stream)
        {
            return CommonProblems.NotFound.ToAnswer();
        }

        if (ifMatch.Expected.Number is { } expected && expected != edition.StreamVersion)
        {
            return CommonProblems.Stale.With("version", edition.StreamVersion).ToAnswer();
        }

        var (plan, activities) = await session.LoadWholeAsync(edition, cancellationToken);
        var meaning = ReviseEdition.MeaningOf(request, plan, activities, clock.GetUtcNow());
        if (preview is true)
        {
            response.SetVersion(edition.StreamVersion);
            return TypedResults.Ok(meaning with { Preview = true });
        }

        var decision = ReviseEdition.Decide(request, plan, activities, clock.GetUtcNow());
        if (decision.Refusal is { } refusal)
        {
            return refusal.ToAnswer();
        }

        if (decision.Events.Count > 0)
        {
            stream.AppendMany(decision.Events);
            await session.SaveChangesAsync(cancellationToken);
        }

        response.SetVersion(edition.StreamVersion + decision.Events.Count);
        return TypedResults.Ok(meaning);
    }
}
