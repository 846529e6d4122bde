using BusinessFocus.Domain.Decisions;

namespace BusinessFocus.Identity.Accounts;

public static class AccountProblems
{
    public static readonly Problem NoSuchAccount = new("no-such-account", ProblemKind.NotFound, "Kontot finns inte", "There is no such account");
    public static readonly Problem Exists = new("account-exists", ProblemKind.Conflict, "Adressen har redan ett konto", "The address has an account already");
    public static readonly Problem OnesOwn = new("ones-own-account", ProblemKind.Conflict, "Någon annan får göra det med ditt konto", "Somebody else has to do this to your account");
    public static readonly Problem LastOfficer = new("last-data-protection-officer", ProblemKind.Conflict, "Någon annan måste bli dataskyddsombud först", "Somebody else has to be data protection officer first");
}
