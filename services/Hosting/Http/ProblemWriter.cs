using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using JsonOptions = Microsoft.AspNetCore.Http.Json.JsonOptions;

namespace BusinessFocus.Hosting.Http;

/// <summary>
/// Problem details whatever <c>Accept</c> says: somebody who wanted a picture is told why there is none, and RFC 9110 leaves that to the
/// server. The framework's own writer would leave such an answer empty.
/// </summary>
internal sealed class ProblemWriter(IOptions<ProblemDetailsOptions> problems, IOptions<JsonOptions> json) : IProblemDetailsWriter
{
    public const string MediaType = "application/problem+json";

    public bool CanWrite(ProblemDetailsContext context) => true;

    public async ValueTask WriteAsync(ProblemDetailsContext context)
    {
        var response = context.HttpContext.Response;
        context.ProblemDetails.Status ??= response.StatusCode;
        problems.Value.CustomizeProblemDetails?.Invoke(context);
        await response.WriteAsJsonAsync<ProblemDetails>(context.ProblemDetails, json.Value.SerializerOptions, MediaType, context.HttpContext.RequestAborted);
    }
}
