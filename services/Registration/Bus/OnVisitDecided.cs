using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Registration.Members;
using BusinessFocus.Registration.Participation;
using BusinessFocus.ServiceDefaults.Store;
using Marten;
using MassTransit;

namespace BusinessFocus.Registration.Bus;

public sealed class OnVisitDecided(IDocumentSession session, MemberDirectory members) : IConsumer<VisitDecided>
{
    public async Task Consume(ConsumeContext<VisitDecided> context)
    {
        if (context.Message.Visit.ActivityId is not { } activity)
        {
            return;
        }

        await session.HoldOneAsync($"visited company {activity}", context.CancellationToken);
        var before = await session.LoadAsync<VisitedCompany>(activity, context.CancellationToken);
        if (VisitedCompany.Learn(before, context.Message, members.CompanyOf) is { } after)
        {
            session.Store(after);
        }
    }
}
