using Microsoft.AspNetCore.Http;

namespace BusinessFocus.Hosting.Http;

/// <summary>303: what was sent was dealt with, and the browser goes on with a GET, so that a reload sends nothing twice.</summary>
public sealed class SeeOther(string address) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        httpContext.Response.Headers.Location = address;
        httpContext.Response.Headers.CacheControl = "no-store";
        return Task.CompletedTask;
    }
}
