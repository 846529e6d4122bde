namespace BusinessFocus.Domain.Decisions;

/// <summary>The version of a stream that a change was made on; where it does not matter, <see cref="Any"/>.</summary>
/// <param name="Number">Null for any.</param>
public readonly record struct ExpectedVersion(long? Number)
{
    public static ExpectedVersion Any => default;
}
