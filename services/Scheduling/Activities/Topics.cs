using BusinessFocus.Contracts;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Domain.Topics;
using FluentValidation;

namespace BusinessFocus.Scheduling.Activities;

/// <summary>What activities are about. A topic is a short name such as "bygglov"; organisers may use others than the known ones.</summary>
public static class Topics
{
    /// <summary>The authority's areas (and procurement), by the names that people know them by.</summary>
    public static IReadOnlyDictionary<string, LocalizedText> Known { get; } = new Dictionary<string, LocalizedText>
    {
        ["brandskydd"] = new("Brandskydd", "Fire safety"),
        ["bygglov"] = new("Bygglov", "Building permits"),
        ["markupplatelse"] = new("Markupplåtelse", "Use of public land"),
        ["miljo"] = new("Miljö- och hälsoskydd", "Environment and health"),
        ["livsmedel"] = new("Livsmedelskontroll", "Food control"),
        ["serveringstillstand"] = new("Serveringstillstånd", "Alcohol licences"),
        ["upphandling"] = new("Upphandling", "Public procurement"),
    };

    /// <summary>Small letters, digits and hyphens; "miljö" is the same topic as "miljo".</summary>
    public static IRuleBuilderOptions<T, string> Topic<T>(this IRuleBuilder<T, string> rule) =>
        rule.NotEmpty().MaximumLength(40).Must(TopicNames.IsOne).WithMessage(_ => Languages.Choose("En ämnesnyckel, till exempel bygglov.", "The key of a topic, such as bygglov."));

    /// <summary>The topics by the one name that each has, without repeats.</summary>
    public static IReadOnlyList<string> Of(IEnumerable<string>? topics) => (topics ?? []).Select(TopicNames.Of).Distinct().ToList();
}
