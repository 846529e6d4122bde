using BusinessFocus.Contracts.Registration;
using BusinessFocus.Notifications.ReadModels;
using BusinessFocus.Notifications.SignIn;
using BusinessFocus.ServiceDefaults.DeadLetters;
using Marten;
using MassTransit;

namespace BusinessFocus.Notifications.Bus;

/// <summary>Somebody asked for their links: they go to the address at once, and are stored nowhere. Late, they are asked for again.</summary>
public sealed class OnOwnRegistrationsRequested(IDocumentSession session, OwnLinkLetter letter, DirectMail mail, TimeProvider clock) : IConsumer<OwnRegistrationsRequested>
{
    private static readonly TimeSpan News = TimeSpan.FromMinutes(15);

    public async Task Consume(ConsumeContext<OwnRegistrationsRequested> context)
    {
        var request = context.Message;
        if (request.At + News <= clock.GetUtcNow()
            || await session.IsForgottenAsync(request.Contact.Id, request.Contact.Email, request.At, context.CancellationToken))
        {
            return;
        }

        var known = await session.LoadManyAsync<KnownActivity>(
            context.CancellationToken, [.. request.Registrations.Select(registration => registration.ActivityId.Value).Distinct()]);
        var activities = known.ToDictionary(activity => activity.Activity.Id, activity => activity.Activity);
        await mail.TrySendAsync(now => letter.Write(request, request.RequestId, activities, now), request.At + News, context.CancellationToken);
    }
}

/// <summary>What fails is thrown away: dead letters are kept in the store, where no link may be.</summary>
public sealed class OwnLinksAreNoDeadLetters : ConsumerDefinition<OnOwnRegistrationsRequested>
{
    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator, IConsumerConfigurator<OnOwnRegistrationsRequested> consumerConfigurator, IRegistrationContext context)
    {
        endpointConfigurator.DiscardFaultedMessages();
        endpointConfigurator.TakeManyAtOnce();
    }
}
