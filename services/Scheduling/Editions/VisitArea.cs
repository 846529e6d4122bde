namespace BusinessFocus.Scheduling.Editions;

/// <summary>Who hears, beside the organisers, of companies in a postal town that ask for a visit.</summary>
/// <param name="Area">The postal town, as companies write it; case does not count. At most 60 characters.</param>
/// <param name="Email">Where they read.</param>
public sealed record VisitArea(string Area, string Email);
