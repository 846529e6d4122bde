using System.Security.Cryptography;
using System.Text;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;

namespace BusinessFocus.Registration.Seats;

/// <summary>
/// The words that whoever registers in an edition agrees to. A booking keeps their SHA-256: the words themselves are in the edition's history in
/// Scheduling, and whoever has them shows by it that they are the ones.
/// </summary>
/// <param name="Hash">Null where the edition has no words.</param>
/// <param name="Version">The edition's in Scheduling: an older one is ignored.</param>
public sealed record EditionConsent(EditionId Id, string? Hash, long Version)
{
    /// <returns>Null when it is not news.</returns>
    public static EditionConsent? Learn(EditionConsent? known, EditionPresented said) =>
        known?.Version >= said.Version ? null : new EditionConsent(said.EditionId, said.Consent is { } words ? HashOf(words) : null, said.Version);

    /// <summary>Of the Swedish words, a line break and the English ones, in UTF-8; small hexadecimal digits.</summary>
    public static string HashOf(LocalizedText words) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{words.Sv}\n{words.En}")));
}
