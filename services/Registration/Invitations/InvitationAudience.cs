using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Registration;

namespace BusinessFocus.Registration.Invitations;

/// <summary>A member with an address that can be written to, as far as it matters whom an invitation goes to.</summary>
/// <param name="Company">Its key.</param>
/// <param name="Person">Whose address it is.</param>
/// <param name="Area">The postal town by the municipality's register; null where it does not say it.</param>
/// <param name="Size">Null where neither the list nor the register says it.</param>
/// <param name="IsRegistered">Whether somebody of it, or with its address, has registered for what it is invited to.</param>
/// <param name="Group">Of the list's groups; null for none.</param>
public sealed record InvitationCandidate(string Company, ContactId Person, string? Area, CompanySize? Size, bool IsRegistered, string? Group = null);

/// <summary>
/// Whom an invitation goes to: each address once, however many of the members have it. An association knows its own list; who of it has registered it
/// does not, and so no number, and no difference of two, may be of one to six who have.
/// </summary>
/// <param name="Segment">How many addresses are in the segment, whether they have registered or not.</param>
/// <param name="Invited">The companies' keys that are invited, in their order.</param>
/// <param name="NotYetRegistered">Of those, whose members had not registered.</param>
/// <param name="IsShown">Whether the number of the invited may be told.</param>
public sealed record InvitationAudience(int Segment, IReadOnlyList<string> Invited, IReadOnlyList<string> NotYetRegistered, bool IsShown)
{
    public const int Fewest = Participation.AssociationReach.Fewest;

    /// <summary>Fewer are nobody's segment but somebody's name.</summary>
    public bool IsTooSmall => Invited.Count < Fewest;

    /// <summary>How many are invited, where that may be told.</summary>
    public int? Recipients => IsShown ? Invited.Count : null;

    /// <param name="members">Of the association's list, with an address.</param>
    public static InvitationAudience Decide(MemberSegment segment, IEnumerable<InvitationCandidate> members)
    {
        // An address that several members share has registered where one of them has.
        var people = members.Where(segment.Includes).GroupBy(member => member.Person)
            .Select(person => (person.OrderBy(member => member.Company, StringComparer.Ordinal).First().Company, IsRegistered: person.Any(member => member.IsRegistered)))
            .OrderBy(person => person.Company, StringComparer.Ordinal)
            .ToList();
        var notYet = people.Where(person => !person.IsRegistered).Select(person => person.Company).ToList();
        return new InvitationAudience(
            people.Count,
            segment.NotRegistered ? notYet : [.. people.Select(person => person.Company)],
            notYet,
            !segment.NotRegistered || people.Count - notYet.Count is 0 or >= Fewest);
    }

    /// <summary>How many of the invited have registered since; null where it would tell of too few, who have or who have not.</summary>
    /// <param name="notYetRegistered">When they were invited.</param>
    /// <param name="registered">Whether somebody of a company has now.</param>
    public static int? RegisteredAfterwards(IReadOnlyCollection<string> notYetRegistered, Func<string, bool> registered)
    {
        var since = notYetRegistered.Count(registered);
        return since >= Fewest && notYetRegistered.Count - since is 0 or >= Fewest ? since : null;
    }
}
