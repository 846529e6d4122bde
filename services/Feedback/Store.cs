using BusinessFocus.Contracts;
using BusinessFocus.Feedback.Areas;
using BusinessFocus.Feedback.FollowUps;
using BusinessFocus.Feedback.Surveys;
using BusinessFocus.ServiceDefaults.Store;
using JasperFx.Events.Projections;
using Marten;

namespace BusinessFocus.Feedback;

/// <summary>Feedback's streams, documents and indexes.</summary>
public static class Store
{
    public static void Configure(StoreOptions options)
    {
        options.Projections.Add(new StateProjection<Survey>(
            typeof(ActivityHeardOf), typeof(AttendeeCame), typeof(AttendeeDidNotCome), typeof(SurveyWasOpened), typeof(AttendeeWasInvited),
            typeof(AttendeeWasReminded), typeof(RemindersWereSent)), ProjectionLifecycle.Inline);
        options.Projections.Add(new StateProjection<Response>(typeof(SurveyAnswered), typeof(AnswerChanged)), ProjectionLifecycle.Inline);
        options.Projections.Add(new StateProjection<FollowUp>(FollowUp.Events), ProjectionLifecycle.Inline);
        options.Projections.Add(new StateProjection<Area>(typeof(AreaWasSet)), ProjectionLifecycle.Inline);
        options.Schema.For<Survey>().Index(survey => survey.EditionId!).Index(survey => survey.ClosesAt!);
        options.Schema.For<Response>().Index(response => response.EditionId);
        options.RegisterValueType<RegistrationId>();
        options.RegisterValueType<EditionId>();
        options.Schema.For<FollowUp>()
            .Index(followUp => followUp.RegistrationId)
            .Index(followUp => followUp.EditionId)
            .Index(followUp => followUp.RemindAt!);
        options.Events.AddMaskingRuleForProtectedInformation<FollowUpAskedFor>(asked => asked.Masked());
        options.Events.AddMaskingRuleForProtectedInformation<FollowUpDone>(done => done with { Answer = "" });
        options.Events.AddMaskingRuleForProtectedInformation<FollowUpAnswered>(answered => answered with { Answer = "", ReopenToken = "" });
        options.Events.AddMaskingRuleForProtectedInformation<FollowUpEnded>(ended => ended with { Outcome = null });
        options.Events.AddMaskingRuleForProtectedInformation<FollowUpAskedAgain>(again => again with { Reason = null });
    }
}
