using System.Net;
using System.Text.RegularExpressions;

namespace BusinessFocus.Testing.Answers;

/// <summary>
/// Holds every answer that a test receives through the gateway against the document that the gateway serves: one that differs fails the call, whatever the
/// test looks at. What is no call of the interface, and streams, are let through.
/// </summary>
public sealed partial class HoldsAnswersAgainstTheInterface : DelegatingHandler
{
    private static readonly Lazy<AnnouncedAnswers> Announced = new(AnnouncedAnswers.OfAll);

    private static readonly Lazy<IReadOnlyList<(Regex Path, int Parameters, string Method, string Operation)>> Calls = new(() =>
    [
        .. Announced.Value.Calls.Select(call => (
            new Regex($"^{Parameter().Replace(Regex.Escape(call.Path).Replace(@"\{", "{", StringComparison.Ordinal), "[^/]+")}$"),
            call.Path.Count(letter => letter == '{'),
            call.Method,
            call.Operation)),
    ]);

    public HoldsAnswersAgainstTheInterface()
    {
    }

    public HoldsAnswersAgainstTheInterface(HttpMessageHandler next) : base(next)
    {
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var (method, path) = (request.Method.Method, request.RequestUri!.AbsolutePath);
        var question = await KeptExamples.QuestionOfAsync(request.Content, cancellationToken);
        var answer = await base.SendAsync(request, cancellationToken);
        var mediaType = answer.Content.Headers.ContentType?.MediaType;
        var call = Calls.Value.Where(each => each.Method == method && each.Path.IsMatch(path)).OrderBy(each => each.Parameters).FirstOrDefault();
        if (call.Operation is null || mediaType == "text/event-stream" || answer.StatusCode == HttpStatusCode.NotModified)
        {
            return answer;
        }

        var body = await answer.Content.ReadAsByteArrayAsync(cancellationToken);
        if (Announced.Value.FlawOf(call.Operation, (int)answer.StatusCode, answer.Content.Headers.ContentType?.ToString(), body) is { } flaw)
        {
            throw new AnswerNotAnnouncedException(flaw);
        }

        KeptExamples.Keep(Announced.Value, call.Operation, question, (int)answer.StatusCode, answer.Content.Headers.ContentType?.ToString(), body);
        return answer;
    }

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameter();
}
