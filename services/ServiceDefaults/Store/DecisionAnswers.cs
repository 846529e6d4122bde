using BusinessFocus.Hosting.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.ServiceDefaults.Store;

public static class DecisionAnswers
{
    /// <summary>What came of a change, for whoever asked for it: the state as it is shown, with its version as the ETag; or the refusal.</summary>
    public static Results<Ok<TView>, ProblemHttpResult> ToAnswer<TState, TView>(
        this DecisionResult<TState> decided, HttpResponse response, Func<TState, TView> view)
    {
        if (decided.Refusal is { } refusal)
        {
            return refusal.ToAnswer();
        }

        response.SetVersion(decided.Version);
        return TypedResults.Ok(view(decided.State));
    }
}
