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
}
