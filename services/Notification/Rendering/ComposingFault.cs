using System.Diagnostics;

namespace BusinessFocus.Notifications.Rendering;

/// <summary>
/// A letter that cannot be composed: an error in what is to be told, or in how we tell it. Trying again changes neither, so it is
/// permanent, other than what a server answers.
/// </summary>
public static class ComposingFault
{
    /// <summary>What failed and where, without the exception's own words: they could tell what somebody's letter says.</summary>
    public static string ReasonOf(Exception fault)
    {
        var cause = fault.GetBaseException();
        var place = new StackTrace(cause).GetFrames()
            .Select(frame => frame.GetMethod())
            .FirstOrDefault(method => method?.DeclaringType?.Namespace?.StartsWith(nameof(BusinessFocus), StringComparison.Ordinal) is true);
        return $"Cannot be composed: {cause.GetType().Name}{(place is null ? "" : $" in {Named(place.DeclaringType!).Name}.{place.Name}")}";
    }

    /// <summary>The type that a lambda or an iterator was written in.</summary>
    private static Type Named(Type type) => type.Name.StartsWith('<') && type.DeclaringType is { } outer ? Named(outer) : type;
}
