using BusinessFocus.Contracts;
using BusinessFocus.Domain.Texts;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;

namespace BusinessFocus.Hosting.Http;

/// <summary>Which things are read together: <c>?ids=a,b,c</c>.</summary>
/// <param name="Ids">At most 100 ids, with commas between them.</param>
public sealed record IdsQuery([FromQuery] string Ids)
{
    public const int Most = 100;

    internal string[] Texts => Ids.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>In the order in which they were asked for, each once.</summary>
    public IReadOnlyList<TId> All<TId>() where TId : struct, IId<TId> => Texts.Select(text => TId.From(Guid.Parse(text))).Distinct().ToList();
}

/// <summary>What was found of the things that were asked for by their ids.</summary>
/// <param name="Items">In the order in which they were asked for.</param>
/// <param name="Missing">The ids of what does not exist, or may not be read by who asks.</param>
public sealed record Batch<T, TId>(IReadOnlyList<T> Items, IReadOnlyList<TId> Missing) where TId : struct, IId<TId>
{
    /// <param name="asked">All that were asked for, each once.</param>
    public static Batch<T, TId> Of(IReadOnlyList<TId> asked, IReadOnlyDictionary<TId, T> found) =>
        new([.. asked.Where(found.ContainsKey).Select(id => found[id])], [.. asked.Where(id => !found.ContainsKey(id))]);
}

public sealed class IdsQueryValidator : AbstractValidator<IdsQuery>
{
    public IdsQueryValidator() => RuleFor(query => query.Ids)
        .Must((query, ids) => ids is not null && query.Texts is { Length: > 0 and <= IdsQuery.Most } texts && Array.TrueForAll(texts, text => Guid.TryParse(text, out _)))
        .WithMessage(_ => Languages.Choose("Ett till hundra id:n med komma emellan.", "One to a hundred ids with commas between them."));
}
