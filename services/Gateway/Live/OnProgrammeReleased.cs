using BusinessFocus.Contracts.Scheduling;
using MassTransit;

namespace BusinessFocus.Gateway.Live;

/// <summary>A version of the programme was published: who looks at the one before is told.</summary>
public sealed class OnProgrammeReleased(Listeners listeners) : IConsumer<ProgrammeReleased>
{
    public Task Consume(ConsumeContext<ProgrammeReleased> context) => listeners.SendAsync(context.Message, context.CancellationToken);
}
