using BusinessFocus.Contracts.Operations;

namespace BusinessFocus.Identity.Audit;

/// <summary>An entry of a service's audit, as it told it. Nothing changes one: it is written once, and goes when it was kept long enough.</summary>
public sealed record AuditEntry
{
    public required Guid Id { get; init; }

    public required string Service { get; init; }

    /// <summary>The <c>sub</c> of who did it.</summary>
    public required string Actor { get; init; }

    public required IReadOnlyList<string> Roles { get; init; }

    public required string Act { get; init; }

    public required IReadOnlyList<string> Subjects { get; init; }

    public string? Address { get; init; }

    public int Status { get; init; }

    /// <summary>UTC.</summary>
    public DateTimeOffset At { get; init; }

    public static AuditEntry Of(ActAudited told) => new()
    {
        Id = told.EntryId,
        Service = told.Service,
        Actor = told.Actor,
        Roles = told.Roles,
        Act = told.Act,
        Subjects = told.Subjects,
        Address = told.Address,
        Status = told.Status,
        At = told.At,
    };
}
