using System.Collections.Immutable;
using System.Globalization;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Scheduling.Activities;
using BusinessFocus.Scheduling.Planning;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;
using ProgrammeReleased = BusinessFocus.Scheduling.Editions.ProgrammeReleased;

namespace BusinessFocus.Scheduling.Releases;

/// <summary>The programme as each version had it, made of what each release changed.</summary>
public static class ProgrammeVersions
{
    /// <summary>Every activity that was public in a version, cancelled ones too; none in version 0.</summary>
    public static ImmutableDictionary<ActivityId, PublicActivity> At(IEnumerable<ProgrammeReleased> releases, int version) => releases
        .Where(release => release.Version <= version)
        .OrderBy(release => release.Version)
        .SelectMany(release => release.Changes)
        .Aggregate(
            ImmutableDictionary<ActivityId, PublicActivity>.Empty,
            (programme, change) => programme.SetItem(change.Activity.Id, change.Activity));

    /// <summary>The same as anyone sees it: what is unlisted in that version is not in it.</summary>
    public static ImmutableDictionary<ActivityId, PublicActivity> ListedAt(IEnumerable<ProgrammeReleased> releases, int version) =>
        At(releases, version).Where(activity => activity.Value.Visibility == Visibility.Public).ToImmutableDictionary();

    /// <summary>
    /// How two programmes differ, by start. What came and was cancelled in between is in neither for whoever compares, so it
    /// is left out.
    /// </summary>
    public static IReadOnlyList<ActivityDifference> Between(
        IReadOnlyDictionary<ActivityId, PublicActivity> before, IReadOnlyDictionary<ActivityId, PublicActivity> after) => after.Values
        .Select(activity => new ActivityDifference(before.GetValueOrDefault(activity.Id), activity))
        .Where(difference => difference.Kinds.Count > 0 && (difference.Before is not null || difference.After.Status != ActivityStatus.Cancelled))
        .OrderBy(difference => difference.After.StartsAt)
        .ThenBy(difference => difference.After.Id.Value)
        .ToList();
}

/// <param name="Before">Null where it was not public.</param>
public sealed record ActivityDifference(PublicActivity? Before, PublicActivity After)
{
    public IReadOnlyList<ChangeKind> Kinds { get; } = ProgrammeDiff.Between(Before, After);
}

/// <summary>How the programme differs between two of its versions.</summary>
/// <param name="Since">The earlier version; 0 is before the first.</param>
/// <param name="Version">Of the later release.</param>
/// <param name="Changes">One an activity.</param>
public sealed record ReleaseComparison(int Since, int Version, IReadOnlyList<ReleaseComparison.Change> Changes)
{
    /// <summary>How one activity differs between the two versions.</summary>
    /// <param name="Before">Left out where it was added.</param>
    /// <param name="Kinds">What changed.</param>
    /// <param name="After">How it is shown in the later version.</param>
    public sealed record Change(ActivityId ActivityId, IReadOnlyList<ChangeKind> Kinds, Shown? Before, Shown After);

    /// <summary>What an activity was like in one version.</summary>
    /// <param name="StartsAt">UTC.</param>
    /// <param name="EndsAt">UTC.</param>
    /// <param name="Hosts">Names.</param>
    /// <param name="Capacity">Seats in all.</param>
    public sealed record Shown(
        LocalizedText Title, DateTimeOffset StartsAt, DateTimeOffset EndsAt, Place? Place, IReadOnlyList<string> Hosts, int Capacity);

    public static ReleaseComparison Of(IReadOnlyList<ProgrammeReleased> releases, int since, int version) => new(
        since,
        version,
        ProgrammeVersions.Between(ProgrammeVersions.ListedAt(releases, since), ProgrammeVersions.ListedAt(releases, version))
            .Select(difference => new Change(
                difference.After.Id,
                difference.Kinds,
                difference.Before is { } before ? ShownOf(before) : null,
                ShownOf(difference.After)))
            .ToList());

    private static Shown ShownOf(PublicActivity activity) =>
        new(activity.Title, activity.StartsAt, activity.EndsAt, activity.Place, activity.Hosts, activity.Capacity);
}

/// <summary>Anyone compares two versions of the programme, or reads one as it was.</summary>
public static class CompareReleases
{
    /// <summary>The programme as it was in one version.</summary>
    /// <param name="Activities">By their start; cancelled ones too.</param>
    /// <param name="Version">Of the release.</param>
    /// <param name="ReleasedAt">UTC.</param>
    public sealed record ProgrammeThen(int Version, DateTimeOffset ReleasedAt, IReadOnlyList<ActivityView> Activities);

    public static void MapCompareReleases(this RouteGroupBuilder api)
    {
        api.MapGet("/editions/{id}/releases/{version:int}/changes", CompareAsync)
            .Produces(StatusCodes.Status304NotModified)
            .WithTags("Releases")
            .WithName("compareReleases")
            .WithSummary("Compare two releases");
        api.MapGet("/editions/{id}/releases/{version:int}/programme", ReadThenAsync)
            .Produces(StatusCodes.Status304NotModified)
            .WithTags("Releases")
            .WithName("readProgrammeOfRelease")
            .WithSummary("Read the programme as it was released then");
    }

    /// <summary>
    /// How the programme differs between a version and an earlier one, by the activities' start. What came and was cancelled in between
    /// is left out.
    /// </summary>
    /// <param name="since">The version to compare with; left out, the one before.</param>
    private static async Task<Results<Ok<ReleaseComparison>, StatusCodeHttpResult, ProblemHttpResult>> CompareAsync(
        EditionId id, int version, int? since, IQuerySession reads, HttpContext context, CancellationToken cancellationToken)
    {
        var releases = await reads.ReleasesOfAsync(id, cancellationToken);
        if (releases.All(release => release.Version != version))
        {
            return CommonProblems.NotFound.ToAnswer();
        }

        var from = since ?? version - 1;
        if (from < 0 || from > version)
        {
            return Problems.Invalid(
                "since",
                string.Create(CultureInfo.InvariantCulture, $"Mellan 0 och {version}."),
                string.Create(CultureInfo.InvariantCulture, $"Between 0 and {version}."));
        }

        return context.IsKnownToAsker(string.Create(CultureInfo.InvariantCulture, $"changes-{from}-{version}"))
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : TypedResults.Ok(ReleaseComparison.Of(releases, from, version));
    }

    /// <summary>The programme as it was when a version was released, cancelled activities too.</summary>
    private static async Task<Results<Ok<ProgrammeThen>, StatusCodeHttpResult, ProblemHttpResult>> ReadThenAsync(
        EditionId id, int version, IQuerySession reads, HttpContext context, CancellationToken cancellationToken)
    {
        var releases = await reads.ReleasesOfAsync(id, cancellationToken);
        if (releases.FirstOrDefault(release => release.Version == version) is not { } then)
        {
            return CommonProblems.NotFound.ToAnswer();
        }

        return context.IsKnownToAsker(string.Create(CultureInfo.InvariantCulture, $"programme-{version}"))
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : TypedResults.Ok(new ProgrammeThen(
                version,
                then.At,
                ProgrammeVersions.ListedAt(releases, version).Values
                    .OrderBy(activity => activity.StartsAt)
                    .ThenBy(activity => activity.Id.Value)
                    .Select(ActivityView.ForAnyone)
                    .ToList()));
    }
}
