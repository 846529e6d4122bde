namespace BusinessFocus.Hosting.BackgroundWork;

/// <summary>A transient failure: a background service that it ended is started again.</summary>
public sealed record TransientFailure(Func<Exception, bool> Is);
