using System.Globalization;
using BusinessFocus.Domain.Texts;
using FluentValidation;
using FluentValidation.Validators;
using Microsoft.Extensions.Configuration;

namespace BusinessFocus.Hosting.Http;

/// <summary>
/// Links that come from outside, and the rule for all of them: an absolute http or https address that shows as it is written. None
/// has a name and a password before its host: RFC 9110 (4.2.4) takes that for an attempt to hide where it leads.
/// </summary>
public static class WebAddress
{
    public static bool Is(string? text) => Read(text) is not null;

    /// <returns>The address in ASCII, as calendars and headers want it; null where the text is none.</returns>
    public static Uri? Read(string? text)
    {
        if (string.IsNullOrEmpty(text)
            || text.Any(each => IsInvisible(each) || each is '\\' or '"' or '<' or '>')
            || !Uri.TryCreate(text, UriKind.Absolute, out var address)
            || address.Scheme is not ("https" or "http")
            || !text.AsSpan(address.Scheme.Length).StartsWith("://")
            || address.IdnHost.Length == 0
            || address.UserInfo.Length > 0)
        {
            return null;
        }

        return new UriBuilder(address) { Host = address.IdnHost }.Uri;
    }

    /// <summary>The gateway as people see it, without a slash at the end: the setting <c>PublicUrl</c>.</summary>
    public static string PublicUrl(this IConfiguration configuration) => configuration["PublicUrl"] switch
    {
        null => throw new InvalidOperationException("PublicUrl is not set."),
        var text => Read(text)?.AbsoluteUri.TrimEnd('/') ?? throw new InvalidOperationException("PublicUrl is not a web address."),
    };

    /// <summary>A link that may be left out. Spaces around it do not matter: whoever keeps it trims it.</summary>
    public static IRuleBuilderOptions<T, string?> WebLink<T>(this IRuleBuilder<T, string?> rule, int length) =>
        rule.OptionalText(length).SetValidator(new Validator<T>());

    /// <summary>Spaces, line breaks, control characters, and what changes the direction of the text or is not seen at all.</summary>
    private static bool IsInvisible(char character) =>
        char.IsWhiteSpace(character) || char.GetUnicodeCategory(character) is UnicodeCategory.Control or UnicodeCategory.Format;

    /// <summary>By its type, a test finds whether a field that is a link has the rule.</summary>
    public sealed class Validator<T> : PropertyValidator<T, string?>
    {
        public override string Name => "WebAddress";

        public override bool IsValid(ValidationContext<T> context, string? value) => value is null || Is(value.Trim());

        protected override string GetDefaultMessageTemplate(string errorCode) =>
            Languages.Choose("Ingen webbadress som https://exempel.se.", "Not a web address such as https://example.com.");
    }
}
