namespace BusinessFocus.Registration.Tests;

internal static class NextParts
{
    /// <summary>The address of the header <c>Link</c>.</summary>
    public static string NextPart(this HttpResponseMessage answer) => answer.Headers.GetValues("Link").Single().Split('<', '>')[1];
}
