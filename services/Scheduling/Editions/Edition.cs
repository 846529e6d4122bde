using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Domain.Decisions;

namespace BusinessFocus.Scheduling.Editions;

/// <summary>How far an edition has come.</summary>
public enum EditionStatus
{
    /// <summary>Only organisers and planners see it.</summary>
    Draft,

    /// <summary>Everybody sees it: it was opened, or its programme was released.</summary>
    Open,

    /// <summary>It is over: everybody sees it, and nothing more is planned or released in it.</summary>
    Closed,
}

/// <summary>One festival: two weeks of activities under one name.</summary>
public sealed record Edition : IState<Edition>, IVersioned
{
    public static Edition Initial { get; } = new();

    public Guid Id { get; set; }

    public bool Exists { get; init; }

    /// <summary>Its name in addresses, for instance "lerum-2026".</summary>
    public string Slug { get; init; } = "";

    public LocalizedText Name { get; init; } = new("");

    /// <summary>First day, Europe/Stockholm.</summary>
    public DateOnly StartsOn { get; init; }

    /// <summary>Last day, Europe/Stockholm.</summary>
    public DateOnly EndsOn { get; init; }

    public EditionStatus Status { get; init; }

    /// <summary>As the organisers said; what they have not said is estimated.</summary>
    public IReadOnlyList<TravelTime> TravelTimes { get; init; } = [];

    /// <summary>0 before the first release.</summary>
    public int ReleaseVersion { get; init; }

    public DateTimeOffset? ReleasedAt { get; init; }

    /// <summary>Not yet due, or not yet done, by their time.</summary>
    public IReadOnlyList<ScheduledRelease> ScheduledReleases { get; init; } = [];

    /// <summary>UTC: when the first of them is due; what the search for due ones goes by.</summary>
    public DateTimeOffset? NextReleaseAt { get; init; }

    /// <summary>Whether its activities are completed after their end without anybody saying so.</summary>
    public bool CompletesByItself { get; init; }

    /// <summary>Whose festival it is; null in editions from before that was said.</summary>
    public string? Municipality { get; init; }

    /// <summary>When people who register confirm their address first, where an activity says nothing else; null where nobody has said.</summary>
    public ConfirmAddress? ConfirmAddress { get; init; }

    /// <summary>Who hears of companies that ask for a visit, by postal town.</summary>
    public IReadOnlyList<VisitArea> VisitAreas { get; init; } = [];

    /// <summary>UTC: when that was said; null where it never was.</summary>
    public DateTimeOffset? VisitAreasChosenAt { get; init; }

    /// <summary>What it says of itself to everybody.</summary>
    public EditionPresentation Presentation { get; init; } = EditionPresentation.None;

    /// <summary>Events so far: what a change of the edition is based on.</summary>
    public long StreamVersion { get; set; }

    public Edition Evolve(object @event) => @event switch
    {
        EditionCreated created => this with
        {
            Exists = true,
            Slug = created.Slug,
            Name = created.Name,
            StartsOn = created.StartsOn,
            EndsOn = created.EndsOn,
            CompletesByItself = created.CompletesByItself,
            Municipality = created.Municipality,
        },
        EditionChanged changed => this with
        {
            Name = changed.Name,
            StartsOn = changed.StartsOn,
            EndsOn = changed.EndsOn,
            Presentation = changed.Presentation,
        },
        CompletionChosen chosen => this with { CompletesByItself = chosen.ByItself },
        ConfirmAddressChosen chosen => this with { ConfirmAddress = chosen.ConfirmAddress },
        VisitAreasChosen chosen => this with { VisitAreas = chosen.Areas, VisitAreasChosenAt = chosen.At },
        EditionOpened => this with { Status = EditionStatus.Open },
        EditionClosed => this with { Status = EditionStatus.Closed },
        EditionDeleted => Initial,
        TravelTimesSet set => this with { TravelTimes = set.Ways },
        ProgrammeReleased released => (this with
        {
            ReleaseVersion = released.Version,
            ReleasedAt = released.At,
            Status = Status == EditionStatus.Draft ? EditionStatus.Open : Status,
        }).Scheduling(ScheduledReleases.Where(scheduled => scheduled.Id != released.Scheduled)),
        ReleaseScheduled scheduled => Scheduling(ScheduledReleases.Append(scheduled.Release)),
        ScheduledReleaseWithdrawn withdrawn => Without(withdrawn.ReleaseId),
        ScheduledReleaseSkipped skipped => Without(skipped.ReleaseId),
        _ => this,
    };

    private Edition Without(ScheduledReleaseId release) => Scheduling(ScheduledReleases.Where(scheduled => scheduled.Id != release));

    private Edition Scheduling(IEnumerable<ScheduledRelease> releases)
    {
        var byTime = releases.OrderBy(scheduled => scheduled.DueAt).ToList();
        return this with { ScheduledReleases = byTime, NextReleaseAt = byTime.Count == 0 ? null : byTime[0].DueAt };
    }
}
