using System.Buffers;
using System.Buffers.Text;
using BusinessFocus.Contracts;
using BusinessFocus.Feedback.Box;
using BusinessFocus.ServiceDefaults.Tokens;

namespace BusinessFocus.Feedback.Rooms;

/// <summary>What stands in the code on the wall: which activity, signed, so that nobody makes one for a room that they are not in.</summary>
public static class RoomCode
{
    private const int IdLength = 16;

    public static string Of(ActivityId activity, BoxKey key) =>
        Base64Url.EncodeToString(activity.Value.ToByteArray(bigEndian: true)) + ManageToken.For(activity.Value, key.Rooms);

    /// <summary>Which activity; null for a code that we did not make.</summary>
    public static ActivityId? Read(string code, BoxKey key)
    {
        Span<byte> id = stackalloc byte[IdLength];
        var length = Base64Url.GetEncodedLength(IdLength);
        return code.Length > length
            && Base64Url.DecodeFromChars(code.AsSpan(0, length), id, out _, out var read) == OperationStatus.Done && read == IdLength
            && new Guid(id, bigEndian: true) is var activity && ManageToken.IsRight(code[length..], activity, key.Rooms)
            ? new ActivityId(activity)
            : null;
    }
}
