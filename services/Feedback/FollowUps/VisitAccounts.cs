using System.Text.Json.Serialization;
using BusinessFocus.Feedback.Questions;

namespace BusinessFocus.Feedback.FollowUps;

/// <summary>What one side of a visit says was promised at it.</summary>
/// <param name="IsPromised">Whether anything was.</param>
/// <param name="What">In their words; left out where nothing was said, or the company is forgotten.</param>
/// <param name="By">Who promised it, in their words; left out likewise.</param>
/// <param name="Until">Until when; left out where no day was said.</param>
/// <param name="At">UTC: when they said so last.</param>
public sealed record VisitAccount(bool IsPromised, string? What, string? By, DateOnly? Until, DateTimeOffset At)
{
    public static VisitAccount Of(IReadOnlyDictionary<string, string> marks, IReadOnlyDictionary<string, string> texts, DateTimeOffset at) => new(
        marks.GetValueOrDefault(VisitQuestions.Promised) == VisitQuestions.Yes,
        texts.GetValueOrDefault(VisitQuestions.Promise),
        texts.GetValueOrDefault(VisitQuestions.By),
        VisitQuestions.DayOf(texts.GetValueOrDefault(VisitQuestions.Until)),
        at);

    public VisitAccount Masked() => this with { What = null, By = null };
}

/// <summary>In what the two sides of a visit do not agree.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<VisitMismatch>))]
public enum VisitMismatch
{
    /// <summary>The company says that something was promised, the delegation that nothing was.</summary>
    OnlyCompanySaysPromised,

    /// <summary>The delegation says that something was promised, the company that nothing was.</summary>
    OnlyDelegationSaysPromised,

    /// <summary>Both say that something was promised, and not until the same day.</summary>
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
        ({ IsPromised: true } company, { IsPromised: true } delegation) when company.Until != delegation.Until => [VisitMismatch.DueDatesDiffer],
        _ => [],
    };

    /// <summary>Those that tell of a promise, the company's first.</summary>
    [JsonIgnore]
    public IEnumerable<VisitAccount> Promises => new[] { Company, Delegation }.OfType<VisitAccount>().Where(each => each.IsPromised);

    /// <summary>Whether they say the same, whenever they said it.</summary>
    public bool SayTheSameAs(VisitAccounts? other) =>
        other is not null && Same(Company, other.Company) && Same(Delegation, other.Delegation);

    public VisitAccounts Masked() => new(Company?.Masked(), Delegation?.Masked());

    private static bool Same(VisitAccount? one, VisitAccount? other) => one is null ? other is null : other is not null && one with { At = other.At } == other;
}
