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

/// <summary>A release that is made by itself at its time.</summary>
/// <param name="DueAt">UTC: when it is made, within seconds.</param>
/// <param name="Activities">Only these go public; left out, all that differs then.</param>
/// <param name="By">The id of the account or client that scheduled it.</param>
/// <param name="Note">What the organisers say of it; left out where they say nothing.</param>
/// <param name="Id">By what it is withdrawn.</param>
public sealed record ScheduledRelease(
    ScheduledReleaseId Id, DateTimeOffset DueAt, string? Note, IReadOnlyList<ActivityId>? Activities, string? By);
