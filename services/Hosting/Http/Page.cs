using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using BusinessFocus.Domain.Texts;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;

namespace BusinessFocus.Hosting.Http;

/// <summary>A page of a list.</summary>
/// <param name="Items">What is on this page, in the order of the list.</param>
/// <param name="Next">The cursor for <c>?after=</c> of the next page; left out at the end.</param>
/// <param name="Total">How many the whole list has, on all pages; left out where they are not counted, because that would cost more than the page.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next, int? Total = null);

/// <summary>Which page of a list: <c>?after=&amp;limit=</c>.</summary>
/// <param name="After">The <c>next</c> of the page before; left out for the first page. 400 where it is no cursor.</param>
/// <param name="Limit">How many to give at most: 1 to 200, 50 unless told.</param>
public sealed record PageQuery([FromQuery] string? After, [FromQuery] int? Limit)
{
    public const int Largest = 200;
    public const int Usual = 50;

    private const int CheckLength = 4;

    public int Size => Limit ?? Usual;

    /// <summary>The key after which the page begins; null for the first page.</summary>
    public string? Key => TryDecode(After, out var key) ? key : null;

    /// <summary>The same where keys are of a type that text can be of: null for the first page.</summary>
    /// <exception cref="FieldException">Not a cursor of this list: 400.</exception>
    public TKey? KeyAs<TKey>() where TKey : struct, IParsable<TKey> =>
        Key is not { } key ? null
        : TKey.TryParse(key, CultureInfo.InvariantCulture, out var parsed) ? parsed
        : throw NoCursor();

    /// <summary>400: the cursor is of another list, or of none.</summary>
    public static FieldException NoCursor() => new("after", NotACursor());

    internal static string NotACursor() => Languages.Choose("Ingen markör från en tidigare sida.", "Not a cursor from an earlier page.");

    /// <summary>Makes a page of what was found, where one more than <see cref="Size"/> was asked for.</summary>
    /// <param name="total">Of the whole list, where it was counted.</param>
    public Page<T> Of<T>(IReadOnlyList<T> found, Func<T, string> key, int? total = null) =>
        found.Count > Size
            ? new Page<T>(found.Take(Size).ToList(), CursorOf(key(found[Size - 1])), total)
            : new Page<T>(found, null, total);

    /// <summary>The cursor of the page that begins after this key.</summary>
    public static string CursorOf(string key)
    {
        var bytes = Encoding.UTF8.GetBytes(key);
        return Base64Url.EncodeToString([.. bytes, .. CheckOf(bytes)]);
    }

    /// <summary>Only what we made is a cursor: most broken ones would still be a key of some kind.</summary>
    private static ReadOnlySpan<byte> CheckOf(ReadOnlySpan<byte> key) => SHA256.HashData(key).AsSpan(0, CheckLength);

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

        var bytes = Base64Url.DecodeFromChars(cursor).AsSpan();
        if (bytes.Length < CheckLength || !bytes[^CheckLength..].SequenceEqual(CheckOf(bytes[..^CheckLength])))
        {
            return false;
        }

        key = Encoding.UTF8.GetString(bytes[..^CheckLength]);
        return true;
    }
}

public sealed class PageQueryValidator : AbstractValidator<PageQuery>
{
    public PageQueryValidator()
    {
        RuleFor(page => page.Limit).PageSize();
        RuleFor(page => page.After).Cursor();
    }
}

internal static class PageRules
{
    public static void PageSize<T>(this IRuleBuilder<T, int?> limit) => limit.InclusiveBetween(1, PageQuery.Largest);

    public static void Cursor<T>(this IRuleBuilder<T, string?> after) =>
        after.Must(cursor => PageQuery.TryDecode(cursor, out _)).WithMessage(_ => PageQuery.NotACursor());
}
