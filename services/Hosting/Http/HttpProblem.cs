using BusinessFocus.Domain.Decisions;

namespace BusinessFocus.Hosting.Http;

/// <summary>A problem that lies in the request or its transport, so that it has a status of its own.</summary>
public sealed record HttpProblem(string Code, int Status, string Sv, string En) : Problem(Code, ProblemKind.Transport, Sv, En);
