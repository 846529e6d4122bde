namespace BusinessFocus.Hosting.BackgroundWork;

/// <summary>A kind of failure that passes by itself: a background service that ended by it is started again.</summary>
public sealed record TransientFailure(Func<Exception, bool> Is);
