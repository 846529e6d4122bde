using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.ServiceDefaults.BackgroundWork;
using BusinessFocus.ServiceDefaults.Store;
using Marten;

namespace BusinessFocus.Registration.Participation;

/// <summary>
/// Tells others who took part in each edition, and how many companies of the register were met, whenever the numbers have changed: by looking, for they
/// change with every check-in of a busy day, and with the clock where somebody did not come. Of several instances one wins the edition's stream, and the others find it told.
/// </summary>
public sealed partial class TellParticipation(ISessionFactory sessions, StoredEditions stored, TimeProvider clock, ILogger<TellParticipation> log)
    : PollingService(clock, TimeSpan.FromSeconds(30))
{
    /// <summary>Without anything stored the numbers change by the clock, and by lists that group them.</summary>
    private static readonly TimeSpan AtLeast = TimeSpan.FromMinutes(5);

    private (StoredVersion Version, DateTimeOffset At) looked;

    protected override async Task PollAsync(CancellationToken cancellationToken)
    {
        var now = Clock.GetUtcNow();
        var (editions, version) = await stored.VersionAsync(cancellationToken);
        if (version == looked.Version && now - looked.At < AtLeast)
        {
            return;
        }

        await EachAsync(editions, TellAsync, (failure, edition) => LogTellingFailed(log, failure, edition), cancellationToken);
        looked = (version, now);
    }

    protected override void LogFailure(Exception failure) => LogSearchFailed(log, failure);

    private async Task TellAsync(EditionId edition, CancellationToken cancellationToken)
    {
        var (participation, met) = (ToldParticipation.StreamOf(edition), ToldMetCompanies.StreamOf(edition));
        var isTold = false;
        while (!isTold)
        {
            await using var reads = sessions.QuerySession();

            // Before it is counted: what another instance tells meanwhile may be newer, and is not taken back by an older count.
            var (participationAt, metAt) = (await VersionOfAsync(reads, participation, cancellationToken), await VersionOfAsync(reads, met, cancellationToken));
            var (now, visited) = (Clock.GetUtcNow(), await reads.VisitedCompaniesAsync(cancellationToken));
            var counted = await stored.ReadUntilAsync(
                edition,
                reads,
                (register, editions) => new Counted(CountParticipation.Of(editions), CountMetCompanies.Of(register, editions, visited, now)),
                cancellationToken);
            isTold = counted is null
                || ((await sessions.DecideAsync<ToldParticipation>(
                        participation, participationAt, told => ToldParticipation.Tell(told, counted.Participation, now), cancellationToken)).Refusal is null
                    && (await sessions.DecideAsync<ToldMetCompanies>(
                        met, metAt, told => ToldMetCompanies.Tell(told, counted.Met, now), cancellationToken)).Refusal is null);
        }
    }

    private static async Task<ExpectedVersion> VersionOfAsync(IQuerySession reads, Guid stream, CancellationToken cancellationToken) =>
        new((await reads.Events.FetchStreamStateAsync(stream, cancellationToken))?.Version ?? 0);

    private sealed record Counted(ParticipationView Participation, MetCompaniesOfEdition Met);

    [LoggerMessage(LogLevel.Error, "Who took part could not be looked for; it is looked for again")]
    private static partial void LogSearchFailed(ILogger logger, Exception exception);

    [LoggerMessage(LogLevel.Error, "Who took part in edition {Edition} could not be told; it is tried again")]
    private static partial void LogTellingFailed(ILogger logger, Exception exception, EditionId edition);
}
