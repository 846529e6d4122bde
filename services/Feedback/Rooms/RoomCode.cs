using BusinessFocus.Contracts;
using BusinessFocus.Domain.Tokens;
using BusinessFocus.Feedback.Anonymity;

namespace BusinessFocus.Feedback.Rooms;

/// <summary>What stands in the code on the wall: which activity, signed, so that nobody makes one for a room that they are not in.</summary>
public static class RoomCode
{
    public static string Of(ActivityId activity, BoxKey key) => SignedId.Of(activity.Value, key.Rooms);

    /// <summary>Which activity; null for a code that we did not make.</summary>
    public static ActivityId? Read(string code, BoxKey key) => SignedId.Read(code, key.Rooms) is { } id ? new ActivityId(id) : null;
}
