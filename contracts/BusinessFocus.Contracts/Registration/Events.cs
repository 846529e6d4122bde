using System.Text.Json.Serialization;
using BusinessFocus.Contracts.Feedback;
using BusinessFocus.Contracts.Scheduling;

namespace BusinessFocus.Contracts.Registration;

/// <summary>Seats were taken.</summary>
/// <param name="Chain">
/// The conversations that were booked with it in one step, which one letter tells of; null where it was booked alone, and in messages from before
/// this was told.
/// </param>
public sealed record RegistrationConfirmed(RegistrationState Registration, RegistrationChain? Chain = null);

/// <summary>Conversations that one person booked, or cancelled, in one step: one letter tells of all of them.</summary>
/// <param name="Leader">The registration whose message brings the letter; of the others' there is none.</param>
/// <param name="Places">All of them, in the order in which they begin; null but in the leader's message.</param>
/// <param name="OwnToken">Opens the list of all that the person has registered for; null but in the leader's message.</param>
public sealed record RegistrationChain(RegistrationId Leader, IReadOnlyList<ChainPlace>? Places = null, string? OwnToken = null);

/// <summary>One conversation of a chain.</summary>
/// <param name="ManageToken">Opens this registration and nothing else.</param>
public sealed record ChainPlace(ActivityId ActivityId, RegistrationId RegistrationId, string ManageToken);

/// <summary>
/// Somebody typed this address, and has to show that it is theirs: until then a place is kept, and there is no registration. One letter to
/// the address says so.
/// </summary>
/// <param name="RegistrationId">Of the registration that it becomes.</param>
/// <param name="Contact">The name is what somebody typed: whoever writes to the address leaves it out.</param>
/// <param name="ConfirmToken">Opens the confirmation. Whoever receives it stores and logs it nowhere.</param>
/// <param name="Until">UTC: then the place goes to others.</param>
/// <param name="Version">Version of the activity's stream of seats.</param>
/// <param name="Others">The other activities that were asked for in the same step, and are confirmed with it.</param>
public sealed record RegistrationHeld(
    RegistrationId RegistrationId,
    ActivityId ActivityId,
    EditionId EditionId,
    Contact Contact,
    int Seats,
    string ConfirmToken,
    DateTimeOffset Until,
    long Version,
    IReadOnlyList<ActivityId>? Others = null);

/// <summary>
/// Somebody typed the address of a person who is registered there already, and was told what somebody new would be told. The person
/// hears of it, with the link to what they have; at most once within minutes.
/// </summary>
/// <param name="ManageToken">Opens the registration that the person has.</param>
/// <param name="At">UTC.</param>
/// <param name="Version">Version of the activity's stream of seats.</param>
public sealed record RegistrationAskedForAgain(
    RegistrationId RegistrationId,
    ActivityId ActivityId,
    EditionId EditionId,
    Contact Contact,
    string ManageToken,
    DateTimeOffset At,
    long Version);

/// <summary>The activity was full: the registration waits in line.</summary>
public sealed record RegistrationWaitlisted(RegistrationState Registration);

/// <summary>
/// A waiting registration is for more seats than the activity has now: it gets none unless it is made smaller or the capacity is
/// raised, and keeps its place for that.
/// </summary>
/// <param name="Registration">Its position is null: nobody is behind it.</param>
/// <param name="Capacity">The seats that the activity has.</param>
public sealed record RegistrationTooLarge(RegistrationState Registration, int Capacity);

/// <summary>A freed seat went to the first in line: it is confirmed now.</summary>
public sealed record RegistrationPromoted(RegistrationState Registration);

/// <summary>A freed seat is kept for the first in line, who has until then to take it.</summary>
/// <param name="Until">UTC.</param>
/// <param name="Earlier">
/// An earlier slot that whoever has this one waited for, and that is kept for them until then: what they have stays meanwhile. Null where seats of this
/// activity are offered.
/// </param>
public sealed record RegistrationOffered(RegistrationState Registration, DateTimeOffset Until, KeptAlternative? Earlier = null);

/// <summary>The offer was not taken in time: the registration ended.</summary>
public sealed record RegistrationOfferExpired(RegistrationState Registration);

/// <summary>A confirmed or waiting registration changed its number of seats.</summary>
/// <param name="SeatsBefore">What it had.</param>
public sealed record RegistrationResized(RegistrationState Registration, int SeatsBefore);

/// <summary>
/// Whose registration it is has another name, number or language; never another address. Receivers keep it for what they write from now on: it
/// is no news for the person.
/// </summary>
public sealed record RegistrationContactChanged(RegistrationState Registration);

/// <summary>A registration went from one activity to another in one step.</summary>
/// <param name="Registration">As it is at the new activity.</param>
/// <param name="From">The activity that it left.</param>
/// <param name="FromRegistrationId">Its id there; a new activity gives it a new one.</param>
public sealed record RegistrationMoved(RegistrationState Registration, ActivityId From, RegistrationId FromRegistrationId);

/// <summary>A registration ended; its seats are free again.</summary>
/// <param name="By">Whose decision it was.</param>
/// <param name="Message">An organiser's own words; may be null.</param>
/// <param name="Alternatives">
/// Where the activity was cancelled: what is kept for them in its place, of which they can choose one; null where nothing is, and in messages from
/// before anything was.
/// </param>
/// <param name="Chain">
/// The conversations that were cancelled with it in one step; null where it was cancelled alone, and in messages from before this was told.
/// </param>
public sealed record RegistrationCancelled(
    RegistrationState Registration,
    CancelledBy By,
    string? Message,
    IReadOnlyList<KeptAlternative>? Alternatives = null,
    RegistrationChain? Chain = null);

/// <summary>A place that is kept for somebody whose activity was cancelled.</summary>
/// <param name="ChooseToken">Chooses this one, and gives the others up.</param>
/// <param name="Until">UTC: then the place goes to others.</param>
public sealed record KeptAlternative(ActivityId ActivityId, RegistrationId RegistrationId, string ChooseToken, DateTimeOffset Until);

/// <summary>Whose decision it was that a registration ended.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CancelledBy>))]
public enum CancelledBy
{
    /// <summary>Whoever registered, or has the link.</summary>
    Contact,

    /// <summary>An organiser.</summary>
    Organiser,

    /// <summary>Nobody of itself: the activity was cancelled.</summary>
    Activity,
}

/// <summary>Somebody came, or a check-in was undone.</summary>
/// <param name="Present">False takes an earlier check-in back.</param>
/// <param name="At">UTC: when they came to the door.</param>
/// <param name="IsMember">Whether the company or the contact was in an association's list then.</param>
/// <param name="Version">Version of the activity's stream of seats.</param>
/// <param name="CompanySize">
/// By the associations' lists at the check-in; null where there is no company or no list says it, and in messages from before it
/// was told.
/// </param>
/// <param name="AttendeeId">Who came by a ticket of their own; null where it was the registration's.</param>
/// <param name="SeatsPresent">How many of the registration's seats are there after it; null in messages from before it was told.</param>
public sealed record AttendanceRecorded(
    RegistrationId RegistrationId,
    ActivityId ActivityId,
    EditionId EditionId,
    int Seats,
    bool Present,
    bool IsMember,
    DateTimeOffset At,
    long Version,
    CompanySize? CompanySize = null,
    AttendeeId? AttendeeId = null,
    int? SeatsPresent = null);

/// <summary>
/// A company by its number of employees: the bounds of the EU's recommendation 2003/361/EC, those without employees apart as
/// Statistics Sweden counts them.
/// </summary>
[JsonConverter(typeof(JsonStringEnumConverter<CompanySize>))]
public enum CompanySize
{
    /// <summary>Nobody is employed.</summary>
    Sole,

    /// <summary>1–9.</summary>
    Micro,

    /// <summary>10–49.</summary>
    Small,

    /// <summary>50–249.</summary>
    Medium,

    /// <summary>250 and more.</summary>
    Large,
}

/// <summary>How many seats of an activity are taken now. Only the latest of a burst is published.</summary>
/// <param name="Waiting">Seats, not registrations.</param>
/// <param name="Version">Version of the activity's stream of seats.</param>
/// <param name="Offered">Seats that are kept for those who were offered them, or have to confirm their address.</param>
public sealed record SeatsChanged(
    ActivityId ActivityId, EditionId EditionId, int Capacity, int Confirmed, int Waiting, long Version, int Offered = 0);

/// <summary>The officer of a conversation wants a case for what was left of it.</summary>
/// <param name="FollowUpId">The case's, for as often as it is told.</param>
/// <param name="RegistrationId">Whose conversation it was.</param>
/// <param name="Topic">The area that is to answer; null for the business office.</param>
/// <param name="Message">In the officer's words. Personal data.</param>
/// <param name="By">The account of the officer.</param>
/// <param name="At">UTC.</param>
public sealed record ConversationFollowUpRequested(
    FollowUpId FollowUpId,
    ActivityId ActivityId,
    EditionId EditionId,
    RegistrationId RegistrationId,
    string? Topic,
    string Message,
    string By,
    DateTimeOffset At);

/// <summary>
/// Somebody says that they belong to a member: the code goes to the address that the member's association has, at once. It opens nothing
/// without what whoever asked was given.
/// </summary>
/// <param name="CodeId">Of this attempt.</param>
/// <param name="Email">Personal data.</param>
/// <param name="Name">The member's; personal data of a sole trader.</param>
/// <param name="Language">"sv" or "en".</param>
/// <param name="Code">Six digits. Whoever receives it stores and logs it nowhere.</param>
/// <param name="ExpiresAt">UTC: after that there is nothing to send.</param>
public sealed record MembershipCodeRequested(Guid CodeId, string Email, string Name, string Language, string Code, DateTimeOffset ExpiresAt);

/// <summary>
/// Somebody asked for the links to all that is registered for an address: one letter to it lists what is to come, with the link that lists
/// everything. Nothing is told of an address that has nothing.
/// </summary>
/// <param name="RequestId">Of this very request.</param>
/// <param name="Contact">Whose it is; the locale is the letter's.</param>
/// <param name="Token">Opens the list. Whoever receives it stores and logs it nowhere.</param>
/// <param name="Registrations">What is to come, in the order in which it begins; not all where there are many.</param>
/// <param name="At">UTC: late, it is no news.</param>
public sealed record OwnRegistrationsRequested(
    Guid RequestId, Contact Contact, string Token, IReadOnlyList<OwnRegistration> Registrations, DateTimeOffset At);

/// <summary>A registration in a list of somebody's.</summary>
/// <param name="Seats">How many.</param>
/// <param name="ManageToken">Opens this registration and nothing else.</param>
public sealed record OwnRegistration(RegistrationId RegistrationId, ActivityId ActivityId, RegistrationStatus Status, int Seats, string ManageToken);

/// <summary>Whom a survey of an edition asks: each person by one registration. Many are told in several messages, nobody is told as one with none.</summary>
/// <param name="Addressees">At most 500; who has no e-mail address is not among them.</param>
/// <param name="At">UTC: as of when.</param>
public sealed record SurveyAudienceListed(
    SurveyId SurveyId, EditionId EditionId, SurveyAudience Audience, IReadOnlyList<SurveyAddressee> Addressees, DateTimeOffset At);

/// <summary>Somebody whom a survey of an edition asks.</summary>
/// <param name="RegistrationId">Of the last activity that they came to; of those who came to nothing, the last that they had seats at.</param>
public sealed record SurveyAddressee(RegistrationId RegistrationId, ActivityId ActivityId);

/// <summary>An association's push was applied.</summary>
/// <param name="AssociationId">The client name of the association, for instance "foretagarna".</param>
/// <param name="Members">How many it has now.</param>
/// <param name="Version">Version of the member list's stream.</param>
public sealed record MemberListApplied(
    string AssociationId, int Members, int Added, int Changed, int Removed, int Refused, DateTimeOffset AppliedAt, long Version);

/// <summary>
/// An association invites members of its list to an edition, or to one activity of it: each of these gets one letter. Many are told of in several
/// messages; one that comes again tells of the same. Who has turned such letters off gets none.
/// </summary>
/// <param name="AssociationId">The client name of the association, for instance "foretagarna".</param>
/// <param name="From">What the association calls itself towards its members.</param>
/// <param name="Activity">What they are invited to; null for the edition as a whole.</param>
/// <param name="Text">The association's own words, in both languages.</param>
/// <param name="Members">At most 100, each address once. Whoever receives it logs none of it.</param>
/// <param name="At">UTC: when the association sent it.</param>
public sealed record MembersInvited(
    MemberInvitationId InvitationId,
    string AssociationId,
    string From,
    EditionId EditionId,
    InvitedToActivity? Activity,
    LocalizedText Text,
    IReadOnlyList<InvitedMember> Members,
    DateTimeOffset At);

/// <summary>The activity that members are invited to, as it is when the letters are sent.</summary>
/// <param name="StartsAt">UTC; so is <paramref name="EndsAt"/>.</param>
/// <param name="Place">Null where it is not known yet, and where there is none.</param>
/// <param name="Attendance">Null where the plan does not say it.</param>
public sealed record InvitedToActivity(
    ActivityId Id, LocalizedText Title, DateTimeOffset StartsAt, DateTimeOffset EndsAt, Place? Place, AttendanceMode? Attendance);

/// <summary>A member who is invited.</summary>
/// <param name="Email">Where its letters go, by the association's list.</param>
/// <param name="Company">What the list calls it.</param>
/// <param name="Language">"sv" or "en".</param>
public sealed record InvitedMember(ContactId ContactId, string Email, string Company, string Language);

/// <summary>A person asked to be forgotten: every service masks what it has of them.</summary>
public sealed record ContactErased(ContactId ContactId, IReadOnlyList<RegistrationId> Registrations, DateTimeOffset ErasedAt);

/// <summary>
/// The personal data of these registrations has been kept long enough after their edition: every service masks what it has
/// of them. The people may have others that are kept.
/// </summary>
public sealed record RegistrationsErased(ActivityId ActivityId, EditionId EditionId, IReadOnlyList<RegistrationId> Registrations, DateTimeOffset ErasedAt);
