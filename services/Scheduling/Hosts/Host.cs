using BusinessFocus.Contracts;
using BusinessFocus.ServiceDefaults.Decisions;

namespace BusinessFocus.Scheduling.Hosts;

/// <summary>Who meets the visitors in one edition: a politician, an official, a case officer, an association.</summary>
public sealed record Host : IState<Host>
{
    public static Host Initial { get; } = new();

    public Guid Id { get; set; }

    public EditionId EditionId { get; init; }

    /// <summary>One of its kind in the edition.</summary>
    public string Name { get; init; } = "";

    public string? Role { get; init; }

    public string? Organisation { get; init; }

    public IReadOnlyList<string> Languages { get; init; } = [];

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
        },
        _ => this,
    };
}
