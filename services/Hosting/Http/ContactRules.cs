using System.Text.RegularExpressions;
using BusinessFocus.Domain.People;
using BusinessFocus.Domain.Texts;
using FluentValidation;

namespace BusinessFocus.Hosting.Http;

/// <summary>How validators ask whether somebody can be written to or called; a refusal says why.</summary>
public static partial class ContactRules
{
    /// <summary>
    /// A person's name stands in letters that anybody may have sent to anybody: it carries no address of the web, and is one line.
    /// </summary>
    public static IRuleBuilderOptions<T, string?> IsPersonsName<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Must(name => name is null || !AddressOrLineBreak().IsMatch(name)).WithMessage(_ => Languages.Choose(
            "Ett namn på en rad, utan webbadress; sätt ett mellanslag efter en punkt.",
            "A name on one line, without a web address; put a space after a full stop."));

    public static IRuleBuilderOptions<T, string?> IsEmailAddress<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Must(email => EmailAddress.TryNormalise(email, out _)).WithMessage((_, email) => EmailAddress.WhyNot(email).In(Languages.Current));

    /// <summary>It may be left out, or blank.</summary>
    public static IRuleBuilderOptions<T, string?> IsPhoneNumberOrNone<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Must(phone => string.IsNullOrWhiteSpace(phone) || PhoneNumber.TryNormalise(phone, out _)).WithMessage((_, phone) => PhoneNumber.WhyNot(phone).In(Languages.Current));

    /// <summary>The language that somebody is written to in; it may be left out.</summary>
    public static IRuleBuilderOptions<T, string?> IsLanguageOrNone<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Must(language => language is null || Languages.All.Contains(language)).WithMessage(_ => Languages.Choose("sv eller en.", "sv or en."));

    /// <summary>What mail programs make links of: also <c>exempel.se</c> alone.</summary>
    [GeneratedRegex(@"://|www\.|[\p{L}\p{N}-]{2,}\.\p{L}{2,}|[\r\n]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex AddressOrLineBreak();
}
