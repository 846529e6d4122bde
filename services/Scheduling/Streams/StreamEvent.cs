namespace BusinessFocus.Scheduling.Streams;

/// <summary>An event with the id of its stream: for decisions about several streams at once.</summary>
public sealed record StreamEvent(Guid Stream, object Event);
