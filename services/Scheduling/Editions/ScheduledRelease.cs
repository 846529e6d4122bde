using System.Text.Json.Serialization;
using BusinessFocus.Contracts;

namespace BusinessFocus.Scheduling.Editions;

[JsonConverter(typeof(IdJson<ScheduledReleaseId>))]
public readonly record struct ScheduledReleaseId(Guid Value) : IId<ScheduledReleaseId>
{
    public static ScheduledReleaseId New() => new(Guid.CreateVersion7());
    public static ScheduledReleaseId From(Guid value) => new(value);
    public static bool TryParse(string? text, out ScheduledReleaseId id) => Contracts.Id.TryParse(text, out id);
    public override string ToString() => Value.ToString();
}

/// <summary>A release that goes out by itself at its time.</summary>
/// <param name="DueAt">UTC.</param>
/// <param name="Activities">Only these; null is all that differs then.</param>
/// <param name="By">The organiser who scheduled it.</param>
/// <param name="Note">What the organisers say of it.</param>
public sealed record ScheduledRelease(
    ScheduledReleaseId Id, DateTimeOffset DueAt, string? Note, IReadOnlyList<ActivityId>? Activities, string? By);
