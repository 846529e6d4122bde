using System.Text.Json;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Domain.Decisions;
using UUIDNext;

namespace BusinessFocus.Registration.Participation;

/// <summary>Who took part in an edition, as it is told to others: all of it, whenever it has changed.</summary>
public sealed record ParticipationWasCounted(
    EditionId EditionId, EditionId? LastEditionId, IReadOnlyList<ParticipationCount> Rows, DateTimeOffset At);

/// <summary>What was told last of who took part in an edition.</summary>
public sealed record ToldParticipation : IState<ToldParticipation>
{
    private static readonly Guid Streams = new("6d9f0c43-9a2e-4a58-8b6f-5b7a1a4e0d12");

    public static ToldParticipation Initial { get; } = new();

    public Guid Id { get; set; }

    public EditionId? LastEditionId { get; init; }

    public IReadOnlyList<ParticipationCount> Rows { get; init; } = [];

    public static Guid StreamOf(EditionId edition) => Uuid.NewNameBased(Streams, edition.ToString());

    /// <summary>The same numbers are no news.</summary>
    public static Decision Tell(ToldParticipation told, ParticipationView view, DateTimeOffset now)
    {
        var rows = view.Rows
            .Select(row => new ParticipationCount(
                JsonNamingPolicy.CamelCase.ConvertName(row.By.ToString()), row.Group, Of(row.Figures), row.Last is { } last ? Of(last) : null))
            .ToList();
        return told.LastEditionId == view.LastEditionId && told.Rows.SequenceEqual(rows)
            ? Decision.Nothing
            : Decision.Of(new ParticipationWasCounted(view.EditionId, view.LastEditionId, rows, now));
    }

    public ToldParticipation Evolve(object @event) =>
        @event is ParticipationWasCounted counted ? this with { LastEditionId = counted.LastEditionId, Rows = counted.Rows } : this;

    private static ParticipationNumbers Of(ParticipationFigures figures) => new(
        figures.Registrations,
        figures.Seats,
        figures.Came,
        figures.WalkIns,
        figures.DidNotCome,
        figures.MayStillCome,
        figures.Companies,
        figures.CompaniesThatCame,
        figures.FirstTimeCompanies,
        figures.Visits,
        figures.Conversations);
}
