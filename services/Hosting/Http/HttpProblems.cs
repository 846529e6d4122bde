using BusinessFocus.Domain.Decisions;

namespace BusinessFocus.Hosting.Http;

/// <summary>The problems that lie in the request or its transport; no decision comes to them.</summary>
public static class HttpProblems
{
    public static readonly HttpProblem Unauthenticated = new("unauthenticated", 401, "Logga in först", "Sign in first");
    public static readonly HttpProblem MethodNotAllowed = new("method-not-allowed", 405, "Går inte att göra här", "Not possible here");
    public static readonly HttpProblem NotAcceptable = new("not-acceptable", 406, "Finns inte i ett format som du tar emot", "Not available in a format that you accept");
    public static readonly HttpProblem TooSlow = new("too-slow", 408, "Begäran kom inte fram i tid", "The request did not come in time");
    public static readonly HttpProblem InFlight = new("idempotency-key-in-flight", 409, "Den första begäran pågår", "The first request is still under way");
    public static readonly HttpProblem TooLarge = new("too-large", 413, "För stort", "Too large");
    public static readonly HttpProblem AddressTooLong = new("address-too-long", 414, "Adressen är för lång", "The address is too long");
    public static readonly HttpProblem UnsupportedMediaType = new("unsupported-media-type", 415, "Formatet stöds inte", "The format is not supported");
    public static readonly HttpProblem KeyReused = new("idempotency-key-reused", 422, "Nyckeln har använts till en annan begäran", "The key was used for another request");
    public static readonly HttpProblem TooMany = new("too-many-requests", 429, "För många försök, vänta lite", "Too many requests, wait a little");
    public static readonly HttpProblem HeadersTooLarge = new("headers-too-large", 431, "Huvudena är för stora eller för många", "The headers are too large or too many");
    public static readonly HttpProblem Failed = new("failed", 500, "Något gick fel hos oss", "Something went wrong on our side");
    public static readonly HttpProblem Unavailable = new("unavailable", 503, "Tjänsten är inte tillgänglig just nu", "The service is not available right now");

    /// <summary>The usual one of each status.</summary>
    public static IReadOnlyList<Problem> All { get; } =
    [
        CommonProblems.Invalid, Unauthenticated, CommonProblems.Forbidden, CommonProblems.NotFound, MethodNotAllowed, NotAcceptable, TooSlow,
        CommonProblems.Conflict, CommonProblems.Stale, TooLarge, AddressTooLong, UnsupportedMediaType, KeyReused, TooMany, HeadersTooLarge, Failed, Unavailable with { Status = 502 }, Unavailable, Unavailable with { Status = 504 },
    ];

    private static readonly Dictionary<int, Problem> ByStatus = All.ToDictionary(ProblemStatus.Of);

    /// <summary>The problem for an answer that has a status and nothing else.</summary>
    public static Problem? For(int status) => ByStatus.GetValueOrDefault(status);
}
