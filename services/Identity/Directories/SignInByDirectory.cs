using BusinessFocus.Domain.Decisions;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Identity.Accounts;

namespace BusinessFocus.Identity.Directories;

/// <summary>Whom the directory says that it is.</summary>
/// <param name="Subject">By what the directory knows the person, for good.</param>
/// <param name="Email">Normalised.</param>
/// <param name="Roles">What the person's groups give.</param>
public sealed record DirectoryPerson(string Subject, string Email, string Name, IReadOnlySet<Role> Roles);

/// <summary>
/// Somebody signs in by the directory. Who has a role by a group needs no invitation, and what the groups gave is taken back when they do
/// not say so any more; what organisers granted is theirs.
/// </summary>
public static class SignInByDirectory
{
    public static readonly Problem NotInvited = new(
        "not-invited", ProblemKind.Forbidden, "Du har inget konto här: be en arrangör om en inbjudan", "You have no account here: ask an organiser for an invitation");

    public static readonly Problem SomebodyElses = new(
        "account-of-somebody-else", ProblemKind.Forbidden, "Adressens konto hör till någon annan: be en arrangör ta bort det", "The account with this address belongs to somebody else: ask an organiser to remove it");

    public static Decision Decide(Account account, DirectoryPerson person, DateTimeOffset now)
    {
        if (account is { Exists: false } && person.Roles.Count == 0)
        {
            return NotInvited;
        }

        if (account is { Exists: true, IsLocked: true })
        {
            return NotInvited;
        }

        // An address may be given to another person later; what the one before could do is not theirs.
        if (account is { Exists: true, DirectorySubject: { } tied } && tied != person.Subject)
        {
            return SomebodyElses;
        }

        List<object> events = [];
        if (!account.Exists)
        {
            events.Add(new AccountWasInvited(person.Email, person.Name, Languages.Swedish, Actors.Directory, now));
        }

        if (!account.Exists || account.DirectorySubject is null)
        {
            events.Add(new DirectoryWasTied(person.Subject, now));
        }

        var grants = account.Exists ? account.Grants : [];
        events.AddRange(person.Roles
            .Where(role => grants.All(grant => grant.Role != role || !grant.HoldsAt(now)))
            .Order()
            .Select(role => new AccessWasGranted(role, null, null, now, null, Narrows: false, Actors.Directory, now)));
        events.AddRange(grants
            .Where(grant => grant.IsByDirectory && !person.Roles.Contains(grant.Role))
            .Select(grant => new AccessWasRevoked(grant.Role, Actors.Directory, now)));
        if (!account.Exists || account.FirstSignInAt is null)
        {
            events.Add(new SignedInFirst(now));
        }

        return Decision.Of(events);
    }
}
