using BusinessFocus.Domain.Decisions;

namespace BusinessFocus.Identity.Clients;

public static class ClientProblems
{
    public static readonly Problem NoSuchClient = new("no-such-client", ProblemKind.NotFound, "Klienten finns inte", "There is no such client");
    public static readonly Problem Exists = new("client-exists", ProblemKind.Conflict, "Det finns redan en klient med det namnet", "There is a client of that name already");
    public static readonly Problem Disabled = new("client-disabled", ProblemKind.Conflict, "Klienten är avstängd", "The client is disabled");
}
