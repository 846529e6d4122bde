using System.Security.Cryptography;
using BusinessFocus.Contracts;
using BusinessFocus.Feedback.Anonymity;
using BusinessFocus.Feedback.Comments;
using BusinessFocus.Feedback.Groups;
using BusinessFocus.Feedback.Knowledge;
using BusinessFocus.Feedback.Results;
using BusinessFocus.Feedback.Surveys;
using BusinessFocus.ServiceDefaults.BackgroundWork;
using BusinessFocus.ServiceDefaults.Store;
using Marten;
using UUIDNext;

namespace BusinessFocus.Feedback.Box;

/// <summary>How often the box is looked into: the configuration section "Feedback:Box".</summary>
public sealed record BoxSettings
{
    public TimeSpan Every { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long after the close the ballots of a group are kept that are too few to be counted.</summary>
    public TimeSpan Kept { get; init; } = TimeSpan.FromDays(60);
}

/// <summary>
/// Polls each edition's box, counts what can be counted, and destroys what is closed and counted everywhere. What it does is one
/// commit, which of several instances one wins; and no trace leads from it to a request, for there is none.
/// </summary>
public sealed partial class BoxEmptyingService(
    ISessionFactory sessions, BoxKeys keys, BoxSettings settings, TimeProvider clock, ILogger<BoxEmptyingService> log) : PollingService(clock, settings.Every)
{
    private static readonly Guid Boxes = new("0f6b3d0a-7f0e-4a46-8c54-7a1a9b1c2d10");

    /// <summary>The stream of what was counted of an edition.</summary>
    public static Guid StreamOf(EditionId edition) => Uuid.NewNameBased(Boxes, edition.ToString());

    protected override async Task PollAsync(CancellationToken cancellationToken)
    {
        await DestroyAsync(cancellationToken);
        await using var reads = sessions.QuerySession();
        var editions = await reads.Query<Ballot>().Where(ballot => ballot.IsPending).Select(ballot => ballot.EditionId).Distinct().ToListAsync(cancellationToken);
        await EachAsync(editions, EmptyAsync, (failure, _) => LogFailure(failure), cancellationToken);
    }

    protected override void LogFailure(Exception failure) => LogFailed(log, failure);

    private async Task EmptyAsync(EditionId edition, CancellationToken cancellationToken)
    {
        await using var session = sessions.OpenSession();
        var box = await session.Events.FetchForWriting<EditionBox>(StreamOf(edition), cancellationToken);
        var pending = await session.Query<Ballot>().Where(ballot => ballot.EditionId == edition && ballot.IsPending).ToListAsync(cancellationToken);
        var activities = (await session.LoadManyAsync<GroupResult>(
                cancellationToken, pending.Select(ballot => Group.Of(ballot.ActivityId).IdIn(edition)).Distinct()))
            .ToDictionary(result => result.Group, result => result.Cast);
        var closed = await ClosedAsync(session, pending, cancellationToken);
        var outcome = EmptyBox.Decide(
            edition,
            Open(pending, closed),
            activity => activities.GetValueOrDefault(Group.Of(activity)),
            Shuffle);
        if (outcome.Counted is null)
        {
            return;
        }

        box.AppendOne(outcome.Counted);
        foreach (var comment in Shuffle(outcome.Comments))
        {
            session.Events.StartStream<Comment>(Guid.NewGuid(), comment);
        }

        var ballots = pending.ToDictionary(ballot => ballot.Id);
        foreach (var changed in outcome.Changed)
        {
            var before = ballots[changed.Id];
            session.Replace(before, before with { IsPending = changed.Paper.IsPending, Sealed = keys.Seal(changed.Id, changed.Paper) });
        }

        await session.SaveChangesAsync(cancellationToken);
    }

    /// <summary>One that does not open, for it was sealed with a key that is lost, must not keep the others in the box.</summary>
    private List<EmptyBox.Opened> Open(IReadOnlyList<Ballot> ballots, HashSet<Guid> closed)
    {
        var opened = new List<EmptyBox.Opened>();
        foreach (var ballot in ballots)
        {
            try
            {
                opened.Add(new EmptyBox.Opened(
                    ballot.Id, ballot.ActivityId, closed.Contains(ballot.ActivityId.Value), keys.Open<BallotPaper>(ballot.Id, ballot.Sealed)));
            }
            catch (CryptographicException)
            {
                // Told below.
            }
        }

        if (opened.Count < ballots.Count)
        {
            LogUnopened(log, ballots.Count - opened.Count);
        }

        return opened;
    }

    private async Task<HashSet<Guid>> ClosedAsync(IQuerySession reads, IReadOnlyList<Ballot> ballots, CancellationToken cancellationToken)
    {
        var now = Clock.GetUtcNow();
        var activities = ballots.Select(ballot => ballot.ActivityId.Value).Distinct().ToArray();
        return [.. await reads.Query<Survey>()
            .Where(survey => survey.Id.IsOneOf(activities) && survey.ClosesAt <= now)
            .Select(survey => survey.Id)
            .ToListAsync(cancellationToken)];
    }

    /// <summary>Destroys ballots that are closed and counted everywhere, and those that too few were in the box with for too long.</summary>
    private async Task DestroyAsync(CancellationToken cancellationToken)
    {
        var now = Clock.GetUtcNow();
        var longAgo = now - settings.Kept;
        await using var session = sessions.OpenSession();
        session.DeleteWhere<Ballot>(ballot => ballot.ClosesAt <= now && (!ballot.IsPending || ballot.ClosesAt <= longAgo));
        session.DeleteWhere<Foreknowledge>(known => known.KeptUntil <= now);
        await session.SaveChangesAsync(cancellationToken);
    }

    private static IReadOnlyList<T> Shuffle<T>(IReadOnlyList<T> some)
    {
        var shuffled = some.ToArray();
        RandomNumberGenerator.Shuffle<T>(shuffled);
        return shuffled;
    }

    [LoggerMessage(LogLevel.Error, "{Count} ballots cannot be opened: they were sealed with another key than those in Feedback:Keys")]
    private static partial void LogUnopened(ILogger logger, int count);

    [LoggerMessage(LogLevel.Error, "The box could not be emptied; it is tried again")]
    private static partial void LogFailed(ILogger logger, Exception failure);
}
