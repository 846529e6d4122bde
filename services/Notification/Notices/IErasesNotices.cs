using Marten;

namespace BusinessFocus.Notification.Notices;

/// <summary>What a folder keeps of notices beside their streams is gone when their recipients are forgotten. Each such folder registers one.</summary>
public interface IErasesNotices
{
    /// <summary>In the session's commit.</summary>
    void Erase(IDocumentSession session, IReadOnlyCollection<Guid> notices);
}
