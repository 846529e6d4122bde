using BusinessFocus.Contracts.Registration;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Hosting.Http;
using FluentValidation;

namespace BusinessFocus.Registration.Invitations;

/// <summary>Which members of an association's list are meant: those for whom all of this holds.</summary>
/// <param name="Areas">
/// In one of these postal towns, as the municipality's register has them, however they are written; left out: wherever. At most 50. Members that the
/// register does not know are in none.
/// </param>
/// <param name="CompanySizes">By the list, else by the municipality's register; left out: of any size.</param>
/// <param name="NotRegistered">True: only those of whom nobody has registered for it yet. Left out: all.</param>
public sealed record MemberSegment(
    IReadOnlyList<string>? Areas = null,
    IReadOnlyList<CompanySize>? CompanySizes = null,
    bool NotRegistered = false)
{
    public const int MostAreas = 50;
    public const int LongestArea = 200;

    /// <summary>Whether it means the same, in whatever order.</summary>
    public bool IsSame(MemberSegment other) =>
        NotRegistered == other.NotRegistered
        && (Areas ?? []).ToHashSet(StringComparer.OrdinalIgnoreCase).SetEquals(other.Areas ?? [])
        && (CompanySizes ?? []).ToHashSet().SetEquals(other.CompanySizes ?? []);

    /// <summary>Whether a member is of this town and size.</summary>
    public bool Includes(InvitationCandidate member) =>
        (Areas is null || (member.Area is { } area && Areas.Any(each => string.Equals(each.Trim(), area, StringComparison.OrdinalIgnoreCase))))
        && (CompanySizes is null || (member.Size is { } size && CompanySizes.Contains(size)));

    public sealed class Validator : AbstractValidator<MemberSegment>
    {
        public Validator()
        {
            RuleFor(segment => segment.Areas)
                .Must(areas => areas is null or { Count: > 0 and <= MostAreas })
                .WithMessage(_ => Languages.Choose($"1 till {MostAreas} orter, eller inget fält.", $"1 to {MostAreas} towns, or no field."));
            RuleForEach(segment => segment.Areas).Text(LongestArea);
            RuleFor(segment => segment.CompanySizes)
                .Must(sizes => sizes is not { Count: 0 })
                .WithMessage(_ => Languages.Choose("Minst ett värde, eller inget fält.", "At least one value, or no field."));
        }
    }
}
