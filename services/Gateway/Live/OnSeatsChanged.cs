using BusinessFocus.Contracts.Registration;
using MassTransit;

namespace BusinessFocus.Gateway.Live;

/// <summary>Seats were taken or came free: who looks at the programme sees it.</summary>
public sealed class OnSeatsChanged(Listeners listeners) : IConsumer<SeatsChanged>
{
    public Task Consume(ConsumeContext<SeatsChanged> context) => listeners.SendAsync(context.Message, context.CancellationToken);
}
