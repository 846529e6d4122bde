using System.Net.Mail;
using BusinessFocus.Domain.Calendars;
using BusinessFocus.Domain.People;
using Microsoft.Extensions.Configuration;

namespace BusinessFocus.Hosting.Calendars;

public static class OrganiserSetting
{
    /// <summary>Who organises, for letters and calendars alike: the setting <c>Smtp:From</c>, the address that letters come from.</summary>
    /// <exception cref="InvalidOperationException">It is not a sender.</exception>
    public static CalendarUser Organiser(this IConfiguration configuration)
    {
        _ = MailAddress.TryCreate(configuration["Smtp:From"] ?? "Business Focus <no-reply@businessfocus.example>", out var from);
        return EmailAddress.TryNormalise(from?.Address, out var address)
            ? new CalendarUser(from is { DisplayName.Length: > 0 } ? from.DisplayName : "Business Focus", address)
            : throw new InvalidOperationException($"Smtp:From is no sender, like Business Focus <no-reply@lerum.example>. {EmailAddress.WhyNot(from?.Address).En}");
    }
}
