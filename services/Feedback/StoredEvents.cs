using BusinessFocus.Feedback.Answers;
using BusinessFocus.Feedback.Areas;
using BusinessFocus.Feedback.Comments;
using BusinessFocus.Feedback.FollowUps;
using BusinessFocus.Feedback.Imports;
using BusinessFocus.Feedback.Official;
using BusinessFocus.Feedback.Questions;
using BusinessFocus.Feedback.Reports;
using BusinessFocus.Feedback.Results;
using BusinessFocus.Feedback.Surveys;
using BusinessFocus.ServiceDefaults;
using BusinessFocus.ServiceDefaults.Store;

namespace BusinessFocus.Feedback;

/// <summary>Every event that Feedback stores: its name, which is forever, and how it is masked.</summary>
public static class StoredEvents
{
    public static StoredEventTypes All { get; } = Service.EventsOfEveryService()
        .Impersonal<ActivityHeardOf>("activity_heard_of")
        .Impersonal<AttendeeCame>("attendee_came")
        .Impersonal<AttendeeDidNotCome>("attendee_did_not_come")
        .Impersonal<SurveyWasOpened>("survey_was_opened")
        .Impersonal<AttendeeWasInvited>("attendee_was_invited")
        .Impersonal<VisitHeardOf>("visit_heard_of")
        .Impersonal<VisitWasSurveyed>("visit_was_surveyed")
        .Impersonal<AttendeeWasReminded>("attendee_was_reminded")
        .Impersonal<VisitWasReminded>("visit_was_reminded")
        .Impersonal<RemindersWereSent>("reminders_were_sent")
        .Impersonal<GroupsInvited>("groups_invited")
        .Impersonal<EditionSurveyPlanned>("edition_survey_planned")
        .Impersonal<EditionSurveyCancelled>("edition_survey_cancelled")
        .Impersonal<EditionAudienceWasRequested>("edition_audience_was_requested")
        .Impersonal<QuestionsFrozen>("questions_frozen")
        .Impersonal<SurveyWasClosed>("survey_was_closed")
        .Impersonal<SurveyWasWithdrawn>("survey_was_withdrawn")
        .Personal<PersonallyAnswered>("personally_answered", fact => fact with { Texts = new Dictionary<string, string>() })
        .Impersonal<ResponseForgotten>("response_forgotten")
        .Personal<SurveyAnswered>("survey_answered", fact => fact.Masked())
        .Personal<AnswerChanged>("answer_changed", fact => fact.Masked())
        .Impersonal<BallotCast>("ballot_cast")
        .Impersonal<AnswersCounted>("answers_counted")
        .Impersonal<AnswersImported>("answers_imported")
        .Personal<CommentGiven>("comment_given", fact => fact with { Text = "" })
        .Personal<CommentModerated>("comment_moderated", fact => fact with { Text = "" })
        .Impersonal<QuestionsChanged>("questions_changed")
        .Impersonal<AreaWasSet>("area_was_set")
        .Impersonal<OfficialFigureWasSet>("official_figure_was_set")
        .Impersonal<OfficialFigureWasRemoved>("official_figure_was_removed")
        .Impersonal<PublicPartWasChosen>("public_part_was_chosen")
        .Personal<FollowUpAskedFor>("follow_up_asked_for", fact => fact.Masked())
        .Personal<VisitWasToldOf>("visit_was_told_of", fact => fact with { Accounts = fact.Accounts.Masked() })
        .Impersonal<FollowUpTaken>("follow_up_taken")
        .Personal<FollowUpDone>("follow_up_done", fact => fact with { Answer = "" })
        .Impersonal<FollowUpMoved>("follow_up_moved")
        .Personal<FollowUpAnswered>("follow_up_answered", fact => fact with { Answer = "", ReopenToken = "" })
        .Personal<FollowUpEnded>("follow_up_ended", fact => fact with { Outcome = null })
        .Personal<FollowUpAskedAgain>("follow_up_asked_again", fact => fact with { Reason = null })
        .Impersonal<FollowUpCameUp>("follow_up_came_up")
        .Impersonal<FollowUpFellDue>("follow_up_fell_due")
        .Impersonal<FollowUpForgotten>("follow_up_forgotten");
}
