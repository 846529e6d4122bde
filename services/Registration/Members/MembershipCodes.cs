using System.Security.Cryptography;
using System.Text;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Registration.Keys;
using BusinessFocus.Registration.People;
using BusinessFocus.ServiceDefaults.Store;
using Marten;
using Npgsql;

namespace BusinessFocus.Registration.Members;

/// <summary>Asks for codes and takes them. Whether a company is a member shows neither in the answer nor in what is done for it.</summary>
public sealed class MembershipCodes(ISessionFactory sessions, NpgsqlDataSource database, RegistrationKeys keys, MailMembershipCodes mail, TimeProvider clock)
{
    /// <summary>So many codes go to a member within <see cref="Lately"/>.</summary>
    public const int MostCodes = 5;

    /// <summary>And so many within a day: five guesses each are a hundred of a million.</summary>
    public const int MostCodesADay = 20;

    public static readonly TimeSpan Lately = TimeSpan.FromMinutes(15);

    /// <returns>What whoever asks keeps, without which the code opens nothing, and until when.</returns>
    public async Task<(string Secret, DateTimeOffset ExpiresAt)> AskAsync(OrganisationNumber number, CancellationToken cancellationToken)
    {
        var (now, company) = (clock.GetUtcNow(), CompanyKey.Of(number, keys));
        var (secret, code, askedFor, yesterday) = (MembershipAttempt.NewSecret(), MembershipAttempt.NewCode(), RecognisedBy(company), now.AddDays(-1));

        // The same for everybody: two reads, one write. What goes on the bus goes after the answer. One after the other, so that each counts.
        await using var session = sessions.OpenSession();
        await session.HoldOneAsync($"membership codes {askedFor}", cancellationToken);
        var member = await MemberTable.OfCompanyAsync(database, company, cancellationToken);
        var before = await session.Query<MembershipAttempt>()
            .Where(attempt => attempt.AskedFor == askedFor && attempt.AskedAt > yesterday)
            .OrderByDescending(attempt => attempt.AskedAt)
            .Take(MostCodesADay)
            .ToListAsync(cancellationToken);
        var isTooOften = before.Count >= MostCodesADay || before.Count(attempt => attempt.AskedAt > now - Lately) >= MostCodes;
        var reader = isTooOften ? null : member;
        var attempt = MembershipAttempt.Begin(secret, code, askedFor, reader?.Company, now);
        session.Insert(attempt);
        await session.SaveChangesAsync(cancellationToken);
        if (reader is { Email: { } email })
        {
            mail.Send(new MembershipCodeRequested(Guid.CreateVersion7(now), email, reader.Name, reader.Language, code, attempt.ExpiresAt));
        }

        return (secret, attempt.ExpiresAt);
    }

    /// <summary>One guess, and what shows the membership where it was right.</summary>
    public async Task<GuessedMembership> GuessAsync(string secret, string code, CancellationToken cancellationToken)
    {
        // One guess after the other: of several at once each counts.
        await using var session = sessions.OpenSession();
        var id = MembershipAttempt.IdOf(secret);
        await session.HoldOneAsync($"membership attempt {id}", cancellationToken);
        if (await session.LoadAsync<MembershipAttempt>(id, cancellationToken) is not { } attempt)
        {
            return new GuessedMembership(MembershipGuess.Over, 0);
        }

        var now = clock.GetUtcNow();
        var (after, outcome) = attempt.Guess(secret, code, now);
        if (after != attempt)
        {
            session.Replace(attempt, after);
            await session.SaveChangesAsync(cancellationToken);
        }

        var until = now + MembershipProof.Lasts;
        return outcome == MembershipGuess.Right
            ? new GuessedMembership(outcome, after.GuessesLeft, MembershipProof.For(after.Company!, until, keys.Companies), until)
            : new GuessedMembership(outcome, after.GuessesLeft);
    }

    /// <summary>Numbers are public and can all be tried: the store does not tell which ones were asked for.</summary>
    private string RecognisedBy(string company) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(keys.Companies, Encoding.ASCII.GetBytes($"asked for\n{company}")));
}

/// <param name="Proof">Null unless it was right.</param>
/// <param name="Until">UTC: so long the proof holds.</param>
public sealed record GuessedMembership(MembershipGuess Outcome, int GuessesLeft, string? Proof = null, DateTimeOffset? Until = null);

public static class MembershipCodesSetup
{
    public static void AddMembershipCodes(this IServiceCollection services)
    {
        services.AddScoped<MembershipCodes>();
        services.AddSingleton<MailMembershipCodes>();
        services.AddHostedService(provider => provider.GetRequiredService<MailMembershipCodes>());

        // As long as they are counted.
        services.AddSingleton(new RetentionRule(
            TimeSpan.FromDays(1),
            (session, before) => session.DeleteWhere<MembershipAttempt>(attempt => attempt.AskedAt < before)));
    }
}
