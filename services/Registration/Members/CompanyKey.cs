using System.Security.Cryptography;
using System.Text;
using BusinessFocus.Registration.People;

namespace BusinessFocus.Registration.Members;

/// <summary>What a company is recognised by.</summary>
public static class CompanyKey
{
    // Slow on purpose: a personal number has so few possible values that a quick hash could be turned back by trying all.
    private const int Iterations = 10_000;
    private static readonly byte[] Salt = "businessfocus.sole-trader"u8.ToArray();

    /// <summary>The number itself, or a hash of it where it is a person's own.</summary>
    public static string Of(OrganisationNumber number) => number.IsPersonal
        ? "p" + Convert.ToHexStringLower(Rfc2898DeriveBytes.Pbkdf2(Encoding.ASCII.GetBytes(number.Digits), Salt, Iterations, HashAlgorithmName.SHA256, 16))
        : number.Digits;
}
