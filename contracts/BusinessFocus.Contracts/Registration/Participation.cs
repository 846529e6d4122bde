namespace BusinessFocus.Contracts.Registration;

/// <summary>Who took part in an edition, counted again since something of it changed: all of it, in numbers alone.</summary>
/// <param name="LastEditionId">The municipality's edition before it; null where there was none.</param>
/// <param name="Rows">First the whole edition, then its groups.</param>
/// <param name="At">UTC: as of when.</param>
/// <param name="Version">An older one than a receiver has is ignored.</param>
public sealed record ParticipationCounted(
    EditionId EditionId, EditionId? LastEditionId, IReadOnlyList<ParticipationCount> Rows, DateTimeOffset At, long Version);

/// <summary>The whole edition, or one group of it.</summary>
/// <param name="By">What it is a group by: total, kind, size, membership, association, topic or area.</param>
/// <param name="Group">Which one; left out of the whole.</param>
/// <param name="Numbers">Of the edition.</param>
/// <param name="Last">Of the edition before it; left out where there was none, or nobody of the group took part in it.</param>
public sealed record ParticipationCount(string By, string? Group, ParticipationNumbers Numbers, ParticipationNumbers? Last);

/// <summary>What people and companies did. Of confirmed registrations, walk-ins among them.</summary>
/// <param name="Registrations">How many there are.</param>
/// <param name="Seats">How many seats they have.</param>
/// <param name="Came">How many came: the sum of the check-ins, those that were undone taken off.</param>
/// <param name="WalkIns">How many of those who came had not registered.</param>
/// <param name="DidNotCome">How many had seats at what has ended, and did not come.</param>
/// <param name="MayStillCome">How many have seats at what has not ended, and have not come yet.</param>
/// <param name="Companies">Different companies with seats.</param>
/// <param name="CompaniesThatCame">Different companies of which somebody came.</param>
/// <param name="FirstTimeCompanies">Of those, the ones of which nobody came to an earlier edition.</param>
/// <param name="Visits">Company visits that somebody came to.</param>
/// <param name="Conversations">Conversations at the open house that somebody came to.</param>
public sealed record ParticipationNumbers(
    int Registrations,
    int Seats,
    int Came,
    int WalkIns,
    int DidNotCome,
    int MayStillCome,
    int Companies,
    int CompaniesThatCame,
    int FirstTimeCompanies,
    int Visits,
    int Conversations);
