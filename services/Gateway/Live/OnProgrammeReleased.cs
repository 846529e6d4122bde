using BusinessFocus.Contracts.Scheduling;
using MassTransit;

namespace BusinessFocus.Gateway.Live;

/// <summary>A version of the programme was published: who looks at the one before is told.</summary>
public sealed class OnProgrammeReleased(Audience audience) : IConsumer<ProgrammeReleased>
{
    public Task Consume(ConsumeContext<ProgrammeReleased> context) => audience.TellAsync(context.Message, context.CancellationToken);
}
