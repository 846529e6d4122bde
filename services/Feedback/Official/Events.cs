namespace BusinessFocus.Feedback.Official;

/// <summary>A published figure was typed in or taken from a file; it takes the place of what was said before of the same.</summary>
/// <param name="Municipality">Whom it is about, as editions have it.</param>
/// <param name="By">The <c>sub</c> of whoever did.</param>
/// <param name="At">UTC.</param>
public sealed record OfficialFigureWasSet(string Municipality, OfficialFigure Figure, string? By, DateTimeOffset At);

/// <summary>A published figure was taken away: it was wrong, or somebody else's.</summary>
/// <param name="By">The <c>sub</c> of whoever did.</param>
/// <param name="At">UTC.</param>
public sealed record OfficialFigureWasRemoved(string Municipality, string Publisher, string Measure, string Area, int Year, string? By, DateTimeOffset At);
