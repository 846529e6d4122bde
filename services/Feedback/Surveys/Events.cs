using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Feedback;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Feedback.Groups;

namespace BusinessFocus.Feedback.Surveys;

/// <summary>What Feedback knows of an activity, from Scheduling.</summary>
/// <param name="SourceVersion">The activity's version there: an older one is ignored.</param>
/// <param name="HostGroups">The organisations of its hosts; null where it was not told: long ago.</param>
/// <param name="EndsAt">UTC; null where it was not noted: long ago.</param>
/// <param name="Municipality">Whose edition it is in; null where that was not told.</param>
public sealed record SurveyedActivity(
    EditionId EditionId,
    string EditionSlug,
    ActivityKind Kind,
    LocalizedText Title,
    IReadOnlyList<string> Topics,
    bool IsCompleted,
    long SourceVersion,
    IReadOnlyList<string>? HostGroups = null,
    DateTimeOffset? EndsAt = null,
    string? Municipality = null)
{
    /// <summary>Where it stands for the whole edition: whom its survey asks. Null for an activity.</summary>
    public SurveyAudience? Audience { get; init; }

    /// <summary>What the answers of somebody who came are counted in, the whole edition first.</summary>
    /// <param name="isMember">Of an association; null where nobody knows.</param>
    /// <remarks>What is answered about the whole edition is counted by itself: it is no answer about an activity.</remarks>
    public IReadOnlyList<Group> GroupsOf(ActivityId activity, bool? isMember, CompanySize? size) => Audience is not null ? [Group.Of(activity)] :
    [
        Group.WholeEdition,
        Group.Of(activity),
        new(Dimension.Kind, Kind.ToString()),
        .. Topics.Distinct().Select(topic => new Group(Dimension.Topic, topic)),
        .. (HostGroups ?? []).Distinct().Select(hosts => new Group(Dimension.Hosts, hosts)),
        .. isMember is { } member ? new Group[] { new(Dimension.Membership, member ? "member" : "other") } : [],
        .. size is { } known ? new Group[] { new(Dimension.CompanySize, known.ToString()) } : [],
    ];
}

public sealed record ActivityHeardOf(SurveyedActivity Facts);

/// <param name="SourceVersion">The version of the seats' stream in Registration.</param>
/// <param name="CompanySize">Null where nobody knows.</param>
public sealed record AttendeeCame(RegistrationId RegistrationId, bool IsMember, long SourceVersion, CompanySize? CompanySize = null);

/// <summary>The check-in was taken back.</summary>
public sealed record AttendeeDidNotCome(RegistrationId RegistrationId, long SourceVersion);

/// <param name="QuestionnaireVersion">Always 1: which questions it keeps, <see cref="QuestionsFrozen"/> says when somebody answers.</param>
/// <param name="ClosesAt">UTC.</param>
/// <param name="Audience">Of the survey of a whole edition; null for an activity's.</param>
public sealed record SurveyWasOpened(
    SurveyId SurveyId, ActivityId ActivityId, EditionId EditionId, int QuestionnaireVersion, DateTimeOffset ClosesAt, SurveyAudience? Audience = null);

/// <param name="Token">Opens the survey; the mail carries it, so the event must. Answers are found by its hash only.</param>
/// <param name="At">UTC; null where it was not noted: long ago.</param>
/// <param name="Audience">Of the survey of a whole edition; null for an activity's.</param>
/// <param name="RegisteredFor">By which registration somebody is asked about the whole edition; null for an activity's survey.</param>
public sealed record AttendeeWasInvited(
    SurveyId SurveyId,
    ActivityId ActivityId,
    EditionId EditionId,
    RegistrationId RegistrationId,
    string Token,
    DateTimeOffset ClosesAt,
    DateTimeOffset? At = null,
    SurveyAudience? Audience = null,
    ActivityId? RegisteredFor = null);

/// <summary>The activity is the visit that a company has accepted.</summary>
public sealed record VisitHeardOf(VisitRequestId VisitRequestId);

/// <summary>The visit has taken place: both sides are asked what was promised, the company also what it thought.</summary>
/// <param name="CompanyToken">Opens the company's questions; the mail carries it, so the event must.</param>
/// <param name="DelegationToken">Opens the delegation's questions: one answer for all of it.</param>
public sealed record VisitWasSurveyed(
    SurveyId SurveyId,
    VisitRequestId VisitRequestId,
    ActivityId ActivityId,
    EditionId EditionId,
    string CompanyToken,
    string DelegationToken,
    DateTimeOffset ClosesAt,
    DateTimeOffset At);

/// <summary>Somebody who was invited had not answered, and is asked once more.</summary>
/// <param name="Token">The invitation's: the mail carries it again.</param>
public sealed record AttendeeWasReminded(
    SurveyId SurveyId, ActivityId ActivityId, EditionId EditionId, RegistrationId RegistrationId, string Token, DateTimeOffset ClosesAt);

/// <summary>Of the two sides of a visit, those that had not told of it are asked once more.</summary>
/// <param name="CompanyToken">As the company was asked with; null where it has told.</param>
/// <param name="DelegationToken">As the delegation was asked with; null where it has told.</param>
public sealed record VisitWasReminded(
    SurveyId SurveyId,
    VisitRequestId VisitRequestId,
    ActivityId ActivityId,
    EditionId EditionId,
    string? CompanyToken,
    string? DelegationToken,
    DateTimeOffset ClosesAt);

/// <summary>Whoever was invited long enough before this moment has been reminded, where there was a need. It does not say who had answered.</summary>
public sealed record RemindersWereSent(DateTimeOffset At);

/// <summary>The activity had not taken place after all: who was invited is not, and is again when it has.</summary>
/// <param name="InvitedUntil">UTC: until when the last of them could have answered.</param>
public sealed record SurveyWasWithdrawn(SurveyId SurveyId, ActivityId ActivityId, EditionId EditionId, DateTimeOffset InvitedUntil, DateTimeOffset At);

/// <summary>So many more were invited of each group; fewer, where a survey was withdrawn.</summary>
public sealed record GroupsInvited(EditionId EditionId, IReadOnlyList<GroupSize> Groups)
{
    /// <param name="groups">All that each was invited in.</param>
    public static GroupsInvited Of(EditionId edition, IEnumerable<Group> groups) =>
        new(edition, [.. groups.CountBy(group => group).Select(each => new GroupSize(each.Key, each.Value))]);
}

public sealed record GroupSize(Group Group, int Invited);

/// <summary>Somebody has answered: from now on the survey keeps this version of its questions.</summary>
public sealed record QuestionsFrozen(int Version);

/// <summary>An organiser closed a survey before its time.</summary>
public sealed record SurveyWasClosed(string? By, DateTimeOffset At);
