using System.Diagnostics;
using System.Text.Json;
using BusinessFocus.ServiceDefaults.Decisions;
using BusinessFocus.ServiceDefaults.Store;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

namespace BusinessFocus.ServiceDefaults.Http;

/// <summary>Answers that say what is wrong: problem details of RFC 9457, in the asker's language.</summary>
public static class Problems
{
    /// <summary>The answer to a refused decision.</summary>
    public static ProblemHttpResult ToAnswer(this Refusal refusal)
    {
        var problem = refusal.Problem;
        return TypedResults.Problem(Details(problem, refusal.Facts));
    }

    public static ProblemHttpResult ToAnswer(this Problem problem) => new Refusal(problem).ToAnswer();

    /// <summary>400: which fields, and why.</summary>
    public static ProblemHttpResult Invalid(IDictionary<string, string[]> errors) =>
        new Refusal(CommonProblems.Invalid, new Dictionary<string, object?> { ["errors"] = errors }).ToAnswer();

    /// <summary>400: one field, and why.</summary>
    public static ProblemHttpResult Invalid(string field, string sv, string en) =>
        Invalid(new Dictionary<string, string[]> { [field] = [Languages.Choose(sv, en)] });

    public static ProblemDetails Details(Problem problem, IReadOnlyDictionary<string, object?>? facts = null)
    {
        var details = new ProblemDetails
        {
            Type = problem.Type,
            Title = Languages.Choose(problem.Sv, problem.En),
            Status = problem.Status,
        };
        foreach (var (name, value) in facts ?? new Dictionary<string, object?>())
        {
            details.Extensions[name] = value;
        }

        return details;
    }

    public static void AddProblems(this IServiceCollection services)
    {
        services.AddProblemDetails(options => options.CustomizeProblemDetails = context =>
        {
            var details = context.ProblemDetails;
            if (CommonProblems.For(details.Status ?? 500) is { } problem && details.Type?.StartsWith("urn:", StringComparison.Ordinal) != true)
            {
                details.Type = problem.Type;
                details.Title = Languages.Choose(problem.Sv, problem.En);
            }

            details.Extensions["traceId"] = Activity.Current?.TraceId.ToHexString() ?? context.HttpContext.TraceIdentifier;
        });
        services.AddExceptionHandler<ExceptionsToProblems>();
    }

    /// <summary>Turns what was thrown into the problem that it is; only what nobody foresaw is a 500.</summary>
    private sealed class ExceptionsToProblems(IProblemDetailsService problems) : IExceptionHandler
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
                BadHttpRequestException { StatusCode: StatusCodes.Status400BadRequest } bad => BadRequest(bad),
                BadHttpRequestException bad => Details(CommonProblems.For(bad.StatusCode) ?? CommonProblems.Invalid),
                _ when Races.IsLost(exception) => Details(CommonProblems.Conflict),
                _ when Outages.IsOne(exception) => Details(CommonProblems.Unavailable),
                _ => Details(CommonProblems.Failed),
            };
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

        private static ProblemDetails BadRequest(BadHttpRequestException exception)
        {
            // The framework's message names the parameter or the JSON path, and never the value.
            var field = exception.InnerException is JsonException json
                ? JsonField(json)
                : ParameterIn(exception.Message);
            var errors = new Dictionary<string, string[]>
            {
                [field] = [Languages.Choose("Värdet kan inte läsas.", "The value cannot be read.")],
            };
            return Details(CommonProblems.Invalid, new Dictionary<string, object?> { ["errors"] = errors });
        }

        private static string JsonField(JsonException exception) =>
            exception.Path is { Length: > 2 } path && path.StartsWith("$.", StringComparison.Ordinal) ? path[2..] : "body";

        private static string ParameterIn(string message)
        {
            // "Failed to bind parameter "EditionId id" from "x"." and "Required parameter "string q" was not provided …"
            var quoted = message.Split('"');
            return quoted.Length > 1 && !message.Contains(" body", StringComparison.Ordinal) ? JsonNamingPolicy.CamelCase.ConvertName(quoted[1].Split(' ')[^1]) : "body";
        }
    }
}
