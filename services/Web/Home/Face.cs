using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Domain.Times;
using BusinessFocus.Web.Programme;
using BusinessFocus.Web.Site;

namespace BusinessFocus.Web.Home;

/// <summary>How far an edition has come for whoever opens the first page.</summary>
public enum Face
{
    /// <summary>There is no programme yet.</summary>
    Planned,

    /// <summary>The programme is out, and registration opens later.</summary>
    NotOpen,

    /// <summary>There is something to come to.</summary>
    Open,

    /// <summary>All of it has been.</summary>
    Over,
}

/// <summary>Which face it is, and of what the first page then tells.</summary>
/// <param name="OpensAt">When the first registration opens; only where none is open.</param>
/// <param name="Held">How much took place.</param>
public sealed record FirstFace(Face Face, DateTimeOffset? OpensAt, int Held)
{
    public static FirstFace Of(ProgrammeNow programme, DateTimeOffset now)
    {
        var edition = programme.Edition;
        var listed = programme.Activities.Where(activity => activity.Status != ActivityViewStatus.Cancelled).ToList();
        var toCome = listed.Where(activity => activity.EndsAt > now).ToList();
        if (listed.Count == 0 || edition.ReleaseVersion is null or 0)
        {
            return new(Texts.Of(edition.EndsOn!.Value) < Stockholm.DayOf(now) ? Face.Over : Face.Planned, null, 0);
        }

        if (toCome.Count == 0)
        {
            return new(Face.Over, null, listed.Count(activity => !ProgrammeList.IsSlot(activity)));
        }

        var registered = toCome.Where(activity => activity.Capacity > 0).ToList();
        return registered.Count > 0 && registered.All(activity => activity.RegistrationOpensAt > now)
            ? new(Face.NotOpen, registered.Min(activity => activity.RegistrationOpensAt), 0)
            : new(Face.Open, null, 0);
    }
}
