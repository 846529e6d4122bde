using System.Diagnostics;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Domain.Texts;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

namespace BusinessFocus.Hosting.Http;

/// <summary>Problem details (RFC 9457), in the asker's language.</summary>
public static class Problems
{
    /// <summary>What is wrong where no field of the request is known to be.</summary>
    internal const string Request = "request";

    /// <summary>The answer to a refused decision.</summary>
    public static ProblemHttpResult ToAnswer(this Refusal refusal)
    {
        var problem = refusal.Problem;
        return TypedResults.Problem(Details(problem, refusal.Facts));
    }

    public static ProblemHttpResult ToAnswer(this Problem problem) => new Refusal(problem).ToAnswer();

    /// <summary>400: which fields, and why.</summary>
    public static ProblemHttpResult Invalid(IDictionary<string, string[]> errors) =>
        new Refusal(CommonProblems.Invalid, new Dictionary<string, object?> { [Flaw.Errors] = errors }).ToAnswer();

    /// <summary>400: one field, and why.</summary>
    public static ProblemHttpResult Invalid(string field, string sv, string en) =>
        Invalid(new Dictionary<string, string[]> { [field] = [Languages.Choose(sv, en)] });

    /// <summary>400: one field, and why, in the language of the request.</summary>
    public static ProblemHttpResult Invalid(string field, Func<string> text) =>
        Invalid(new Dictionary<string, string[]> { [field] = [text()] });

    public static ProblemDetails Details(Problem problem, IReadOnlyDictionary<string, object?>? facts = null)
    {
        var details = new ProblemDetails
        {
            Type = problem.Type,
            Title = Languages.Choose(problem.Sv, problem.En),
            Status = ProblemStatus.Of(problem),
        };
        foreach (var (name, value) in facts ?? new Dictionary<string, object?>())
        {
            details.Extensions[name] = value;
        }

        return details;
    }

    internal const string UnreadableSv = "Begäran kan inte läsas.";
    internal const string UnreadableEn = "The request cannot be read.";

    internal static string Unreadable() => Languages.Choose(UnreadableSv, UnreadableEn);

    internal static string TraceOf(HttpContext context) => Activity.Current?.TraceId.ToHexString() ?? context.TraceIdentifier;

    public static void AddProblems(this IServiceCollection services)
    {
        services.AddSingleton<IProblemDetailsWriter, ProblemWriter>();
        services.AddProblemDetails(options => options.CustomizeProblemDetails = context =>
        {
            var details = context.ProblemDetails;
            if (HttpProblems.For(details.Status ?? 500) is { } problem && details.Type?.StartsWith("urn:", StringComparison.Ordinal) != true)
            {
                details.Type = problem.Type;
                details.Title = Languages.Choose(problem.Sv, problem.En);
            }

            if (details.Type == CommonProblems.Invalid.Type && !details.Extensions.ContainsKey(Flaw.Errors))
            {
                details.Extensions[Flaw.Errors] = new Dictionary<string, string[]> { [Request] = [Unreadable()] };
            }

            details.Extensions["traceId"] = TraceOf(context.HttpContext);
            if (details.Type is { } type && !context.HttpContext.Response.HasStarted)
            {
                // A type is a name that never changes; what it means is told at a place of the page of all problems.
                context.HttpContext.Response.Headers.Link = $"</docs/problems#{type[(type.LastIndexOf(':') + 1)..]}>; rel=\"help\"";
            }
        });
        services.AddExceptionHandler<ExceptionsToProblems>();
    }
}
