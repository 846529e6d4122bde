using BusinessFocus.Domain.Decisions;
using BusinessFocus.Domain.People;
using BusinessFocus.Domain.Texts;
using BusinessFocus.ServiceDefaults.Store;
using Marten;

namespace BusinessFocus.Identity.Accounts;

/// <summary>
/// Somebody has to invite the others: the address of <c>Identity:FirstOrganiser</c> is invited where there has never been an account.
/// </summary>
public sealed class FirstOrganiser(IConfiguration configuration, IServiceScopeFactory scopes, TimeProvider clock) : IStartupTask
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (configuration["Identity:FirstOrganiser"] is not { Length: > 0 } address)
        {
            return;
        }

        if (!EmailAddress.TryNormalise(address, out var email))
        {
            throw new InvalidOperationException("Identity:FirstOrganiser is not an e-mail address.");
        }

        await using var scope = scopes.CreateAsyncScope();
        if (await scope.ServiceProvider.GetRequiredService<IQuerySession>().Query<Account>().AnyAsync(cancellationToken))
        {
            return;
        }

        var sessions = scope.ServiceProvider.GetRequiredService<ISessionFactory>();
        var request = new InviteAccount.Request(
            email, configuration["Identity:FirstOrganiserName"] ?? email, Languages.Swedish, [Of(Role.Organiser), Of(Role.DataProtectionOfficer)]);

        // Of two instances that start at once, one is refused: that there is one is all that is wanted.
        await sessions.DecideAsync<Account>(
            AccountIds.Of(email).Value, ExpectedVersion.Any, account => InviteAccount.Decide(account, request, Actors.Identity, clock.GetUtcNow()), cancellationToken);
    }

    private static InviteAccount.GrantRequest Of(Role role) => new(role, null, null, null, null);
}
