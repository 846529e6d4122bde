using BusinessFocus.Scheduling.Activities;

namespace BusinessFocus.Scheduling.Tests.Activities;

public sealed class GoingPublic
{
    /// <summary>A programme that is kept in memory is forgotten by these.</summary>
    [Fact]
    public void Each_event_with_what_the_public_sees_of_an_activity_says_so()
    {
        var events = StoredEvents.All.All.Select(stored => stored.Type)
            .Where(type => type.GetProperty(nameof(IPublicActivityEvent.Activity))?.PropertyType == typeof(PublicActivity))
            .ToList();

        events.Count.ShouldBeGreaterThan(3, "the rule must find what it is about");
        events.Where(type => !type.IsAssignableTo(typeof(IPublicActivityEvent))).ShouldBeEmpty();
    }
}
