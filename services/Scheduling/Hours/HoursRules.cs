using BusinessFocus.Domain.Texts;
using BusinessFocus.Hosting.Http;
using FluentValidation;

namespace BusinessFocus.Scheduling.Hours;

/// <summary>What hours and periods can be, wherever somebody gives them.</summary>
internal static class HoursRules
{
    private const int Most = 100;

    private static readonly DateTimeOffset First = new(1900, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Last = new(9000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>A time that can be reckoned with: days earlier and later are still in the calendar of .NET.</summary>
    public static IRuleBuilderOptions<T, DateTimeOffset> Moment<T>(this IRuleBuilder<T, DateTimeOffset> rule) => rule.InclusiveBetween(First, Last);

    public static IRuleBuilderOptions<T, DateTimeOffset?> Moment<T>(this IRuleBuilder<T, DateTimeOffset?> rule) => rule.InclusiveBetween(First, Last);

    public static void Hours<T>(this AbstractValidator<T> validator, System.Linq.Expressions.Expression<Func<T, IReadOnlyList<WeeklyHours>?>> of)
    {
        validator.RuleFor(of).Must(hours => hours is not { Count: > Most }).WithMessage(_ => TooMany());
        validator.RuleForEach(Each(of)).Must(hours => hours.To == TimeOnly.MinValue || hours.From < hours.To)
            .WithMessage(_ => Languages.Choose("Slutar innan det börjar.", "Ends before it starts."));
    }

    public static void Periods<T>(this AbstractValidator<T> validator, System.Linq.Expressions.Expression<Func<T, IReadOnlyList<Period>?>> of)
    {
        validator.RuleFor(of).Must(periods => periods is not { Count: > Most }).WithMessage(_ => TooMany());
        validator.RuleForEach(Each(of)).Must(period => period.StartsAt < period.EndsAt)
            .WithMessage(_ => Languages.Choose("Slutar innan det börjar.", "Ends before it starts."));
        validator.RuleForEach(Each(of)).ChildRules(period => period.RuleFor(each => each.Note).OptionalText(200));
    }

    private static System.Linq.Expressions.Expression<Func<T, IEnumerable<TEach>>> Each<T, TEach>(
        System.Linq.Expressions.Expression<Func<T, IReadOnlyList<TEach>?>> of) =>
        System.Linq.Expressions.Expression.Lambda<Func<T, IEnumerable<TEach>>>(of.Body, of.Parameters);

    private static string TooMany() => Languages.Choose($"Högst {Most}.", $"At most {Most}.");
}
