using BusinessFocus.Contracts;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Domain.Topics;
using BusinessFocus.Feedback.Areas;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.ServiceDefaults.Audit;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.OpenApi;

namespace BusinessFocus.Feedback.FollowUps;

/// <summary>A case as those who answer it see it. Whom to contact is in Registration, by the registration's id.</summary>
/// <param name="Id">By what it is taken, answered and closed.</param>
/// <param name="ActivityId">After which activity it was asked.</param>
/// <param name="RegistrationId">Who asked; after a visit to a company the id of its request.</param>
/// <param name="Topic">As it was asked; left out where none was named, or who asked is forgotten.</param>
/// <param name="Message">What who asked wrote; left out where they wrote nothing or are forgotten.</param>
/// <param name="State">How it stands.</param>
/// <param name="TakenBy">The id of the account or client that took it on; left out while nobody has.</param>
/// <param name="Answer">What who asked was told last, also where that was none; left out before, and where they are forgotten.</param>
/// <param name="AskedAt">UTC: when it was asked first.</param>
/// <param name="EditionId">To which edition the activity belongs.</param>
/// <param name="Area">The key of the area that answers it.</param>
/// <param name="DueAt">UTC: until when it has to be answered; left out where that was never said.</param>
/// <param name="AnsweredAt">UTC: when the answer that holds was given; left out while there is none.</param>
/// <param name="Outcome">What came of it, for those who work with it; left out where nobody has said so.</param>
/// <param name="Reason">Why it was asked again, the last time; left out where it was not.</param>
/// <param name="Visit">What both sides of a visit say was promised at it; left out where the case is about no visit.</param>
public sealed record FollowUpView(
    FollowUpId Id,
    ActivityId ActivityId,
    RegistrationId RegistrationId,
    string? Topic,
    string? Message,
    FollowUpState State,
    string? TakenBy,
    string? Answer,
    DateTimeOffset AskedAt,
    EditionId EditionId,
    string Area,
    DateTimeOffset? DueAt,
    DateTimeOffset? AnsweredAt,
    string? Outcome,
    string? Reason,
    VisitAccounts? Visit = null)
{
    public static FollowUpView Of(FollowUp each) => new(
        new FollowUpId(each.Id),
        each.ActivityId,
        each.RegistrationId,
        each.Topic,
        each.Message,
        each.State,
        each.TakenBy,
        each.Answer,
        each.AskedAt,
        each.EditionId,
        each.Area,
        each.DueAt,
        each.AnsweredAt,
        each.Outcome,
        each.Reason,
        each.Accounts);
}

/// <summary>Which cases are wanted; what is left out does not matter.</summary>
/// <param name="State">open, taken, answered or closed; left out for all.</param>
/// <param name="Area">The key of the area that answers it, 400 where there is none; left out for all.</param>
/// <param name="Topic">As it was asked, letter by letter; left out for all.</param>
/// <param name="Edition">Of this edition only; left out for all.</param>
/// <param name="Overdue">true for what should have been answered by now, false for all else; left out for both.</param>
/// <param name="Registrations">Of these registrations only, for instance those of a company: at most 100 ids with commas between them; left out for all.</param>
public sealed record FollowUpFilter(
    [FromQuery(Name = "state")] string? State,
    [FromQuery(Name = "area")] string? Area,
    [FromQuery(Name = "topic")] string? Topic,
    [FromQuery(Name = "edition")] EditionId? Edition,
    [FromQuery(Name = "overdue")] bool? Overdue,
    [FromQuery(Name = "registrations")] string? Registrations = null)
{
    internal IReadOnlyList<Guid?> RegistrationIds =>
        [.. (Registrations ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(text => Guid.TryParse(text, out var id) ? id : (Guid?)null)];
}

public sealed class FollowUpFilterValidator : AbstractValidator<FollowUpFilter>
{
    public FollowUpFilterValidator()
    {
        RuleFor(filter => filter.State).OneOf(EnumNames<FollowUpState>.All);
        RuleFor(filter => filter.Registrations)
            .Must((filter, registrations) => registrations is null || (filter.RegistrationIds is { Count: > 0 and <= IdsQuery.Most } ids && ids.All(id => id is not null)))
            .WithMessage(_ => Languages.Choose("Ett till hundra id:n med komma emellan.", "One to a hundred ids with commas between them."));
    }
}

/// <summary>
/// The questions of people who want to be contacted, in pages, in an order that says nothing of when. Organisers of all municipalities see all,
/// hosts those of the areas that name them. How to reach who asked is in Registration, by the id of the registration.
/// </summary>
public static class ListFollowUpsEndpoint
{
    public static void MapListFollowUps(this RouteGroupBuilder api) =>
        api.MapGet("/follow-ups", HandleAsync)
            .Validates<PageQuery>()
            .Validates<FollowUpFilter>()
            .Only(FollowUpAccess.Staff)
            .WithTags("Follow-ups")
            .Audited()
            .WithName("listFollowUps")
            .WithSummary("List follow-ups")
            .AddOpenApiOperationTransformer((operation, context, _) =>
            {
                var state = (OpenApiParameter)operation.Parameters!.Single(parameter => parameter.Name == "state");
                state.Schema = new OpenApiSchemaReference(nameof(FollowUpState), context.Document);
                return Task.CompletedTask;
            });

    private static async Task<Results<Ok<Page<FollowUpView>>, ProblemHttpResult>> HandleAsync(
        [AsParameters] PageQuery page,
        [AsParameters] FollowUpFilter filter,
        HttpContext context,
        IQuerySession reads,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var areas = await KnownAreas.ReadAsync(reads, cancellationToken);
        if (filter.Area is { } named && areas.Find(named) is null)
        {
            var keys = string.Join(", ", areas.All.Select(area => area.Key));
            return Problems.Invalid("area", $"En av: {keys}.", $"One of: {keys}.");
        }

        var query = Wanted(reads.Query<FollowUp>(), filter, clock.GetUtcNow());
        if (Caseworker.Of(context.User).Sees(areas) is { } own)
        {
            var seen = own.ToArray();
            query = query.Where(each => each.Area.IsOneOf(seen));
        }

        if (page.KeyAs<Guid>() is { } after)
        {
            query = query.Where(each => each.Id > after);
        }

        var found = await query.OrderBy(each => each.Id).Take(page.Size + 1).ToListAsync(cancellationToken);
        var one = page.Of(found, each => each.Id.ToString());
        return TypedResults.Ok(new Page<FollowUpView>(one.Items.Select(FollowUpView.Of).ToList(), one.Next));
    }

    private static IQueryable<FollowUp> Wanted(IQueryable<FollowUp> query, FollowUpFilter filter, DateTimeOffset now)
    {
        if (filter.State is { } name)
        {
            var state = EnumNames<FollowUpState>.All[name];
            query = query.Where(each => each.State == state);
        }

        if (filter.Area is { } area)
        {
            var key = TopicNames.Of(area);
            query = query.Where(each => each.Area == key);
        }

        if (filter.Topic is { } topic)
        {
            query = query.Where(each => each.Topic == topic);
        }

        if (filter.Edition is { } edition)
        {
            query = query.Where(each => each.EditionId == edition);
        }

        if (filter.Registrations is not null)
        {
            var registrations = filter.RegistrationIds.Select(id => new RegistrationId(id!.Value)).ToArray();
            query = query.Where(each => each.RegistrationId.IsOneOf(registrations));
        }

        return filter.Overdue switch
        {
            true => query.Where(each => (each.State == FollowUpState.Open || each.State == FollowUpState.Taken) && each.DueAt < now),
            false => query.Where(each => each.State == FollowUpState.Closed || each.State == FollowUpState.Answered || each.DueAt == null || each.DueAt >= now),
            null => query,
        };
    }
}
