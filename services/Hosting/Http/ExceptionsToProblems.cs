using System.Text.Json;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Hosting.Http.Bodies;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace BusinessFocus.Hosting.Http;

/// <summary>Maps exceptions to problems; only an unexpected one is a 500, and is logged with its trace.</summary>
internal sealed class ExceptionsToProblems(IProblemDetailsService problems, IEnumerable<ExceptionProblem> known, ILogger<ExceptionsToProblems> log) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is OperationCanceledException && context.RequestAborted.IsCancellationRequested)
        {
            context.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            return true;
        }

        var details = exception switch
        {
            BadHttpRequestException { StatusCode: StatusCodes.Status400BadRequest } bad => Invalid(FaultsIn(bad)),
            BadHttpRequestException bad => Problems.Details(HttpProblems.For(bad.StatusCode) ?? CommonProblems.Invalid),
            InvalidDataException when context.Request.HasFormContentType => Invalid(NoContent()),
            FieldException wrong => Invalid(new Dictionary<string, string[]> { [wrong.Field] = [wrong.Message] }),
            _ => Problems.Details(known.FirstOrDefault(each => each.Is(exception))?.Problem ?? HttpProblems.Failed),
        };
        Log(context, exception, details.Status!.Value);
        if (details.Status == StatusCodes.Status503ServiceUnavailable)
        {
            context.Response.Headers.RetryAfter = "1";
        }

        context.Response.StatusCode = details.Status!.Value;
        return await problems.TryWriteAsync(new ProblemDetailsContext
        {
            HttpContext = context,
            ProblemDetails = details,
        });
    }

    /// <summary>The framework does not log what is handled here. The pattern, not the address: that may have the token of a link.</summary>
    private void Log(HttpContext context, Exception exception, int status)
    {
        var pattern = (context.Features.Get<IExceptionHandlerFeature>()?.Endpoint as RouteEndpoint)?.RoutePattern.RawText;
        if (status == StatusCodes.Status500InternalServerError)
        {
            log.LogError(exception, "{Method} {Pattern} failed in trace {Trace}", context.Request.Method, pattern, Problems.TraceOf(context));
        }
        else if (status == StatusCodes.Status503ServiceUnavailable)
        {
            log.LogWarning("{Method} {Pattern} found no store in trace {Trace}: {Failure}", context.Request.Method, pattern, Problems.TraceOf(context), exception.GetBaseException().GetType().Name);
        }
    }

    private static ProblemDetails Invalid(IDictionary<string, string[]> faults) =>
        Problems.Details(CommonProblems.Invalid, new Dictionary<string, object?> { [Flaw.Errors] = faults });

    private static Dictionary<string, string[]> NoContent() =>
        new() { [BodyFaults.Whole] = [Languages.Choose("Innehållet saknas eller kan inte läsas.", "The content is missing or cannot be read.")] };

    private static IDictionary<string, string[]> FaultsIn(BadHttpRequestException exception)
    {
        if (exception.InnerException is JsonException json)
        {
            return BodyFaults.Of(json);
        }

        // "Failed to bind parameter "EditionId id" from "x"." and "Required parameter "string q" was not provided …", in the framework's words.
        var quoted = exception.Message.Split('"');
        if (quoted.Length < 3 || exception.Message.Contains(" body", StringComparison.Ordinal))
        {
            return NoContent();
        }

        var (type, name) = (quoted[1].Split(' ')[0], JsonNamingPolicy.CamelCase.ConvertName(quoted[1].Split(' ')[^1]));
        var expected = Expected.Named(type) ?? Languages.Choose("ett annat värde", "another value");
        return new Dictionary<string, string[]>
        {
            [name] = [quoted.Length > 4 ? Expected.Wrong(expected, Expected.Quoted(string.Join('"', quoted[3..^1]))) : Expected.Missing(expected)],
        };
    }
}
