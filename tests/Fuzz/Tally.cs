using System.Text;

namespace BusinessFocus.Fuzz;

/// <summary>How many requests were answered how, and what must not be.</summary>
public sealed class Tally
{
    private readonly SortedDictionary<int, int> byStatus = [];
    private readonly Dictionary<string, List<string>> faults = [];
    private readonly HashSet<string> succeeded = [];
    private readonly Dictionary<string, string> refusals = [];
    private int valid;

    public void Count(Attempt attempt, HttpResponseMessage answer, byte[] body, string? fault)
    {
        var status = (int)answer.StatusCode;
        byStatus[status] = byStatus.GetValueOrDefault(status) + 1;
        valid += attempt.Broken.Count == 0 ? 1 : 0;
        if (answer.IsSuccessStatusCode && attempt.Method == attempt.Operation.Method)
        {
            succeeded.Add(attempt.Operation.ToString());
        }

        else if (attempt.Broken.Count == 0 && status is not (401 or 403))
        {
            refusals[attempt.Operation.ToString()] = $"{status} {Start(body)}";
        }

        if (fault is not null)
        {
            Add($"{attempt.Operation}: {fault}", $"{attempt}\n      answer: {status} {Start(body)}");
        }
    }

    public void CountUnanswered(Attempt attempt, Exception failure) =>
        Add($"{attempt.Operation}: no answer: {failure.GetBaseException().GetType().Name}", $"{attempt}\n      {failure.GetBaseException().Message}");

    /// <param name="examples">Of each, at most.</param>
    public IReadOnlyList<string> Faults(int examples) =>
        faults.OrderByDescending(each => each.Value.Count)
            .Select(each => $"{each.Key} ({each.Value.Count} times)\n    {string.Join("\n    ", each.Value.Take(examples))}")
            .ToList();

    public string ToText(IReadOnlyList<Operation> operations)
    {
        var text = new StringBuilder($"{byStatus.Values.Sum()} answers, {valid} of them to valid requests: ");
        text.AppendJoin(", ", byStatus.Select(each => $"{each.Key}: {each.Value}"));
        text.Append($"\n{succeeded.Count} of {operations.Count} operations answered 2xx at least once");
        foreach (var operation in operations.Where(each => !succeeded.Contains(each.ToString())))
        {
            text.Append($"\n  never: {operation}: {refusals.GetValueOrDefault(operation.ToString())}");
        }

        return text.Append($"\n{faults.Count} kinds of faults, {faults.Values.Sum(each => each.Count)} answers").ToString();
    }

    private void Add(string what, string example)
    {
        if (!faults.TryGetValue(what, out var examples))
        {
            faults[what] = examples = [];
        }

        examples.Add(example);
    }

    private static string Start(byte[] body) => Encoding.UTF8.GetString(body.AsSpan(0, Math.Min(body.Length, 400)));
}
