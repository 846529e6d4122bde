using System.Buffers.Text;
using System.Text;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;

namespace BusinessFocus.ServiceDefaults.Http;

/// <summary>A page of a list.</summary>
/// <param name="Next">The cursor for <c>?after=</c> of the next page; null at the end.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next);

/// <summary>Which page of a list: <c>?after=&amp;limit=</c>.</summary>
/// <param name="After">The <c>next</c> of the page before; nothing for the first.</param>
/// <param name="Limit">1 to 200, 50 unless told.</param>
public sealed record PageQuery([FromQuery] string? After, [FromQuery] int? Limit)
{
    public const int Largest = 200;
    public const int Usual = 50;

    public int Size => Limit ?? Usual;

    /// <summary>The key after which the page begins; null for the first page.</summary>
    public string? Key => TryDecode(After, out var key) ? key : null;

    /// <summary>Makes a page of what was found, where one more than <see cref="Size"/> was asked for.</summary>
    public Page<T> Of<T>(IReadOnlyList<T> found, Func<T, string> key) =>
        found.Count > Size
            ? new Page<T>(found.Take(Size).ToList(), Encode(key(found[Size - 1])))
            : new Page<T>(found, null);

    private static string Encode(string key) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(key));

    internal static bool TryDecode(string? cursor, out string? key)
    {
        key = null;
        if (string.IsNullOrEmpty(cursor))
        {
            return true;
        }

        if (!Base64Url.IsValid(cursor))
        {
            return false;
        }

        key = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor));
        return true;
    }
}

public sealed class PageQueryValidator : AbstractValidator<PageQuery>
{
    public PageQueryValidator()
    {
        RuleFor(page => page.Limit).InclusiveBetween(1, PageQuery.Largest);
        RuleFor(page => page.After)
            .Must(cursor => PageQuery.TryDecode(cursor, out _))
            .WithMessage(_ => Languages.Choose("Ingen markör från en tidigare sida.", "Not a cursor of an earlier page."));
    }
}
