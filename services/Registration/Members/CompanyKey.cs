using System.Security.Cryptography;
using System.Text;
using BusinessFocus.Registration.Keys;
using BusinessFocus.Registration.People;

namespace BusinessFocus.Registration.Members;

/// <summary>What a company is recognised by.</summary>
public static class CompanyKey
{
    /// <summary>
    /// The number itself, or, where it is a person's own, its HMAC under our key: there are so few personal numbers
    /// that a plain hash could be turned back by trying them all.
    /// </summary>
    public static string Of(OrganisationNumber number, RegistrationKeys keys) => number.IsPersonal
        ? "p" + Convert.ToHexStringLower(HMACSHA256.HashData(keys.Companies, Encoding.ASCII.GetBytes(number.Digits)))
        : number.Digits;

    /// <summary>Of one that said its name alone: whoever writes it the same is the same.</summary>
    public static string OfName(string name) => $"n{name.Trim().ToLowerInvariant()}";

    /// <summary>
    /// What a company is called in addresses, which end in logs: its key, or that of a company that is known by its name alone under our key, because
    /// the name can be a person's.
    /// </summary>
    public static string IdOf(string key, RegistrationKeys keys) => key.StartsWith('n')
        ? "n" + Convert.ToHexStringLower(HMACSHA256.HashData(keys.Companies, Encoding.UTF8.GetBytes(key)))
        : key;
}
