using BusinessFocus.Contracts.Registration;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Registration.Members;
using FluentValidation;

namespace BusinessFocus.Registration.Invitations;

/// <summary>Which members of an association's list are meant: those for whom all of this holds.</summary>
/// <param name="Areas">
/// In one of these postal towns, as the municipality's register has them, however they are written; left out: wherever. At most 50. Members that the
/// register does not know are in none.
/// </param>
/// <param name="CompanySizes">By the list, else by the municipality's register; left out: of any size.</param>
/// <param name="NotRegistered">True: only those of whom nobody has registered for it yet. Left out: all.</param>
/// <param name="MemberGroups">In one of these groups of the association's list, however they are written; left out: in any, and in none. At most 50.</param>
public sealed record MemberSegment(
    IReadOnlyList<string>? Areas = null,
    IReadOnlyList<CompanySize>? CompanySizes = null,
    bool NotRegistered = false,
    IReadOnlyList<string>? MemberGroups = null)
{
    public const int MostAreas = 50;
    public const int LongestArea = 200;
    public const int MostGroups = 50;

    /// <summary>Whether it means the same, in whatever order.</summary>
    public bool IsSame(MemberSegment other) =>
        NotRegistered == other.NotRegistered
        && (Areas ?? []).ToHashSet(StringComparer.OrdinalIgnoreCase).SetEquals(other.Areas ?? [])
        && (CompanySizes ?? []).ToHashSet().SetEquals(other.CompanySizes ?? [])
        && (MemberGroups ?? []).ToHashSet(StringComparer.OrdinalIgnoreCase).SetEquals(other.MemberGroups ?? []);

    /// <summary>Whether a member is of this town, size and group.</summary>
    public bool Includes(InvitationCandidate member) =>
        IsAmong(Areas, member.Area)
        && (CompanySizes is null || (member.Size is { } size && CompanySizes.Contains(size)))
        && IsAmong(MemberGroups, member.Group);

    private static bool IsAmong(IReadOnlyList<string>? meant, string? its) =>
        meant is null || (its is not null && meant.Any(each => string.Equals(each.Trim(), its, StringComparison.OrdinalIgnoreCase)));

    public sealed class Validator : AbstractValidator<MemberSegment>
    {
        public Validator()
        {
            RuleFor(segment => segment.Areas)
                .Must(areas => areas is null or { Count: > 0 and <= MostAreas })
                .WithMessage(_ => Languages.Choose($"1 till {MostAreas} orter, eller inget fält.", $"1 to {MostAreas} towns, or no field."));
            RuleForEach(segment => segment.Areas).Text(LongestArea);
            RuleFor(segment => segment.MemberGroups)
                .Must(groups => groups is null or { Count: > 0 and <= MostGroups })
                .WithMessage(_ => Languages.Choose($"1 till {MostGroups} grupper, eller inget fält.", $"1 to {MostGroups} groups, or no field."));
            RuleForEach(segment => segment.MemberGroups).Text(MemberRows.LongestGroup);
            RuleFor(segment => segment.CompanySizes)
                .Must(sizes => sizes is not { Count: 0 })
                .WithMessage(_ => Languages.Choose("Minst ett värde, eller inget fält.", "At least one value, or no field."));
        }
    }
}
