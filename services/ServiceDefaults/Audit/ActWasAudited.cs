using BusinessFocus.Contracts.Operations;
using BusinessFocus.ServiceDefaults.Relay;

namespace BusinessFocus.ServiceDefaults.Audit;

/// <summary>
/// Somebody who signed in read or did something that is about people: who, of whom, from where, and with which result; never what it said.
/// </summary>
/// <param name="Service">For instance "registration".</param>
/// <param name="Actor">The <c>sub</c> of the access token.</param>
/// <param name="Act">The interface's name of the call, for instance "listRegistrations".</param>
/// <param name="Subjects">What it was about, for instance "activities/{id}" or "contacts/{id}".</param>
/// <param name="Address">The network address that the call came from; null once it is masked, or where it is not known.</param>
/// <param name="Status">The HTTP status of the answer.</param>
public sealed record ActWasAudited(
    string Service, string Actor, IReadOnlyList<string> Roles, string Act, IReadOnlyList<string> Subjects, string? Address, int Status, DateTimeOffset At)
{
    /// <summary>What a service tells of what was audited there, whatever else it tells.</summary>
    public static Publications Publications { get; } = new Publications().On<ActWasAudited>(fact => new ActAudited(
        fact.Id,
        fact.Data.Service,
        fact.Data.Actor,
        fact.Data.Roles,
        fact.Data.Act,
        fact.Data.Subjects,
        fact.Data.Address,
        fact.Data.Status,
        fact.Data.At));
}
