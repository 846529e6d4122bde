using BusinessFocus.Notifications.Content;
using BusinessFocus.Notifications.Lifecycle;
using BusinessFocus.Notifications.ReadModels;

namespace BusinessFocus.Notifications.Requesting;

/// <summary>One letter that tells of several conversations at once.</summary>
internal static class ChainLetters
{
    /// <summary>
    /// What has ended while the letter waited was told already: it is not told again, and not put into the calendar.
    /// </summary>
    /// <param name="hasEnded">Whether all of it has: then the letter is told whole, because what ended it is told after it, and nothing is put into the calendar.</param>
    public static Notification WithoutEnded(Notification notification, KnownFacts facts, out bool hasEnded)
    {
        hasEnded = false;
        if (notification.Content() is not ChainBookedContent { Chain: var chain })
        {
            return notification;
        }

        var left = chain.Places.Where(place => facts.Find<KnownRegistration>(place.RegistrationId.Value) is not { IsOver: true }).ToList();
        hasEnded = left.Count == 0;
        return hasEnded ? notification : notification with { Matter = notification.Matter with { Chain = chain with { Places = left } } };
    }
}
