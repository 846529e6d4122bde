using BusinessFocus.Contracts.Identity;
using BusinessFocus.Hosting.Tokens;
using MassTransit;

namespace BusinessFocus.Hosting.Bus;

/// <summary>Every instance hears of what is revoked, on a queue of its own that is gone with it.</summary>
public sealed class HearOfRevocations(Revocations revocations) : IConsumer<AccessRevoked>
{
    public Task Consume(ConsumeContext<AccessRevoked> context)
    {
        revocations.Add(Revocation.Of(context.Message));
        return Task.CompletedTask;
    }
}
