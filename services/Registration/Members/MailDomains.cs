namespace BusinessFocus.Registration.Members;

/// <summary>Whether everybody at a mail domain works for the same company, or anybody can have an address there.</summary>
public sealed class MailDomains(IConfiguration configuration)
{
    /// <summary>Where anybody has an address. The configuration's Registration:PublicMailDomains adds others, for instance a school's.</summary>
    private static readonly string[] Public =
    [
        "gmail.com", "googlemail.com", "outlook.com", "outlook.se", "hotmail.com", "hotmail.se", "hotmail.co.uk", "live.com", "live.se", "msn.com",
        "yahoo.com", "yahoo.se", "yahoo.co.uk", "ymail.com", "icloud.com", "me.com", "mac.com", "aol.com", "mail.com", "email.com", "gmx.com", "gmx.net", "gmx.de",
        "web.de", "proton.me", "protonmail.com", "pm.me", "tutanota.com", "tuta.io", "tuta.com", "fastmail.com", "hey.com", "zoho.com", "yandex.com", "yandex.ru",
        "telia.com", "comhem.se", "bredband.net", "bredband2.com", "spray.se", "swipnet.se", "tele2.se", "passagen.se", "glocalnet.net", "home.se", "bahnhof.se",
        "ownit.nu", "bostream.nu", "hem.utfors.se", "algonet.se", "mbox.se", "tiscali.se", "boremail.com", "ymail.se", "rocketmail.com",
    ];

    /// <summary>Below which companies have their names, as below a country's own end: "co.uk", "com.au".</summary>
    private static readonly HashSet<string> Shared = ["co", "com", "org", "net", "ac", "gov", "edu"];

    private readonly HashSet<string> anybodys =
        [.. Public, .. (configuration.GetSection("Registration:PublicMailDomains").Get<string[]>() ?? []).Select(domain => domain.Trim().ToLowerInvariant())];

    /// <summary>What the company registered of the address's domain; null where the address tells of no company.</summary>
    /// <param name="email">Normalised; empty for none.</param>
    public string? CompanyDomainOf(string email)
    {
        var domain = email[(email.LastIndexOf('@') + 1)..];
        if (domain.Length == 0 || anybodys.Contains(domain))
        {
            return null;
        }

        var labels = domain.Split('.');
        var registered = labels.Length >= 3 && labels[^1].Length == 2 && Shared.Contains(labels[^2]) ? 3 : 2;
        var company = string.Join('.', labels.TakeLast(registered));
        return anybodys.Contains(company) ? null : company;
    }
}
