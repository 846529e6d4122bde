using BusinessFocus.Contracts;
using BusinessFocus.Domain.Tokens;
using BusinessFocus.Feedback.Anonymity;

namespace BusinessFocus.Feedback.Rooms;

/// <summary>What stands in the code on the wall: which activity, signed, so that nobody makes one for a room that they are not in.</summary>
public static class RoomCode
{
    public static string Of(ActivityId activity, BoxKeys keys) => SignedId.Of(activity.Value, keys.Current.Rooms);

    /// <summary>Which activity; null for a code that we did not make.</summary>
    public static ActivityId? Read(string code, BoxKeys keys) =>
        SignedId.Read(code, [.. keys.All.Select(key => key.Rooms)]) is { } id ? new ActivityId(id) : null;
}
