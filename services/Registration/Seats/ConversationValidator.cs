using BusinessFocus.Hosting.Http;
using FluentValidation;

namespace BusinessFocus.Registration.Seats;

/// <summary>What they want to talk about with an officer.</summary>
public sealed class ConversationValidator : AbstractValidator<Register.ConversationRequest>
{
    public ConversationValidator()
    {
        RuleFor(conversation => conversation.Topic).Text(200);
        RuleFor(conversation => conversation.Note).OptionalText(5000);
    }
}
