using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Domain.Decisions;
using UUIDNext;

namespace BusinessFocus.Registration.Participation;

/// <summary>How many companies of the register were met as of an edition, as it is told to others: all of it, whenever it has changed.</summary>
public sealed record MetCompaniesWereCounted(
    EditionId EditionId, EditionId? LastEditionId, int Editions, IReadOnlyList<MetCompaniesCount> Rows, DateTimeOffset At);

/// <summary>What was told last of the companies that were met as of an edition.</summary>
public sealed record ToldMetCompanies : IState<ToldMetCompanies>
{
    private static readonly Guid Streams = new("b1f4a3d8-5c27-4e0b-9f66-0a7c2d9e8431");

    public static ToldMetCompanies Initial { get; } = new();

    public Guid Id { get; set; }

    public EditionId? LastEditionId { get; init; }

    public IReadOnlyList<MetCompaniesCount> Rows { get; init; } = [];

    public static Guid StreamOf(EditionId edition) => Uuid.NewNameBased(Streams, edition.ToString());

    /// <summary>The same numbers are no news, and that there is no register is none where there never was.</summary>
    public static Decision Tell(ToldMetCompanies told, MetCompaniesOfEdition counted, DateTimeOffset now) =>
        told.Rows.SequenceEqual(counted.Rows) && (told.LastEditionId == counted.LastEditionId || counted.Rows.Count == 0)
            ? Decision.Nothing
            : Decision.Of(new MetCompaniesWereCounted(counted.EditionId, counted.LastEditionId, CountMetCompanies.Editions, counted.Rows, now));

    public ToldMetCompanies Evolve(object @event) =>
        @event is MetCompaniesWereCounted counted ? this with { LastEditionId = counted.LastEditionId, Rows = counted.Rows } : this;
}
