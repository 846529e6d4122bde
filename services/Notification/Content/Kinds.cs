namespace BusinessFocus.Notifications.Content;

/// <summary>What a notification tells. Each kind has a text of its own in each language.</summary>
public enum NotificationKind
{
    /// <summary>You have seats.</summary>
    Confirmation,

    /// <summary>It was full: you wait in line.</summary>
    Waitlisted,

    /// <summary>You waited, and now you have seats.</summary>
    Promotion,

    /// <summary>You waited, and seats are kept for you until you have answered, or the time is up.</summary>
    Offer,

    /// <summary>You did not take the seats in time: your registration ended.</summary>
    OfferExpired,

    /// <summary>You have another number of seats.</summary>
    Resized,

    /// <summary>You went from one activity to another.</summary>
    Moved,

    /// <summary>Your registration is cancelled: by you, by an organiser, or because the activity is.</summary>
    Cancellation,

    /// <summary>A release of the programme changed something that you take part in.</summary>
    ProgrammeChange,

    /// <summary>You came: here are the questions.</summary>
    Survey,

    /// <summary>You asked for a visit: this is when we can come, and who.</summary>
    VisitProposal,

    /// <summary>What became of the visit, whoever decided it.</summary>
    VisitDecision,

    /// <summary>What you have seats for is tomorrow.</summary>
    ReminderDayBefore,

    /// <summary>What you have seats for begins in two hours.</summary>
    ReminderSoon,

    /// <summary>An organiser writes to you about something that you take part in.</summary>
    OrganiserMessage,

    /// <summary>You asked to be contacted: this is the answer.</summary>
    FollowUpAnswer,

    /// <summary>You came and have not answered the questions: there are some days left.</summary>
    SurveyReminder,

    /// <summary>What the day before brought: for organisers.</summary>
    OrganiserSummary,

    /// <summary>How the day before's deliveries went: for operators.</summary>
    OperatorSummary,

    /// <summary>You asked to be contacted: this is who answers, and until when.</summary>
    FollowUpReceived,

    /// <summary>Somebody asked to be contacted: for the area that answers.</summary>
    FollowUpOpened,

    /// <summary>A case of yours has to be answered soon: for the area that answers.</summary>
    FollowUpDueSoon,

    /// <summary>A case of yours was not answered in time: for the area that answers.</summary>
    FollowUpOverdue,

    /// <summary>A case of yours is open again: for the area that answers.</summary>
    FollowUpReopened,

    /// <summary>You wait for more seats than the activity has now.</summary>
    GroupTooLarge,

    /// <summary>You asked for a visit: we have got it.</summary>
    VisitReceived,

    /// <summary>A company asks for a visit, or has answered so that there is something to do: for organisers.</summary>
    VisitNotice,

    /// <summary>The visit that you have accepted is at another time or place, or others come.</summary>
    VisitChange,

    /// <summary>You come along to a visit, or do not after all: for each host of the delegation.</summary>
    VisitDelegation,

    /// <summary>Somebody has booked a conversation with you: for the host.</summary>
    HostBooked,

    /// <summary>A booked conversation with you is at another time or place: for the host.</summary>
    HostMoved,

    /// <summary>A booked conversation with you is not to be: for the host.</summary>
    HostFreed,

    /// <summary>An organiser writes to many of the festival's people, of whom you are one.</summary>
    EditionMessage,

    /// <summary>What a day changed of the conversations with you: for the host who wants it together.</summary>
    HostDigest,

    /// <summary>The visit that you have accepted is tomorrow: for the company.</summary>
    VisitReminder,

    /// <summary>You have booked several conversations in one step.</summary>
    ChainBooked,

    /// <summary>Several conversations of yours are cancelled in one step.</summary>
    ChainCancelled,

    /// <summary>You came to something in the edition: here are questions about the whole of it.</summary>
    EditionSurvey,

    /// <summary>You had registered and did not come: why?</summary>
    NoShowSurvey,

    /// <summary>Questions after the visit, for the company: it answers by name.</summary>
    VisitSurvey,

    /// <summary>What was promised at a visit, by whom and until when, for those who made it.</summary>
    VisitDebrief,

    /// <summary>The answer to what the company was promised at the visit, or asked about.</summary>
    VisitAnswer,

    /// <summary>An association invites you to something as a member of it.</summary>
    MemberInvitation,

    /// <summary>You have not said how the visit was: there are some days left. For the company.</summary>
    VisitSurveyReminder,

    /// <summary>Nobody of the delegation has said what was promised at a visit: there are some days left.</summary>
    VisitDebriefReminder,
}
