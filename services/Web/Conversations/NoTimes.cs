using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Web.Programme;

namespace BusinessFocus.Web.Conversations;

/// <summary>Why there is nothing to book.</summary>
public enum NoTimes
{
    /// <summary>No times are public yet, or the edition has none.</summary>
    NotPlanned,

    /// <summary>Those to come open for booking later.</summary>
    NotOpen,

    /// <summary>Somebody has each time that is to come.</summary>
    AllTaken,

    /// <summary>The last one has been.</summary>
    Over,
}

/// <summary>Tells why nothing can be booked, so that the page can say what to do instead.</summary>
public static class ReasonForNoTimes
{
    /// <param name="opensAt">The first moment at which one can be booked, where they are not open.</param>
    public static NoTimes Of(ProgrammeNow programme, DateTimeOffset now, out DateTimeOffset? opensAt)
    {
        opensAt = null;
        var slots = programme.Activities.Where(ProgrammeList.IsSlot).ToList();
        var toCome = slots.Where(slot => slot.StartsAt > now && slot.Status == ActivityViewStatus.Released).ToList();
        if (slots.Count == 0 || toCome.Count == 0)
        {
            return slots.Count == 0 ? NoTimes.NotPlanned : NoTimes.Over;
        }

        opensAt = toCome.Min(slot => slot.RegistrationOpensAt > now ? slot.RegistrationOpensAt : null);
        return opensAt is not null ? NoTimes.NotOpen
            : toCome.All(slot => slot.RegistrationClosesAt <= now) ? NoTimes.Over
            : NoTimes.AllTaken;
    }
}
