using System.Security.Cryptography;
using BusinessFocus.Contracts.Identity;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Identity.Accounts;
using BusinessFocus.Identity.Audit;
using BusinessFocus.Identity.Sessions;
using BusinessFocus.ServiceDefaults.Store;
using Marten;

namespace BusinessFocus.Identity.SignIn;

/// <summary>Asks for codes and takes them. Whether an address has an account shows neither in the answer nor in the time it takes.</summary>
public sealed class Codes(
    ISessionFactory sessions, AddressKey addresses, MailCodes mail, IHttpContextAccessor request, IConfiguration configuration, TimeProvider clock)
{
    private const int SecretBytes = 32;
    private const int MostRaces = 10;

    /// <summary>So many are asked for from one network within <see cref="CodeLimits.Lately"/>, for whomever: each is a row and may be a mail.</summary>
    private readonly int mostOfNetwork = configuration.GetValue("Identity:CodesPerNetwork", 200);

    /// <param name="network">From where; see <see cref="Callers"/>.</param>
    /// <returns>What the browser keeps, without which the code opens nothing; null where too many were asked for from there.</returns>
    public Task<byte[]?> AskAsync(string normalisedEmail, string network, CancellationToken cancellationToken) =>
        AskAsync(normalisedEmail, network, visitorsLanguage: null, cancellationToken);

    /// <summary>The same for a visitor, who needs no account: whatever the address, there is a mail.</summary>
    public Task<byte[]?> AskAsVisitorAsync(string normalisedEmail, string network, string language, CancellationToken cancellationToken) =>
        AskAsync(normalisedEmail, network, language, cancellationToken);

    /// <summary>One guess, and who signed in where it was right.</summary>
    public Task<Guessed> GuessAsync(byte[] secret, string code, CancellationToken cancellationToken) =>
        GuessAsync(secret, code, isVisitors: false, cancellationToken);

    /// <summary>One guess of a visitor's code.</summary>
    public Task<Guessed> GuessAsVisitorAsync(byte[] secret, string code, CancellationToken cancellationToken) =>
        GuessAsync(secret, code, isVisitors: true, cancellationToken);

    private async Task<byte[]?> AskAsync(string normalisedEmail, string network, string? visitorsLanguage, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var (secret, code, lately, yesterday) = (RandomNumberGenerator.GetBytes(SecretBytes), SignInAttempt.NewCode(), now - CodeLimits.Lately, now.AddDays(-1));
        var (askedFor, askedFrom) = (addresses.Of(normalisedEmail), addresses.Of($"network {network}"));
        await using var session = sessions.OpenSession();
        if (await session.Query<SignInAttempt>().CountAsync(attempt => attempt.AskedFrom == askedFrom && attempt.AskedAt > lately, cancellationToken) >= mostOfNetwork)
        {
            return null;
        }

        // The same for everybody: one after the other, so that of several at once each counts; two reads, one write. What goes on the
        // bus goes after the answer.
        await session.HoldOneAsync($"codes for {askedFor}", cancellationToken);
        var account = await session.LoadAsync<Account>(AccountIds.Of(normalisedEmail).Value, cancellationToken);
        var before = await session.Query<SignInAttempt>()
            .Where(attempt => attempt.AskedFor == askedFor && attempt.Counts && attempt.AskedAt > yesterday)
            .OrderByDescending(attempt => attempt.AskedAt)
            .Take(CodeLimits.MostADay)
            .ToListAsync(cancellationToken);
        var counts = !CodeLimits.AreReached(before, askedFrom, now);
        var reader = account is { CanSignIn: true } && counts ? account : null;
        var attempt = visitorsLanguage is null
            ? SignInAttempt.Begin(secret, code, askedFor, reader?.Id, now, askedFrom, counts)
            : SignInAttempt.Begin(secret, code, askedFor, account: null, now, askedFrom, counts) with { IsVisitors = counts };
        session.Store(attempt);
        await session.SaveChangesAsync(cancellationToken);
        if (visitorsLanguage is not null && counts)
        {
            mail.Send(new SignInCodeRequested(Guid.CreateVersion7(now), normalisedEmail, "", visitorsLanguage, code, attempt.ExpiresAt));
        }
        else if (visitorsLanguage is null && reader is not null)
        {
            mail.Send(new SignInCodeRequested(Guid.CreateVersion7(now), reader.Email, reader.Name, reader.Language, code, attempt.ExpiresAt));
        }

        return secret;
    }

    private async Task<Guessed> GuessAsync(byte[] secret, string code, bool isVisitors, CancellationToken cancellationToken)
    {
        for (var race = 1; ; race++)
        {
            // One guess after the other: of several at once each counts.
            await using var session = sessions.OpenSession();
            await session.HoldOneAsync($"sign-in attempt {SignInAttempt.IdOf(secret)}", cancellationToken);
            if (await session.LoadAsync<SignInAttempt>(SignInAttempt.IdOf(secret), cancellationToken) is not { } attempt
                || (attempt.IsVisitors && !isVisitors))
            {
                return new Guessed(GuessOutcome.Over, 0, null);
            }

            var now = clock.GetUtcNow();
            var (after, outcome) = attempt.Guess(secret, code, now);
            if (after != attempt)
            {
                session.Store(after);
            }

            Account? account = null;
            if (outcome == GuessOutcome.Right && !isVisitors)
            {
                var decided = await session.DecideAsync<Account>(
                    attempt.AccountId!.Value, ExpectedVersion.Any, each => SignInFirst.Decide(each, now), cancellationToken);
                account = decided.State.CanSignIn ? decided.State : null;
            }

            try
            {
                await session.SaveChangesAsync(cancellationToken);
                if (after != attempt && account is null && !isVisitors)
                {
                    AuditAfterTheAnswer(attempt.AccountId);
                }

                return account is null && !isVisitors && outcome == GuessOutcome.Right ? new Guessed(GuessOutcome.Over, 0, null) : new Guessed(outcome, after.GuessesLeft, account);
            }
            catch (Exception lost) when (race < MostRaces && ConcurrencyErrors.IsOne(lost))
            {
                // The account was changed meanwhile: the guess was not counted yet.
            }
        }
    }

    /// <summary>Each guess that counts: a flood of them is none of entries. After the answer, whose time would tell that there is an account.</summary>
    private void AuditAfterTheAnswer(Guid? account)
    {
        if (account is { } tried && request.HttpContext is { } context)
        {
            context.Response.OnCompleted(() => sessions.AuditAsync(
                context, tried, $"signInBy{SignInWay.Code}", StatusCodes.Status400BadRequest, clock.GetUtcNow(), CancellationToken.None));
        }
    }
}

/// <param name="Account">Null unless it was right, and for a visitor.</param>
public sealed record Guessed(GuessOutcome Outcome, int GuessesLeft, Account? Account);

public static class CodesSetup
{
    public static void AddCodes(this IServiceCollection services)
    {
        services.AddScoped<Codes>();
        services.AddSingleton<MailCodes>();
        services.AddHostedService(provider => provider.GetRequiredService<MailCodes>());

        // As long as they are counted.
        services.AddSingleton(new RetentionRule(
            TimeSpan.FromDays(1),
            (session, before) => session.DeleteWhere<SignInAttempt>(attempt => attempt.AskedAt < before)));
    }
}
