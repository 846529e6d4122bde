using System.Diagnostics;
using BusinessFocus.Domain.Decisions;
using Microsoft.AspNetCore.Http;

namespace BusinessFocus.Hosting.Http;

/// <summary>What HTTP calls what decisions come to.</summary>
public static class ProblemStatus
{
    /// <summary>The status that a problem is answered with.</summary>
    public static int Of(Problem problem) => problem.Kind switch
    {
        ProblemKind.Invalid => StatusCodes.Status400BadRequest,
        ProblemKind.Forbidden => StatusCodes.Status403Forbidden,
        ProblemKind.NotFound => StatusCodes.Status404NotFound,
        ProblemKind.Conflict => StatusCodes.Status409Conflict,
        ProblemKind.Stale => StatusCodes.Status412PreconditionFailed,
        ProblemKind.Transport when problem is HttpProblem http => http.Status,
        _ => throw new UnreachableException($"{problem.Code} has no status."),
    };
}
