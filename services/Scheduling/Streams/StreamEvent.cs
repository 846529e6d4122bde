namespace BusinessFocus.Scheduling.Streams;

/// <summary>An event, and what it happens to: for decisions about many things at once.</summary>
public sealed record StreamEvent(Guid Stream, object Event);
