using BusinessFocus.Client.Generated.Models;

namespace BusinessFocus.Web.Organisers.Places;

/// <summary>What another venue means for what is planned there.</summary>
public static class VenueMeaning
{
    /// <summary>Whether anybody is told or anything no longer fits: else it is saved at once.</summary>
    public static bool IsWorthSaying(ChangeVenueAnswer? meaning) => meaning?.Activities?.Any(IsConcerned) is true;

    public static bool IsConcerned(ChangeVenueActivityThere there) => there.IsTold == true || NoLongerFits(there);

    public static bool NoLongerFits(ChangeVenueActivityThere there) => there.Clashes is { Count: > 0 } || there.Reasons is { Count: > 0 };
}
