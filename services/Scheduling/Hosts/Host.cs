using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Scheduling.Hours;

namespace BusinessFocus.Scheduling.Hosts;

/// <summary>Who meets the visitors in one edition: a politician, an official, a case officer, an association.</summary>
public sealed record Host : IState<Host>, IVersioned
{
    /// <summary>Between the names where several hosts stand in one text, so that no name has it.</summary>
    public const char Separator = '|';

    public static Host Initial { get; } = new();

    public Guid Id { get; set; }

    public EditionId EditionId { get; init; }

    /// <summary>One of its kind in the edition.</summary>
    public string Name { get; init; } = "";

    public string? Role { get; init; }

    public string? Organisation { get; init; }

    public IReadOnlyList<string> Languages { get; init; } = [];

    public IReadOnlyList<WeeklyHours> WorkingHours { get; init; } = [];

    public IReadOnlyList<Period> Unavailable { get; init; } = [];

    /// <summary>By which the host signs in; null where none is known.</summary>
    public string? Email { get; init; }

    /// <summary>Of what is written to them: "sv" or "en".</summary>
    public string WrittenIn { get; init; } = Domain.Texts.Languages.Swedish;

    /// <summary>How they hear of what is booked with them.</summary>
    public HostNews News { get; init; }

    /// <summary>What the link to the agenda is recognised by; null where there is none.</summary>
    public string? AgendaTokenHash { get; init; }

    /// <summary>Events so far: what a change is based on.</summary>
    public long StreamVersion { get; set; }

    /// <summary>Whether anybody has said how they are written to.</summary>
    public bool SaysHowToWrite => Email is not null || News != HostNews.AtOnce;

    public bool Exists => Name.Length > 0;

    /// <summary>As the programme shows it.</summary>
    public string Shown => string.IsNullOrEmpty(Role) ? Name : $"{Name}, {Role}";

    public Host Evolve(object @event) => @event switch
    {
        HostAdded added => this with
        {
            EditionId = added.EditionId,
            Name = added.Name,
            Role = added.Role,
            Organisation = added.Organisation,
            Languages = added.Languages,
            WorkingHours = added.WorkingHours ?? [],
            Unavailable = added.Unavailable ?? [],
        },
        HostChanged changed => this with
        {
            Name = changed.Name,
            Role = changed.Role,
            Organisation = changed.Organisation,
            Languages = changed.Languages,
            WorkingHours = changed.WorkingHours,
            Unavailable = changed.Unavailable,
        },
        HostAddressed addressed => this with
        {
            Email = addressed.Email,
            WrittenIn = addressed.Language ?? Domain.Texts.Languages.Swedish,
            News = addressed.News ?? HostNews.AtOnce,
        },
        AgendaLinkMade made => this with { AgendaTokenHash = made.TokenHash },
        AgendaLinkRevoked => this with { AgendaTokenHash = null },
        HostRemoved => Initial,
        _ => this,
    };
}
