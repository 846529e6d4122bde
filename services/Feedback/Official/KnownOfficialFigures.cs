using Marten;

namespace BusinessFocus.Feedback.Official;

public static class KnownOfficialFigures
{
    /// <summary>What is known to be published of a municipality; nothing where nobody has said any.</summary>
    public static async Task<OfficialFigures> OfficialFiguresAsync(this IQuerySession reads, string municipality, CancellationToken cancellationToken) =>
        await reads.LoadAsync<OfficialFigures>(OfficialFigures.StreamOf(municipality), cancellationToken) ?? OfficialFigures.Initial;
}
