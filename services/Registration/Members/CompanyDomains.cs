using BusinessFocus.Registration.Abuse;

namespace BusinessFocus.Registration.Members;

/// <summary>Whether everybody at a mail domain works for the same company, or anybody can have an address there.</summary>
public sealed class CompanyDomains(IConfiguration configuration)
{
    /// <summary>Others than the well-known ones where anybody has an address, for instance a school's: Registration:PublicMailDomains.</summary>
    private readonly HashSet<string> anybodys =
        [.. (configuration.GetSection("Registration:PublicMailDomains").Get<string[]>() ?? []).Select(domain => domain.Trim().ToLowerInvariant())];

    /// <summary>What the company registered of the address's domain; null where the address tells of no company.</summary>
    /// <param name="email">Normalised; empty for none.</param>
    public string? Of(string email)
    {
        var domain = MailDomains.Of(email);
        return domain.Length == 0 || MailDomains.IsCommon(domain) || MailDomains.IsDisposable(domain) || anybodys.Contains(domain) ? null : domain;
    }
}
