using BusinessFocus.ServiceDefaults.BackgroundWork;
using Marten;

namespace BusinessFocus.Notification.Dates;

/// <summary>What is done when dates of one kind come due.</summary>
public interface IComesDue
{
    /// <summary>As in <see cref="DueDate.Kind"/>.</summary>
    string Kind { get; }

    /// <summary>Whether more of it can be taken now; else it waits until there is room.</summary>
    Task<bool> HasRoomAsync(IQuerySession reads, CancellationToken cancellationToken) => Task.FromResult(true);

    /// <summary>Does it, or a piece of it, in the scope's session, which the caller commits.</summary>
    /// <returns>What is left to do; null when it is done.</returns>
    Task<DueDate?> ComeAsync(DueDate date, CancellationToken cancellationToken);
}

/// <summary>
/// Does what has come due, the longest waiting first, each in a transaction that holds its row. What fails is tried again in
/// a minute and holds up no other.
/// </summary>
public sealed partial class DatesComeDue(IServiceScopeFactory scopes, TimeProvider clock, ILogger<DatesComeDue> log) : Rounds(clock, TimeSpan.FromSeconds(1))
{
    private static readonly TimeSpan AgainAfter = TimeSpan.FromMinutes(1);

    protected override async Task RoundAsync(CancellationToken cancellationToken)
    {
        while (await DoNextAsync(cancellationToken))
        {
        }
    }

    protected override void Tell(Exception failure) => LogSearchFailed(log, failure);

    /// <returns>Whether something was due.</returns>
    private async Task<bool> DoNextAsync(CancellationToken cancellationToken)
    {
        DueDate? date = null;
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var session = scope.ServiceProvider.GetRequiredService<IDocumentSession>();
            var kinds = scope.ServiceProvider.GetServices<IComesDue>().ToDictionary(kind => kind.Kind);
            var full = new List<string>();
            foreach (var kind in kinds.Values)
            {
                if (!await kind.HasRoomAsync(session, cancellationToken))
                {
                    full.Add(kind.Kind);
                }
            }

            date = await session.TakeDateAsync(Clock.GetUtcNow(), full, cancellationToken);
            if (date is null)
            {
                return false;
            }

            var rest = await kinds[date.Kind].ComeAsync(date, cancellationToken);
            if (rest is not null)
            {
                session.ContinueDate(rest);
            }
            else
            {
                session.DropDate(date.Kind, date.Subject);
            }

            await session.SaveChangesAsync(cancellationToken);
            NoteSuccess((date.Kind, date.Subject));
        }
        catch (Exception failure) when (date is not null && !cancellationToken.IsCancellationRequested)
        {
            // Its row is free again: the transaction ended with its scope.
            LogFailed(log, failure, date.Kind, date.Subject);
            NoteFailure((date.Kind, date.Subject));
            await PostponeAsync(date, cancellationToken);
        }

        return true;
    }

    private async Task PostponeAsync(DueDate date, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var session = scope.ServiceProvider.GetRequiredService<IDocumentSession>();
        session.ContinueDate(date with { DueAt = Clock.GetUtcNow() + AgainAfter });
        await session.SaveChangesAsync(cancellationToken);
    }

    [LoggerMessage(LogLevel.Error, "What is due could not be looked for; it is looked for again")]
    private static partial void LogSearchFailed(ILogger logger, Exception failure);

    [LoggerMessage(LogLevel.Error, "What was due, {Kind} of {Subject}, failed; it is tried again in a minute")]
    private static partial void LogFailed(ILogger logger, Exception failure, string kind, Guid subject);
}
