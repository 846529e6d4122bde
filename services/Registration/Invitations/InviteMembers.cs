using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Hosting.Http;
using FluentValidation;

namespace BusinessFocus.Registration.Invitations;

/// <summary>
/// An association invites members of its list. The same to the same segment within a day is one invitation, however often it is sent: an answer that
/// was lost is given again. The same words about the same to another segment are refused for that day: what is one invitation is sent in one, and nobody
/// can take an audience apart by sending piece by piece.
/// </summary>
public static class InviteMembers
{
    public const int LongestText = 2_000;
    public const int LongestName = 80;

    /// <summary>So many invitations of an association to an edition within <see cref="Lately"/>.</summary>
    public const int Most = 3;

    private const int CompaniesAnEvent = 1_000;

    public static readonly TimeSpan Lately = TimeSpan.FromDays(7);

    private static readonly TimeSpan Repeat = TimeSpan.FromDays(1);

    /// <summary>What an association invites to, in which words, and whom.</summary>
    /// <param name="EditionId">The edition, or that of the activity.</param>
    /// <param name="ActivityId">One activity of it; left out: the edition as a whole.</param>
    /// <param name="From">What the members call the association: one line of at most 80 characters. Its client name stands in the letter too.</param>
    /// <param name="Text">The association's own words, in both languages: plain text of at most 2,000 characters each; an empty line begins a paragraph.</param>
    /// <param name="Segment">Which members; <c>{}</c> is all.</param>
    public sealed record Request(EditionId EditionId, ActivityId? ActivityId, string From, LocalizedText Text, MemberSegment Segment);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(request => request.From).Text(LongestName);
            RuleFor(request => request.From)
                .Must(from => from?.AsSpan().ContainsAny("\n\r\t") != true)
                .WithMessage(_ => Languages.Choose("Namnet ska stå på en rad.", "The name must be on one line."));
            RuleFor(request => request.Text).NotNull();
            RuleFor(request => request.Text.Sv).Text(LongestText).When(request => request.Text is not null);
            RuleFor(request => request.Text.En).Text(LongestText).When(request => request.Text is not null);
            RuleFor(request => request.Segment).NotNull().SetValidator(new MemberSegment.Validator());
        }
    }

    /// <summary>The same that was sent within a day; null where there is none.</summary>
    /// <param name="earlier">The association's invitations to the edition.</param>
    public static MemberInvitation? SentAlready(Request request, IEnumerable<MemberInvitation> earlier, DateTimeOffset now) =>
        Alike(request, earlier, now).FirstOrDefault(invitation => invitation.Sent!.Segment.IsSame(request.Segment));

    /// <summary>Also what a preview would be refused for.</summary>
    /// <param name="by">The account or client that sends it.</param>
    /// <param name="target">What it invites to.</param>
    /// <param name="earlier">The association's invitations to the edition.</param>
    public static Decision Decide(
        MemberInvitationId id,
        string association,
        string by,
        Request request,
        InvitedTo target,
        InvitationAudience audience,
        IReadOnlyList<MemberInvitation> earlier,
        int listVersion,
        DateTimeOffset now)
    {
        if (!target.IsToCome)
        {
            return InvitationProblems.NothingToCome;
        }

        if (Alike(request, earlier, now).ToList() is { Count: > 0 } alike)
        {
            return InvitationProblems.Repeated.With("again", alike.Max(invitation => invitation.At) + Repeat);
        }

        var lately = earlier.Where(invitation => invitation.At > now - Lately).OrderByDescending(invitation => invitation.At).Take(Most).ToList();
        if (lately.Count == Most)
        {
            return InvitationProblems.TooMany.With("again", lately[^1].At + Lately);
        }

        if (audience.IsTooSmall)
        {
            return InvitationProblems.TooFew.With("fewest", InvitationAudience.Fewest);
        }

        return Decision.Of(
        [
            new MembersWereInvited(
                id,
                association,
                request.From.Trim(),
                request.EditionId,
                request.ActivityId,
                target.Title,
                request.Text,
                request.Segment,
                listVersion,
                audience.Segment,
                audience.Invited.Count,
                now,
                by),
            .. audience.NotYetRegistered.Chunk(CompaniesAnEvent)
                .Select(companies => new CompaniesWereInvited(id, association, companies)),
        ]);
    }

    /// <summary>Those of the last day with the same words about the same.</summary>
    private static IEnumerable<MemberInvitation> Alike(Request request, IEnumerable<MemberInvitation> earlier, DateTimeOffset now) =>
        earlier.Where(invitation => invitation.At > now - Repeat
            && invitation.Sent is { } sent
            && sent.EditionId == request.EditionId
            && sent.ActivityId == request.ActivityId
            && sent.Text == request.Text);
}

/// <summary>What members are invited to.</summary>
/// <param name="Title">The activity's; null for the edition as a whole.</param>
/// <param name="IsToCome">Else it is cancelled or over.</param>
public sealed record InvitedTo(LocalizedText? Title, bool IsToCome);
