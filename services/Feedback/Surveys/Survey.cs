using System.Collections.Immutable;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Feedback.Groups;

namespace BusinessFocus.Feedback.Surveys;

/// <summary>The survey of one activity, or of a whole edition: who came, who was invited. What they answered is elsewhere.</summary>
public sealed record Survey : IState<Survey>
{
    /// <summary>Nobody is reminded of what they were asked just now.</summary>
    private static readonly TimeSpan RestAfterInvitation = TimeSpan.FromDays(1);

    public static Survey Initial { get; } = new();

    /// <summary>The activity's id; of an edition's survey, what stands for it (<see cref="EditionSurveys.IdOf"/>).</summary>
    public Guid Id { get; set; }

    public SurveyedActivity? Facts { get; init; }

    /// <summary>The edition, beside the facts so that it can be searched by.</summary>
    public Guid? EditionId { get; init; }

    public ImmutableDictionary<RegistrationId, Attendance> Attendances { get; init; } = ImmutableDictionary<RegistrationId, Attendance>.Empty;

    public ImmutableHashSet<RegistrationId> Invited { get; init; } = [];

    /// <summary>Of which company's request the activity came; null where it is no visit that a company asked for.</summary>
    public VisitRequestId? Visit { get; init; }

    /// <summary>Whether both sides of the visit are asked.</summary>
    public bool IsVisitSurveyed { get; init; }

    public DateTimeOffset? ClosesAt { get; init; }

    /// <summary>The last invitation's time, UTC; null where none was noted.</summary>
    public DateTimeOffset? LastInvitedAt { get; init; }

    /// <summary>Until when the invitations were looked through for reminders, UTC; null before the first time.</summary>
    public DateTimeOffset? RemindedAt { get; init; }

    /// <summary>Nobody is left to be reminded, as long as nobody more is invited.</summary>
    public bool IsReminded { get; init; }

    /// <summary>The version of the questions that it keeps since somebody answered; null before.</summary>
    public int? FrozenVersion { get; init; }

    /// <summary>What an organiser set for the survey of a whole edition; null where none is to be, and for an activity's.</summary>
    public EditionSurveyPlan? Plan { get; init; }

    /// <summary>UTC: when an edition's survey is to be sent; null where it is not, or its audience has been asked for.</summary>
    public DateTimeOffset? OpensAt { get; init; }

    /// <summary>UTC: when Registration was asked whom the edition's survey asks; null before.</summary>
    public DateTimeOffset? RequestedAt { get; init; }

    public bool IsOpened => ClosesAt is not null;

    /// <summary>What an attendee's answers are counted in, the whole edition first.</summary>
    public IReadOnlyList<Group> GroupsOf(ActivityId activity, RegistrationId registration)
    {
        var facts = Facts ?? throw new InvalidOperationException("Nothing is known of the activity.");
        var attendance = Attendances.GetValueOrDefault(registration);
        return facts.GroupsOf(activity, attendance is { IsMember: true }, attendance?.CompanySize);
    }

    /// <summary>Whether somebody who was invited then may be reminded now.</summary>
    public static bool IsRipe(DateTimeOffset? invitedAt, DateTimeOffset now) => invitedAt is not { } at || at + RestAfterInvitation <= now;

    public Survey Evolve(object @event) => @event switch
    {
        ActivityHeardOf heard => this with { Facts = heard.Facts, EditionId = heard.Facts.EditionId.Value },
        AttendeeCame came => this with { Attendances = Attendances.SetItem(came.RegistrationId, new Attendance(true, came.IsMember, came.SourceVersion, came.CompanySize)) },
        AttendeeDidNotCome gone => this with { Attendances = Attendances.SetItem(gone.RegistrationId, new Attendance(false, false, gone.SourceVersion)) },
        QuestionsFrozen frozen => this with { FrozenVersion = frozen.Version },
        SurveyWasClosed closed => this with { ClosesAt = closed.At, IsReminded = true },
        VisitHeardOf heard => this with { Visit = heard.VisitRequestId },
        VisitWasSurveyed asked => this with { IsVisitSurveyed = true, LastInvitedAt = asked.At, IsReminded = false },
        SurveyWasWithdrawn => this with { ClosesAt = null, Invited = [], IsVisitSurveyed = false, LastInvitedAt = null, RemindedAt = null, IsReminded = false },
        SurveyWasOpened opened => this with { ClosesAt = opened.ClosesAt },
        AttendeeWasInvited invited => this with
        {
            Invited = Invited.Add(invited.RegistrationId),
            LastInvitedAt = invited.At ?? LastInvitedAt,
            // Asked about the edition, people are asked once.
            IsReminded = invited.Audience is not null,
        },
        EditionSurveyPlanned planned => this with { Plan = planned.Plan, OpensAt = planned.Plan.OpensAt, Facts = planned.Plan.Facts(), EditionId = planned.Plan.EditionId.Value },
        EditionSurveyCancelled => this with { Plan = null, OpensAt = null },
        EditionAudienceWasRequested requested => this with { OpensAt = null, RequestedAt = requested.At },
        RemindersWereSent sent => this with { RemindedAt = sent.At, IsReminded = LastInvitedAt is not { } last || IsRipe(last, sent.At) },
        _ => this,
    };
}

public sealed record Attendance(bool Came, bool IsMember, long SourceVersion, CompanySize? CompanySize = null);
