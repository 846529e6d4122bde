using BusinessFocus.Contracts.Registration;
using Marten;
using MassTransit;

namespace BusinessFocus.EchoService;

/// <summary>Whether registrations can be dealt with: a test breaks it and mends it.</summary>
public sealed class Mood
{
    private volatile bool isBad;

    public bool IsBad
    {
        get => isBad;
        set => isBad = value;
    }
}

public sealed class OnRegistrationConfirmed(IDocumentSession session, Mood mood) : IConsumer<RegistrationConfirmed>
{
    public Task Consume(ConsumeContext<RegistrationConfirmed> context)
    {
        var contact = context.Message.Registration.Contact;
        if (mood.IsBad)
        {
            throw new InvalidOperationException($"{contact.Name} <{contact.Email}> ({contact.Phone}) cannot be welcomed as {contact.Id}.");
        }

        session.Events.Append(Guid.CreateVersion7(), new Echoed(context.MessageId.ToString()!));
        return Task.CompletedTask;
    }
}
