namespace BusinessFocus.Registration.Participation;

/// <summary>
/// Counts who took part, from the same states that the door decides on: so the sum of an edition is the sum of its check-ins at any time, whatever was
/// undone, moved or repeated.
/// </summary>
public static class CountParticipation
{
    /// <param name="editions">The edition itself last, the earlier ones of the same municipality before it in their order.</param>
    public static ParticipationView Of(IReadOnlyList<EditionTally> editions)
    {
        var (edition, last) = (editions[^1], editions.Count > 1 ? editions[^2] : null);
        var knownBefore = editions.SkipLast(2).SelectMany(each => each.CompaniesThatCame).ToHashSet(StringComparer.Ordinal);
        var known = last is null ? knownBefore : knownBefore.Union(last.CompaniesThatCame, StringComparer.Ordinal).ToHashSet(StringComparer.Ordinal);
        var nothing = new EditionTally(edition.Id).FiguresOf(ParticipationGroups.Total, known)!;

        // Who came last time and stays away now shows too.
        return new ParticipationView(
            edition.Id,
            last?.Id,
            [.. edition.Groups.Union(last?.Groups ?? []).OrderBy(group => group.By).ThenBy(group => group.Group, StringComparer.Ordinal)
                .Select(group => new ParticipationRow(
                    group.By, group.Group, edition.FiguresOf(group, known) ?? nothing, last?.FiguresOf(group, knownBefore)))]);
    }
}
