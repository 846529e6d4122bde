namespace BusinessFocus.Contracts;

/// <summary>A text in the festival's two languages. Swedish is the one that must exist.</summary>
/// <param name="Sv">In Swedish.</param>
/// <param name="En">In English; left out or empty where it has not been written, and then the Swedish is shown.</param>
public sealed record LocalizedText(string Sv, string? En = null)
{
    /// <summary>The text for <paramref name="language"/> ("sv" or "en"), Swedish where the other is missing.</summary>
    public string In(string language) => language == "en" && !string.IsNullOrEmpty(En) ? En : Sv;
}
