using Marten;

namespace BusinessFocus.ServiceDefaults.Store;

/// <summary>How long the store keeps something.</summary>
/// <param name="Forget">Deletes, in the session's commit, what is older than this moment.</param>
public sealed record RetentionRule(TimeSpan Time, Action<IDocumentSession, DateTimeOffset> Forget);
