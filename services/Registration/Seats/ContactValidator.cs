using BusinessFocus.Hosting.Http;
using FluentValidation;

namespace BusinessFocus.Registration.Seats;

/// <summary>Who comes, wherever somebody registers.</summary>
public sealed class ContactValidator : AbstractValidator<Register.ContactRequest>
{
    public ContactValidator()
    {
        RuleFor(contact => contact.Name).Text(120).IsPersonsName();
        RuleFor(contact => contact.Email).IsEmailAddress();
        RuleFor(contact => contact.Phone).IsPhoneNumberOrNone();
        RuleFor(contact => contact.Locale).IsLanguageOrNone();
    }
}
