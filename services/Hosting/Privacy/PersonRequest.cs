using BusinessFocus.Contracts;
using BusinessFocus.Domain.People;
using BusinessFocus.Domain.Texts;
using FluentValidation;

namespace BusinessFocus.Hosting.Privacy;

/// <summary>The person whose data is asked for or erased.</summary>
/// <param name="Email">Their e-mail address; case and spaces around it do not count. Also one that would not be taken now: it may be stored from before.</param>
public sealed record PersonRequest(string Email)
{
    public sealed class Validator : AbstractValidator<PersonRequest>
    {
        public Validator() => RuleFor(request => request.Email)
            .Must(email => EmailAddress.FormsOf(email).Count > 0)
            .WithMessage((_, email) => EmailAddress.WhyNot(email).In(Languages.Current));
    }

    /// <summary>The address in each form under which it may be stored, the normalised one first.</summary>
    public IReadOnlyList<string> Addresses() => EmailAddress.FormsOf(Email);

    /// <summary>Who has it, by each form.</summary>
    public IReadOnlyList<ContactId> Contacts() => [.. Addresses().Select(ContactIds.Of)];
}
