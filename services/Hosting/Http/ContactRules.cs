using BusinessFocus.Domain.People;
using BusinessFocus.Domain.Texts;
using FluentValidation;

namespace BusinessFocus.Hosting.Http;

/// <summary>How validators ask whether somebody can be written to or called; a refusal says why.</summary>
public static class ContactRules
{
    public static IRuleBuilderOptions<T, string?> IsEmailAddress<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Must(email => EmailAddress.TryNormalise(email, out _)).WithMessage((_, email) => EmailAddress.WhyNot(email).In(Languages.Current));

    /// <summary>It may be left out, or blank.</summary>
    public static IRuleBuilderOptions<T, string?> IsPhoneNumberOrNone<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Must(phone => string.IsNullOrWhiteSpace(phone) || PhoneNumber.TryNormalise(phone, out _)).WithMessage((_, phone) => PhoneNumber.WhyNot(phone).In(Languages.Current));
}
