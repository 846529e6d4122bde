using BusinessFocus.Contracts;

namespace BusinessFocus.Registration.Participation;

/// <summary>Who took part in an edition, in numbers alone, beside the edition before it.</summary>
/// <param name="EditionId">The edition that was asked for.</param>
/// <param name="LastEditionId">The municipality's edition before it; left out where there was none.</param>
/// <param name="Rows">First the whole edition, then its groups.</param>
public sealed record ParticipationView(EditionId EditionId, EditionId? LastEditionId, IReadOnlyList<ParticipationRow> Rows);

/// <summary>The whole edition, or one group of it.</summary>
/// <param name="By">What it is a group by.</param>
/// <param name="Group">
/// The kind of activity, the company's size ("unknown" where no member list says it), "member" or "notMember", the client name of an association, or the
/// key of a topic, a postal town ("unknown" where the municipality's register does not have the company); left out of the whole. A company in two
/// associations' lists is counted in both of them, an activity with two topics in both.
/// </param>
/// <param name="Figures">Of the edition that was asked for.</param>
/// <param name="Last">Of the edition before it; left out where there was none, or nobody of the group took part in it.</param>
public sealed record ParticipationRow(ParticipationBy By, string? Group, ParticipationFigures Figures, ParticipationFigures? Last);

/// <summary>What people and companies did. Of confirmed registrations, walk-ins among them.</summary>
/// <param name="Registrations">How many there are.</param>
/// <param name="Seats">How many seats they have: those who came, did not come, and may still come.</param>
/// <param name="Came">How many came: the sum of the check-ins, those that were undone taken off.</param>
/// <param name="WalkIns">How many of those who came had not registered.</param>
/// <param name="DidNotCome">How many had seats at what has ended, and did not come.</param>
/// <param name="MayStillCome">How many have seats at what has not ended, and have not come yet.</param>
/// <param name="Companies">Different companies with seats. One that is known by name alone counts as the name that it gave.</param>
/// <param name="CompaniesThatCame">Different companies of which somebody came.</param>
/// <param name="FirstTimeCompanies">Of those, the ones of which nobody came to an earlier edition. Companies of people who were forgotten are not known any more.</param>
/// <param name="Visits">Company visits that somebody came to.</param>
/// <param name="Conversations">Conversations at the open house that somebody came to.</param>
public sealed record ParticipationFigures(
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

/// <summary>What participation is counted by.</summary>
public enum ParticipationBy
{
    /// <summary>The whole edition.</summary>
    Total,

    /// <summary>Kinds of activity.</summary>
    Kind,

    /// <summary>Sizes of companies: as the lists had them at the check-in, else as they have them now.</summary>
    Size,

    /// <summary>Members and others, as it was at the registration.</summary>
    Membership,

    /// <summary>Associations, as their lists are now.</summary>
    Association,

    /// <summary>Topics of the activities. What has none is in none of them.</summary>
    Topic,

    /// <summary>Areas that companies are in, by the postal town that the municipality's register has for them now.</summary>
    Area,
}
