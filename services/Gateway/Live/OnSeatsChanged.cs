using BusinessFocus.Contracts.Registration;
using MassTransit;

namespace BusinessFocus.Gateway.Live;

/// <summary>Seats were taken or came free: who looks at the programme sees it.</summary>
public sealed class OnSeatsChanged(Audience audience) : IConsumer<SeatsChanged>
{
    public Task Consume(ConsumeContext<SeatsChanged> context) => audience.TellAsync(context.Message, context.CancellationToken);
}
