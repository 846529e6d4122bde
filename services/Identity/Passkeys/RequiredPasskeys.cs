using BusinessFocus.Hosting.Http;
using BusinessFocus.Identity.Accounts;
using BusinessFocus.Identity.Sessions;

namespace BusinessFocus.Identity.Passkeys;

/// <summary>
/// The roles of <c>Identity:PasskeyRequiredFor</c>: who has one gets into programs after they have shown a passkey, or have signed in by the
/// directory of their organisation, which asks for what it wants.
/// </summary>
public sealed class RequiredPasskeys(IReadOnlySet<Role> roles)
{
    public static RequiredPasskeys In(IConfiguration configuration) => new(
        (configuration.GetSection("Identity:PasskeyRequiredFor").Get<string[]>() ?? [])
        .Select(name => EnumNames<Role>.All.TryGetValue(name, out var role)
            ? role
            : throw new InvalidOperationException($"{name}, in Identity:PasskeyRequiredFor, is no role."))
        .ToHashSet());

    public bool IsMissing(Account account, Session session, DateTimeOffset now) =>
        session.Way == SignInWay.Code && session.GrantsOf(account, now).Any(grant => roles.Contains(grant.Role));

    /// <summary>What the account may do in this session: a role that came after somebody signed in by a code is not in its tokens.</summary>
    public IReadOnlyList<Grant> GrantsIn(Session session, Account account, DateTimeOffset now) =>
        [.. session.GrantsOf(account, now).Where(grant => session.Way != SignInWay.Code || !roles.Contains(grant.Role))];
}
