using System.Net;
using BusinessFocus.Client;

namespace BusinessFocus.Web.Site;

/// <summary>Reads what may be missing: null where the interface has none.</summary>
public static class IfThere
{
    /// <param name="orElse">Other answers that mean the same here, for instance that it may not be seen.</param>
    public static async Task<T?> ReadAsync<T>(Func<Task<T?>> ask, params HttpStatusCode[] orElse) where T : class
    {
        try
        {
            return await ask();
        }
        catch (ProblemException problem) when (problem.Status == HttpStatusCode.NotFound || orElse.Contains(problem.Status))
        {
            return null;
        }
    }
}
