namespace BusinessFocus.Identity.Sessions;

/// <summary>What a person recognises a browser by. A version would say more of them than they need to know.</summary>
public static class Browsers
{
    // In this order: most call themselves by the names of those that were before them.
    private static readonly (string Part, string Name)[] Programs =
        [("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari")];

    private static readonly (string Part, string Name)[] Systems =
        [("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Mac OS X", "Mac"), ("Linux", "Linux")];

    /// <returns>For instance "Firefox, Windows"; empty for what is no browser that we know.</returns>
    public static string NameOf(string? userAgent) =>
        string.Join(", ", new[] { Find(Programs, userAgent), Find(Systems, userAgent) }.Where(name => name.Length > 0));

    private static string Find((string Part, string Name)[] known, string? userAgent) =>
        known.FirstOrDefault(each => userAgent?.Contains(each.Part, StringComparison.Ordinal) == true).Name ?? "";
}
