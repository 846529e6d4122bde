using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;

namespace BusinessFocus.Scheduling.Editions;

/// <summary>What an edition says of itself to everybody; whatever is left out is said by nobody.</summary>
/// <param name="Introduction">What the festival is, in a few sentences; at most 5,000 characters.</param>
/// <param name="Consent">What whoever registers agrees to, in the organiser's words; at most 5,000 characters.</param>
/// <param name="Sender">The name that stands as the sender of what the edition sends; at most 120 characters.</param>
/// <param name="LogoUrl">The address of a picture, https or http; at most 500 characters.</param>
/// <param name="ReplyTo">The e-mail address that answers to its letters go to; left out, those of the festival.</param>
/// <param name="Contact">Whom people ask about it: it stands at the end of its letters.</param>
public sealed record EditionPresentation(
    LocalizedText? Introduction = null, LocalizedText? Consent = null, string? Sender = null, string? LogoUrl = null, string? ReplyTo = null, EditionContact? Contact = null)
{
    public static EditionPresentation None { get; } = new();
}
