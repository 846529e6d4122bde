using BusinessFocus.Contracts.Feedback;
using Marten;
using MassTransit;

namespace BusinessFocus.EchoService;

public sealed class OnSurveyOpened(IDocumentSession session) : IConsumer<SurveyOpened>
{
    public Task Consume(ConsumeContext<SurveyOpened> context)
    {
        if (context.Message.EditionId.Value == Guid.Empty)
        {
            // As a database's do, it carries what cannot be written as JSON.
            throw new InvalidOperationException("This one is poison.") { Data = { ["command"] = new Npgsql.NpgsqlCommand() } };
        }

        session.Events.Append(Guid.CreateVersion7(), new Echoed(context.MessageId.ToString()!));
        return Task.CompletedTask;
    }
}
