using System.Collections.Concurrent;
using BusinessFocus.Scheduling.Activities;
using BusinessFocus.Scheduling.Editions;

namespace BusinessFocus.Scheduling.Programme;

/// <summary>One state of an edition's public programme, with the answers that were made of it.</summary>
public sealed class PublicProgramme(EditionView edition, string tag, IReadOnlyList<PublicEntry> entries)
{
    /// <summary>Enough for every filter that a front end offers; what free text asks beyond that is answered without being kept.</summary>
    private const int MostAnswers = 500;

    private readonly ConcurrentDictionary<string, byte[]> answers = new(StringComparer.Ordinal);

    public EditionView Edition => edition;

    /// <summary>Another one for another state.</summary>
    public string Tag => tag;

    /// <summary>By their start.</summary>
    public IReadOnlyList<PublicEntry> Entries => entries;

    /// <summary>The bytes of an answer, made once.</summary>
    /// <param name="question">What the answer depends on, beside the programme.</param>
    public byte[] Answer(string question, Func<PublicProgramme, byte[]> make)
    {
        if (answers.TryGetValue(question, out var known))
        {
            return known;
        }

        var answer = make(this);
        if (answers.Count < MostAnswers)
        {
            answers[question] = answer;
        }

        return answer;
    }
}
