using BusinessFocus.Contracts;
using BusinessFocus.Notifications.Content;
using BusinessFocus.Notifications.ReadModels;

namespace BusinessFocus.Notifications.Requesting;

/// <summary>Which edition a letter comes from: its sender, its address for answers and its contact stand in the letter.</summary>
internal static class EditionsOfLetters
{
    /// <summary>The next fetch brings what is known of their editions. Their activities are fetched already.</summary>
    public static KnownFacts WantEditionsOf(this KnownFacts facts, IEnumerable<NotificationContent> contents) =>
        facts.Want<KnownEdition>(contents.Select(content => EditionOf(facts, content)).OfType<EditionId>().Select(edition => edition.Value));

    /// <summary>Null where it says nothing of itself, or the letter is about none.</summary>
    public static KnownEdition? FindEditionOf(this KnownFacts facts, NotificationContent content) =>
        EditionOf(facts, content) is { } edition ? facts.Find<KnownEdition>(edition.Value) : null;

    /// <summary>What a letter is about is of one edition; what somebody else has at the same time can be of another, and comes last.</summary>
    private static EditionId? EditionOf(KnownFacts facts, NotificationContent content) => (content as VisitContent)?.Visit.EditionId
        ?? (content as InvitationContent)?.Invitation.EditionId
        ?? content.Activities.Select(activity => facts.Find<KnownActivity>(activity.Value)).OfType<KnownActivity>().FirstOrDefault()?.Activity.EditionId;
}
