namespace BusinessFocus.Domain.Texts;

/// <summary>
/// What a person is told, in both languages: whoever decides does not know who asks. The answer is written in the asker's language,
/// as a text. Only for answers: it is nothing to store.
/// </summary>
public readonly record struct Wording(string Sv, string En)
{
    /// <summary>What is the same in both, or is in the asker's language already.</summary>
    public static Wording Same(string text) => new(text, text);

    public string In(string language) => language == Languages.English ? En : Sv;
}
