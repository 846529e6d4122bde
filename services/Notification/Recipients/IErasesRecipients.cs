using BusinessFocus.Contracts;
using Marten;

namespace BusinessFocus.Notifications.Recipients;

/// <summary>What a folder keeps of a person beside their notifications is gone when they are forgotten. Each such folder registers one.</summary>
public interface IErasesRecipients
{
    /// <summary>In the session's commit. Their streams are masked besides.</summary>
    Task EraseAsync(IDocumentSession session, ContactId contact, DateTimeOffset now, CancellationToken cancellationToken);
}
