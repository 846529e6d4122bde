using BusinessFocus.Contracts;
using BusinessFocus.Domain.People;
using BusinessFocus.Domain.Texts;
using FluentValidation;

namespace BusinessFocus.Hosting.Privacy;

/// <summary>The person whose data is asked for or erased.</summary>
/// <param name="Email">
/// Their e-mail address; case and spaces around it do not count. Also one that would not be taken now: it may be stored from before. Left out where
/// the phone says who it is.
/// </param>
/// <param name="Phone">The number of somebody who was registered without an e-mail address, as people write it; only in place of the address.</param>
public sealed record PersonRequest(string? Email = null, string? Phone = null)
{
    public sealed class Validator : AbstractValidator<PersonRequest>
    {
        public Validator()
        {
            RuleFor(request => request.Email)
                .Must(email => EmailAddress.FormsOf(email).Count > 0)
                .WithMessage((_, email) => EmailAddress.WhyNot(email).In(Languages.Current))
                .When(request => request.Phone is null);
            RuleFor(request => request.Phone)
                .Must(phone => PhoneNumber.TryNormalise(phone, out _))
                .WithMessage((_, phone) => PhoneNumber.WhyNot(phone).In(Languages.Current))
                .When(request => request.Phone is not null);
            RuleFor(request => request.Email).Null()
                .WithMessage(_ => Languages.Choose("E-postadress eller telefon, inte båda.", "An email address or a phone number, not both."))
                .When(request => request.Phone is not null);
        }
    }

    /// <summary>The address in each form under which it may be stored, the normalised one first; none for a phone.</summary>
    public IReadOnlyList<string> Addresses() => EmailAddress.FormsOf(Email);

    /// <summary>Who has it, by each form.</summary>
    public IReadOnlyList<ContactId> Contacts() =>
        [.. Addresses().Select(ContactIds.Of), .. PhoneNumber.TryNormalise(Phone, out var e164) ? [ContactIds.OfPhone(e164)] : Array.Empty<ContactId>()];
}
