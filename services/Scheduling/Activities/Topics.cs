using FluentValidation;

namespace BusinessFocus.Scheduling.Activities;

public static class Topics
{
    /// <summary>A topic is a short name in small letters, such as an authority's area: "bygglov", "serveringstillstand".</summary>
    public static IRuleBuilderOptions<T, string> Topic<T>(this IRuleBuilder<T, string> rule) =>
        rule.NotEmpty().MaximumLength(40).Matches(@"^[\p{Ll}\d]+(-[\p{Ll}\d]+)*\z");
}
