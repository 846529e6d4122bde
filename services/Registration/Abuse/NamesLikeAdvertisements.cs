using System.Text.RegularExpressions;

namespace BusinessFocus.Registration.Abuse;

/// <summary>A name that tells something to whoever gets a letter with it. Addresses of the web are refused before it comes to this.</summary>
public static partial class NamesLikeAdvertisements
{
    private const int MostWords = 7;

    public static bool Has(string name) =>
        name.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length > MostWords || Offers().IsMatch(name);

    /// <summary>Figures and signs that no name has, or what is offered. Whole words: people are called Winberg and Fria.</summary>
    [GeneratedRegex(
        @"\d{4}|[@%$€£!?*#+=<>]|\p{Sc}|\p{So}|\p{Cs}|\b(gratis|free|rabatt|discount|casino|kasino|bitcoin|crypto|krypto|viagra|jackpot|vinn|winner|klicka|click|erbjudande|offer|kredit|whatsapp|telegram)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Offers();
}
