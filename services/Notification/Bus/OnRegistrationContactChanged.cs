using BusinessFocus.Contracts.Registration;
using MassTransit;

namespace BusinessFocus.Notifications.Bus;

/// <summary>Letters to come have the new name and language; none goes because of it.</summary>
public sealed class OnRegistrationContactChanged(Registrations registrations) : IConsumer<RegistrationContactChanged>
{
    public Task Consume(ConsumeContext<RegistrationContactChanged> context) => registrations.LearnRecipientAsync(context, context.Message.Registration);
}
