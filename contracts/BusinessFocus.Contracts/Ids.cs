using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace BusinessFocus.Contracts;

/// <summary>A typed id: a GUID (version 7, so that it sorts by time) that cannot be mistaken for another thing's id.</summary>
/// <remarks>On the wire, in JSON and in addresses, it is the bare GUID.</remarks>
public interface IId<TSelf> where TSelf : struct, IId<TSelf>
{
    Guid Value { get; }

    static abstract TSelf From(Guid value);
}

/// <summary>An edition of the festival.</summary>
[JsonConverter(typeof(IdJson<EditionId>))]
public readonly record struct EditionId(Guid Value) : IId<EditionId>
{
    public static EditionId New() => new(Guid.CreateVersion7());
    public static EditionId From(Guid value) => new(value);
    public static bool TryParse(string? text, out EditionId id) => Id.TryParse(text, out id);
    public override string ToString() => Value.ToString();
}

/// <summary>An activity in the programme.</summary>
[JsonConverter(typeof(IdJson<ActivityId>))]
public readonly record struct ActivityId(Guid Value) : IId<ActivityId>
{
    public static ActivityId New() => new(Guid.CreateVersion7());
    public static ActivityId From(Guid value) => new(value);
    public static bool TryParse(string? text, out ActivityId id) => Id.TryParse(text, out id);
    public override string ToString() => Value.ToString();
}

/// <summary>A venue where activities take place.</summary>
[JsonConverter(typeof(IdJson<VenueId>))]
public readonly record struct VenueId(Guid Value) : IId<VenueId>
{
    public static VenueId New() => new(Guid.CreateVersion7());
    public static VenueId From(Guid value) => new(value);
    public static bool TryParse(string? text, out VenueId id) => Id.TryParse(text, out id);
    public override string ToString() => Value.ToString();
}

/// <summary>A host in an edition.</summary>
[JsonConverter(typeof(IdJson<HostId>))]
public readonly record struct HostId(Guid Value) : IId<HostId>
{
    public static HostId New() => new(Guid.CreateVersion7());
    public static HostId From(Guid value) => new(value);
    public static bool TryParse(string? text, out HostId id) => Id.TryParse(text, out id);
    public override string ToString() => Value.ToString();
}

/// <summary>One of those who come by a registration.</summary>
[JsonConverter(typeof(IdJson<AttendeeId>))]
public readonly record struct AttendeeId(Guid Value) : IId<AttendeeId>
{
    public static AttendeeId New() => new(Guid.CreateVersion7());
    public static AttendeeId From(Guid value) => new(value);
    public static bool TryParse(string? text, out AttendeeId id) => Id.TryParse(text, out id);
    public override string ToString() => Value.ToString();
}

/// <summary>A registration for an activity.</summary>
[JsonConverter(typeof(IdJson<RegistrationId>))]
public readonly record struct RegistrationId(Guid Value) : IId<RegistrationId>
{
    public static RegistrationId New() => new(Guid.CreateVersion7());
    public static RegistrationId From(Guid value) => new(value);
    public static bool TryParse(string? text, out RegistrationId id) => Id.TryParse(text, out id);
    public override string ToString() => Value.ToString();
}

/// <summary>A company's request for a visit.</summary>
[JsonConverter(typeof(IdJson<VisitRequestId>))]
public readonly record struct VisitRequestId(Guid Value) : IId<VisitRequestId>
{
    public static VisitRequestId New() => new(Guid.CreateVersion7());
    public static VisitRequestId From(Guid value) => new(value);
    public static bool TryParse(string? text, out VisitRequestId id) => Id.TryParse(text, out id);
    public override string ToString() => Value.ToString();
}

/// <summary>A person who registers; made from their address, the same in every registration.</summary>
[JsonConverter(typeof(IdJson<ContactId>))]
public readonly record struct ContactId(Guid Value) : IId<ContactId>
{
    public static ContactId New() => new(Guid.CreateVersion7());
    public static ContactId From(Guid value) => new(value);
    public static bool TryParse(string? text, out ContactId id) => Id.TryParse(text, out id);
    public override string ToString() => Value.ToString();
}

/// <summary>An association's invitation to members of its list.</summary>
[JsonConverter(typeof(IdJson<MemberInvitationId>))]
public readonly record struct MemberInvitationId(Guid Value) : IId<MemberInvitationId>
{
    public static MemberInvitationId New() => new(Guid.CreateVersion7());
    public static MemberInvitationId From(Guid value) => new(value);
    public static bool TryParse(string? text, out MemberInvitationId id) => Id.TryParse(text, out id);
    public override string ToString() => Value.ToString();
}

/// <summary>A notification to one recipient.</summary>
[JsonConverter(typeof(IdJson<NotificationId>))]
public readonly record struct NotificationId(Guid Value) : IId<NotificationId>
{
    public static NotificationId From(Guid value) => new(value);
    public static bool TryParse(string? text, out NotificationId id) => Id.TryParse(text, out id);
    public override string ToString() => Value.ToString();
}

/// <summary>The survey of an activity.</summary>
[JsonConverter(typeof(IdJson<SurveyId>))]
public readonly record struct SurveyId(Guid Value) : IId<SurveyId>
{
    public static SurveyId New() => new(Guid.CreateVersion7());
    public static SurveyId From(Guid value) => new(value);
    public static bool TryParse(string? text, out SurveyId id) => Id.TryParse(text, out id);
    public override string ToString() => Value.ToString();
}

/// <summary>A case: somebody asked to be contacted.</summary>
[JsonConverter(typeof(IdJson<FollowUpId>))]
public readonly record struct FollowUpId(Guid Value) : IId<FollowUpId>
{
    public static FollowUpId New() => new(Guid.CreateVersion7());
    public static FollowUpId From(Guid value) => new(value);
    public static bool TryParse(string? text, out FollowUpId id) => Id.TryParse(text, out id);
    public override string ToString() => Value.ToString();
}

/// <summary>A person's account; the <c>sub</c> of their access tokens.</summary>
[JsonConverter(typeof(IdJson<AccountId>))]
public readonly record struct AccountId(Guid Value) : IId<AccountId>
{
    public static AccountId From(Guid value) => new(value);
    public static bool TryParse(string? text, out AccountId id) => Id.TryParse(text, out id);
    public override string ToString() => Value.ToString();
}

/// <summary>A browser in which a person signed in; the <c>sid</c> of the access tokens that come of it.</summary>
[JsonConverter(typeof(IdJson<SessionId>))]
public readonly record struct SessionId(Guid Value) : IId<SessionId>
{
    public static SessionId From(Guid value) => new(value);
    public static bool TryParse(string? text, out SessionId id) => Id.TryParse(text, out id);
    public override string ToString() => Value.ToString();
}

/// <summary>What all typed ids have in common when they are read.</summary>
public static class Id
{
    public static bool TryParse<TId>([NotNullWhen(true)] string? text, out TId id) where TId : struct, IId<TId>
    {
        var parsed = Guid.TryParse(text, out var value);
        id = TId.From(value);
        return parsed;
    }
}

/// <summary>Writes a typed id as a bare GUID, also as the key of a JSON object.</summary>
public sealed class IdJson<TId> : JsonConverter<TId> where TId : struct, IId<TId>
{
    public override TId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && reader.TryGetGuid(out var value)
            ? TId.From(value)
            : throw new JsonException("An id is a string with a GUID.");

    public override void Write(Utf8JsonWriter writer, TId value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Value);

    public override TId ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Id.TryParse<TId>(reader.GetString(), out var id) ? id : throw new JsonException("A key is a GUID here.");

    public override void WriteAsPropertyName(Utf8JsonWriter writer, TId value, JsonSerializerOptions options) =>
        writer.WritePropertyName(value.Value.ToString());
}
