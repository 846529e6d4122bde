using System.Text.Json.Serialization;
using BusinessFocus.Feedback.Questions;

namespace BusinessFocus.Feedback.FollowUps;

/// <summary>Something that was promised at a visit.</summary>
/// <param name="What">In the words of who says so; left out where nothing was said, or the company is forgotten.</param>
/// <param name="By">Who promised it, in their words; left out likewise.</param>
/// <param name="Until">Until when; left out where no day was said.</param>
public sealed record VisitPromise(string? What, string? By, DateOnly? Until);

/// <summary>What one side of a visit says was promised at it.</summary>
/// <param name="IsPromised">Whether anything was.</param>
/// <param name="What">In their words; left out where nothing was said, or the company is forgotten.</param>
/// <param name="By">Who promised it, in their words; left out likewise.</param>
/// <param name="Until">Until when; left out where no day was said.</param>
/// <param name="At">UTC: when they said so last.</param>
/// <param name="More">What was promised beside that; left out where nothing was, and in what was told before there could be.</param>
public sealed record VisitAccount(bool IsPromised, string? What, string? By, DateOnly? Until, DateTimeOffset At, IReadOnlyList<VisitPromise>? More = null)
{
    /// <summary>All of them, in the order in which they were told of.</summary>
    [JsonIgnore]
    public IReadOnlyList<VisitPromise> Promises => IsPromised ? [new(What, By, Until), .. More ?? []] : [];

    public static VisitAccount Of(IReadOnlyDictionary<string, string> marks, IReadOnlyDictionary<string, string> texts, DateTimeOffset at)
    {
        var told = Enumerable.Range(1, VisitQuestions.MostPromises)
            .TakeWhile(promise => marks.GetValueOrDefault(VisitQuestions.KeyOf(VisitQuestions.Promised, promise)) == VisitQuestions.Yes)
            .Select(promise => new VisitPromise(
                texts.GetValueOrDefault(VisitQuestions.KeyOf(VisitQuestions.Promise, promise)),
                texts.GetValueOrDefault(VisitQuestions.KeyOf(VisitQuestions.By, promise)),
                VisitQuestions.DayOf(texts.GetValueOrDefault(VisitQuestions.KeyOf(VisitQuestions.Until, promise)))))
            .ToList();
        return told is [var first, .. var more]
            ? new VisitAccount(true, first.What, first.By, first.Until, at, more.Count > 0 ? more : null)
            : new VisitAccount(false, null, null, null, at);
    }

    /// <summary>Whether both say the same, whenever they said it.</summary>
    public bool SaysTheSameAs(VisitAccount other) => IsPromised == other.IsPromised && Promises.SequenceEqual(other.Promises);

    public VisitAccount Masked() => this with { What = null, By = null, More = More?.Select(promise => promise with { What = null, By = null }).ToList() };
}

/// <summary>In what the two sides of a visit do not agree.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<VisitMismatch>))]
public enum VisitMismatch
{
    /// <summary>The company says that something was promised, the delegation that nothing was.</summary>
    OnlyCompanySaysPromised,

    /// <summary>The delegation says that something was promised, the company that nothing was.</summary>
    OnlyDelegationSaysPromised,

    /// <summary>Both say that something was promised, and not until the same days.</summary>
    DueDatesDiffer,
}

/// <summary>What both sides of a visit say was promised.</summary>
/// <param name="Company">The company's words; left out as long as it has said nothing.</param>
/// <param name="Delegation">The delegation's; left out as long as it has said nothing.</param>
public sealed record VisitAccounts(VisitAccount? Company, VisitAccount? Delegation)
{
    /// <summary>In what they do not agree; empty while one of them has said nothing. Nothing is closed or decided by it.</summary>
    public IReadOnlyList<VisitMismatch> Mismatches => (Company, Delegation) switch
    {
        (null, _) or (_, null) => [],
        ({ IsPromised: true }, { IsPromised: false }) => [VisitMismatch.OnlyCompanySaysPromised],
        ({ IsPromised: false }, { IsPromised: true }) => [VisitMismatch.OnlyDelegationSaysPromised],
        ({ IsPromised: true } company, { IsPromised: true } delegation) when !DaysOf(company).SequenceEqual(DaysOf(delegation)) => [VisitMismatch.DueDatesDiffer],
        _ => [],
    };

    /// <summary>All that either tells of, the company's first.</summary>
    [JsonIgnore]
    public IEnumerable<VisitPromise> Promises => new[] { Company, Delegation }.OfType<VisitAccount>().SelectMany(each => each.Promises);

    /// <summary>Whether they say the same, whenever they said it.</summary>
    public bool SayTheSameAs(VisitAccounts? other) =>
        other is not null && Same(Company, other.Company) && Same(Delegation, other.Delegation);

    public VisitAccounts Masked() => new(Company?.Masked(), Delegation?.Masked());

    private static bool Same(VisitAccount? one, VisitAccount? other) => one is null ? other is null : other is not null && one.SaysTheSameAs(other);

    private static IEnumerable<DateOnly?> DaysOf(VisitAccount account) => account.Promises.Select(promise => promise.Until).Distinct().Order();
}
