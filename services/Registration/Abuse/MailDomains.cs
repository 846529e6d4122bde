using System.Collections.Frozen;

namespace BusinessFocus.Registration.Abuse;

/// <summary>What is known of mail domains without asking anybody.</summary>
public static class MailDomains
{
    /// <summary>Mailboxes that anybody opens and nobody keeps. A few well-known ones: whoever wants one finds another, and is slowed down by the rest.</summary>
    private static readonly FrozenSet<string> Disposable = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "10minutemail.com", "burnermail.io", "dispostable.com", "emailondeck.com", "fakeinbox.com", "getnada.com", "grr.la", "guerrillamail.com",
        "guerrillamail.org", "inboxkitten.com", "maildrop.cc", "mailinator.com", "mailnesia.com", "mailsac.com", "mintemail.com", "moakt.com",
        "mohmal.com", "mytemp.email", "sharklasers.com", "spam4.me", "spamgourmet.com", "temp-mail.io", "temp-mail.org", "tempail.com",
        "tempmail.dev", "tempr.email", "throwawaymail.com", "trash-mail.com", "trashmail.com", "yopmail.com", "yopmail.fr");

    /// <summary>Where so many people have a mailbox that it says nothing.</summary>
    private static readonly FrozenSet<string> Common = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "algonet.se", "aol.com", "bahnhof.se", "bostream.nu", "bredband.net", "bredband2.com", "comhem.se", "email.com", "fastmail.com",
        "glocalnet.net", "gmail.com", "gmx.com", "gmx.de", "gmx.net", "googlemail.com", "hey.com", "home.se", "hotmail.co.uk", "hotmail.com",
        "hotmail.se", "icloud.com", "live.com", "live.se", "mac.com", "mail.com", "me.com", "msn.com", "outlook.com", "outlook.se", "ownit.nu",
        "passagen.se", "pm.me", "proton.me", "protonmail.com", "rocketmail.com", "spray.se", "swipnet.se", "tele2.se", "telia.com", "tiscali.se",
        "tuta.com", "tuta.io", "tutanota.com", "utfors.se", "web.de", "yahoo.co.uk", "yahoo.com", "yahoo.se", "yandex.com", "yandex.ru", "ymail.com",
        "zoho.com");

    /// <summary>Below which names are registered as below a country's own end: "co.uk", "com.au".</summary>
    private static readonly FrozenSet<string> SecondLevels = FrozenSet.Create("ac", "co", "com", "edu", "gov", "net", "org");

    /// <summary>The registered part of an address's domain, roughly: whoever has a domain has as many names below it as they like.</summary>
    public static string Of(string email)
    {
        var domain = email[(email.LastIndexOf('@') + 1)..];
        var labels = domain.Split('.');
        var registered = labels.Length > 2 && labels[^1].Length == 2 && SecondLevels.Contains(labels[^2]) ? 3 : 2;
        return string.Join('.', labels.TakeLast(registered));
    }

    public static bool IsDisposable(string domain) => Disposable.Contains(domain);

    public static bool IsCommon(string domain) => Common.Contains(domain);
}
