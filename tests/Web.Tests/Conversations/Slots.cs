using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Web.Programme;

namespace BusinessFocus.Web.Tests.Conversations;

/// <summary>What the tests of conversations begin with: a Sunday, and officers' times of the week after it.</summary>
internal static class Slots
{
    public static readonly DateTimeOffset Now = new(2026, 11, 29, 12, 0, 0, TimeSpan.Zero);

    /// <summary>A time of twenty minutes at Stockholm's time in winter.</summary>
    public static ActivityView Slot(string officer, int day, int hour, int minute = 0, params string[] topics)
    {
        var startsAt = new DateTimeOffset(2026, 12, day, hour, minute, 0, TimeSpan.FromHours(1));
        return new ActivityView
        {
            Id = Guid.NewGuid(),
            Kind = ActivityKind.OpenHouse,
            Status = ActivityViewStatus.Released,
            Capacity = 1,
            StartsAt = startsAt,
            EndsAt = startsAt.AddMinutes(20),
            Hosts = [officer],
            Topics = [.. topics],
            Place = new Place { Name = "Kommunhuset" },
        };
    }

    public static ProgrammeNow Free(params ActivityView[] slots) =>
        new(new EditionView(), slots, slots.ToDictionary(slot => slot.Id!.Value, slot => new AvailabilityView { ActivityId = slot.Id, Capacity = 1, Left = 1 }));

    public static ProgrammeNow Taken(this ProgrammeNow programme, ActivityView slot) =>
        programme with
        {
            Seats = new Dictionary<Guid, AvailabilityView>(programme.Seats) { [slot.Id!.Value] = new() { ActivityId = slot.Id, Capacity = 1, Left = 0 } },
        };
}
