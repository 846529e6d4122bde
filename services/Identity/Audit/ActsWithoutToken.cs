using BusinessFocus.Hosting.Http;
using BusinessFocus.ServiceDefaults.Audit;
using Marten;

namespace BusinessFocus.Identity.Audit;

/// <summary>Signing in, and what is tried instead, is no call with an access token: the audit has it all the same, where an account is concerned.</summary>
public static class ActsWithoutToken
{
    /// <summary>In the commit of the session.</summary>
    /// <param name="act">For instance "signInByCode".</param>
    /// <param name="status">As of a call: 200, or 400 where it was refused.</param>
    public static void Audit(
        this IDocumentSession session, HttpContext context, Guid account, string act, IReadOnlyList<string> subjects, int status, DateTimeOffset at) =>
        session.Events.StartStream(Guid.CreateVersion7(at), new ActWasAudited(
            context.RequestServices.GetRequiredService<AuditedService>().Name,
            account.ToString(),
            [],
            act,
            [$"accounts/{account}", .. subjects],
            Callers.AddressOf(context)?.ToString(),
            status,
            at));

    /// <summary>The same in a commit of its own.</summary>
    public static async Task AuditAsync(
        this ISessionFactory sessions, HttpContext context, Guid account, string act, int status, DateTimeOffset at, CancellationToken cancellationToken)
    {
        await using var session = sessions.OpenSession();
        session.Audit(context, account, act, [], status, at);
        await session.SaveChangesAsync(cancellationToken);
    }
}
