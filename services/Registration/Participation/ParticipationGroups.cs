using System.Text.Json;
using BusinessFocus.Contracts.Registration;

namespace BusinessFocus.Registration.Participation;

/// <summary>Which groups somebody who took part is counted in.</summary>
/// <param name="sizeOf">How large a company is, as the members' lists have it now.</param>
/// <param name="associationsOf">Which associations have a company in their lists now.</param>
/// <param name="areaOf">Where a company is, as the municipality's register has it now; null where it does not.</param>
public sealed class ParticipationGroups(
    Func<string?, CompanySize?> sizeOf, Func<string, IEnumerable<string>> associationsOf, Func<string, string?>? areaOf = null)
{
    private const string Unknown = "unknown";

    public static (ParticipationBy By, string? Group) Total { get; } = (ParticipationBy.Total, null);

    public IEnumerable<(ParticipationBy By, string? Group)> Of(ActivityParticipation activity, TakenPart part)
    {
        yield return Total;
        if (activity.Terms.Kind is { } kind)
        {
            yield return (ParticipationBy.Kind, NameOf(kind));
        }

        var company = part.Company?.Key;
        yield return (ParticipationBy.Size, SizeOf(part) is { } size ? NameOf(size) : Unknown);
        yield return (ParticipationBy.Membership, part.IsMember ? "member" : "notMember");
        yield return (ParticipationBy.Area, (company is null ? null : areaOf?.Invoke(company)) ?? Unknown);
        foreach (var association in company is null ? [] : associationsOf(company))
        {
            yield return (ParticipationBy.Association, association);
        }

        foreach (var topic in activity.Topics)
        {
            yield return (ParticipationBy.Topic, topic);
        }
    }

    private CompanySize? SizeOf(TakenPart part) => part.Size ?? sizeOf(part.Company?.Key);

    private static string NameOf<T>(T value) where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
