using BusinessFocus.Domain.Decisions;

namespace BusinessFocus.Hosting.Http;

/// <summary>
/// A kind of failure that is no fault of ours, and the problem that it is answered as. Whoever can fail so adds it to the services;
/// of several the first counts.
/// </summary>
public sealed record ExceptionProblem(Func<Exception, bool> Is, Problem Problem);
