namespace BusinessFocus.Web.Site;

/// <summary>Where somebody goes on from a page that has nothing for them.</summary>
public sealed record WayOn(string Address, string Name);
