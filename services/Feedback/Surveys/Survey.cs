using System.Collections.Immutable;
using BusinessFocus.Contracts;
using BusinessFocus.ServiceDefaults.Decisions;

namespace BusinessFocus.Feedback.Surveys;

/// <summary>The survey of one activity: who came, who was invited. What they answered is elsewhere.</summary>
public sealed record Survey : IState<Survey>
{
    public static Survey Initial { get; } = new();

    /// <summary>The activity's id.</summary>
    public Guid Id { get; set; }

    public ActivityFacts? Facts { get; init; }

    /// <summary>The edition, beside the facts so that it can be searched by.</summary>
    public Guid? EditionId { get; init; }

    public ImmutableDictionary<RegistrationId, Attendance> Attendances { get; init; } = ImmutableDictionary<RegistrationId, Attendance>.Empty;

    public ImmutableHashSet<RegistrationId> Invited { get; init; } = [];

    public DateTimeOffset? ClosesAt { get; init; }

    public bool IsOpened => ClosesAt is not null;

    public Survey Evolve(object @event) => @event switch
    {
        ActivityHeardOf heard => this with { Facts = heard.Facts, EditionId = heard.Facts.EditionId.Value },
        AttendeeCame came => this with { Attendances = Attendances.SetItem(came.RegistrationId, new Attendance(true, came.IsMember, came.SourceVersion)) },
        AttendeeDidNotCome gone => this with { Attendances = Attendances.SetItem(gone.RegistrationId, new Attendance(false, false, gone.SourceVersion)) },
        SurveyWasOpened opened => this with { ClosesAt = opened.ClosesAt },
        AttendeeWasInvited invited => this with { Invited = Invited.Add(invited.RegistrationId) },
        _ => this,
    };
}

public sealed record Attendance(bool Came, bool IsMember, long SourceVersion);
