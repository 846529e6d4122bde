using BusinessFocus.Contracts;
using BusinessFocus.Scheduling.Activities;
using BusinessFocus.Scheduling.Editions;
using BusinessFocus.Scheduling.Programme;
using BusinessFocus.ServiceDefaults.Http;
using BusinessFocus.ServiceDefaults.Tokens;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Scheduling.Releases;

/// <summary>An organiser releases the programme: all drafts go public together, as one version.</summary>
public static class ReleaseProgramme
{
    /// <param name="Note">What the organiser says about it.</param>
    public sealed record Request(string? Note = null);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator() => RuleFor(request => request.Note).OptionalText(1000);
    }

    public static void MapReleaseProgramme(this RouteGroupBuilder api) =>
        api.MapPost("/editions/{id}/releases", HandleAsync)
            .Validates<Request>()
            .Only(Roles.Organiser)
            .WithTags("Releases")
            .WithName("releaseProgramme");

    private static async Task<Results<Created<ReleaseView>, ProblemHttpResult>> HandleAsync(
        EditionId id,
        Request? request,
        ISessionFactory sessions,
        PublicProgrammes programmes,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        await using var session = sessions.OpenSession();
        if (await session.LockEditionAsync(id, cancellationToken) is not { Aggregate: { } edition } stream)
        {
            return CommonProblems.NotFound.ToAnswer();
        }

        var (plan, activities) = await session.LoadWholeAsync(edition, cancellationToken);
        var note = string.IsNullOrWhiteSpace(request?.Note) ? null : request.Note;
        if (Release.Of(plan, activities, note, clock.GetUtcNow()) is not { } release)
        {
            return ReleaseProblems.NothingToRelease.ToAnswer();
        }

        stream.AppendOne(release.Programme);
        foreach (var (activityId, @event) in release.Activities)
        {
            session.Events.Append(activityId.Value, @event);
        }

        await session.SaveChangesAsync(cancellationToken);
        programmes.Changed(edition);
        return TypedResults.Created($"/api/v1/editions/{id}/releases/{release.Programme.Version}", ReleaseView.Of(release.Programme));
    }
}
