using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Feedback.Answers;
using BusinessFocus.Feedback.FollowUps;
using BusinessFocus.Feedback.Questions;
using MassTransit;

namespace BusinessFocus.Feedback.Bus;

/// <summary>Who asked for a visit is forgotten: what they said of it, and what the delegation said, which may name them.</summary>
public sealed class OnVisitContactForgotten(ForgetFollowUps followUps, ForgetResponses responses) : IConsumer<VisitContactForgotten>
{
    public async Task Consume(ConsumeContext<VisitContactForgotten> context)
    {
        var visit = context.Message.VisitRequestId;
        await followUps.ForgetAsync([VisitSides.IdOf(visit, VisitSide.Company)], context.CancellationToken);
        await responses.ForgetAsync([.. Enum.GetValues<VisitSide>().Select(side => VisitSides.IdOf(visit, side))], context.CancellationToken);
    }
}
