using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Feedback;
using Marten;
using MassTransit;

namespace BusinessFocus.EchoService;

public sealed class OnSurveyOpened(IDocumentSession session) : IConsumer<SurveyOpened>
{
    /// <summary>A message of this edition fails.</summary>
    public static readonly EditionId Poison = new(Guid.Empty);

    /// <summary>A message of this edition is cancelled by something that nobody knows, as a library that has waited for too long does.</summary>
    public static readonly EditionId Cancelled = new(new Guid("6a3c5d1e-1f0e-4b35-9a55-0f5f3f1f7a01"));

    /// <summary>A message of this edition is held until its consumer is cancelled, and then fails as what is disposed of does.</summary>
    public static readonly EditionId Held = new(new Guid("6a3c5d1e-1f0e-4b35-9a55-0f5f3f1f7a02"));

    public async Task Consume(ConsumeContext<SurveyOpened> context)
    {
        var edition = context.Message.EditionId;
        if (edition == Poison)
        {
            // As a database's do, it carries what cannot be written as JSON.
            throw new InvalidOperationException("This one is poison.") { Data = { ["command"] = new Npgsql.NpgsqlCommand() } };
        }

        if (edition == Cancelled)
        {
            throw new TaskCanceledException("Somebody has waited for too long.");
        }

        if (edition == Held)
        {
            await Task.Delay(Timeout.Infinite, context.CancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw new ObjectDisposedException("the store");
        }

        session.Events.Append(Guid.CreateVersion7(), new Echoed(context.MessageId.ToString()!));
    }
}
