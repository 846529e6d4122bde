namespace BusinessFocus.Hosting.Http;

/// <summary>A field of the request that turns out to be wrong where it is used: 400, by field.</summary>
public sealed class FieldException(string field, string text) : Exception(text)
{
    /// <summary>As the interface names it.</summary>
    public string Field { get; } = field;
}
