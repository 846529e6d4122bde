using BusinessFocus.Domain.Decisions;

namespace BusinessFocus.Hosting.Http;

/// <summary>
/// Maps an expected exception to a problem. Whoever can
/// throw it registers it; of several the first counts.
/// </summary>
public sealed record ExceptionProblem(Func<Exception, bool> Is, Problem Problem);
