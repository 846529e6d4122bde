namespace BusinessFocus.Contracts.Operations;

/// <summary>
/// Somebody who signed in read or did something that is about people: who, of whom, from where, and with which result; never what it said.
/// </summary>
/// <param name="EntryId">Of the entry in the service's own store.</param>
/// <param name="Service">For instance "registration".</param>
/// <param name="Actor">The <c>sub</c> of the access token.</param>
/// <param name="Roles">Of the access token.</param>
/// <param name="Act">The interface's name of the call, for instance "listRegistrations".</param>
/// <param name="Subjects">What it was about, for instance "activities/{id}" or "contacts/{id}".</param>
/// <param name="Address">The network address that the call came from; null where it is not known.</param>
/// <param name="Status">The HTTP status of the answer.</param>
/// <param name="At">UTC.</param>
public sealed record ActAudited(
    Guid EntryId,
    string Service,
    string Actor,
    IReadOnlyList<string> Roles,
    string Act,
    IReadOnlyList<string> Subjects,
    string? Address,
    int Status,
    DateTimeOffset At);
