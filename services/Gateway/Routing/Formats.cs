using System.Collections.Frozen;
using System.Net.Mime;
using BusinessFocus.Hosting.Http;
using Microsoft.Net.Http.Headers;

namespace BusinessFocus.Gateway.Routing;

/// <summary>
/// What is announced with a suffix too (<c>programme.ics</c>) is had without it by <c>Accept</c>. It is the same read, under the address that has
/// the suffix: so each format is kept for itself in the cache, and no service chooses.
/// </summary>
public sealed class Formats(Interface announced)
{
    /// <summary>What stands last in the address, by what it is.</summary>
    private static readonly IReadOnlyDictionary<string, string> Suffixes = new Dictionary<string, string>
    {
        ["text/calendar"] = ".ics",
        [MediaTypeNames.Text.Csv] = ".csv",
    };

    private static readonly Endpoint NotAcceptable = new(
        context => HttpProblems.NotAcceptable.ToAnswer().ExecuteAsync(context), EndpointMetadataCollection.Empty, "not acceptable");

    /// <summary>The formats of each read that has several, JSON first.</summary>
    private readonly FrozenDictionary<string, string[]> byPath = FormatsOf(announced);

    /// <summary>Between two <c>UseRouting</c>: the second finds what the address names then.</summary>
    public Task ChooseAsync(HttpContext context, RequestDelegate next)
    {
        if (!HttpMethods.IsGet(context.Request.Method)
            || context.GetEndpoint() is not RouteEndpoint { RoutePattern.RawText: { } path }
            || !byPath.TryGetValue(path, out var formats))
        {
            return next(context);
        }

        context.Response.OnStarting(() =>
        {
            context.Response.Headers.Append(HeaderNames.Vary, HeaderNames.Accept);
            return Task.CompletedTask;
        });
        var chosen = AcceptHeader.BestOf(context.Request.Headers.Accept, formats);
        if (chosen is null)
        {
            context.SetEndpoint(NotAcceptable);
        }
        else if (Suffixes.TryGetValue(chosen, out var suffix))
        {
            context.Request.Path += suffix;
            context.Request.RouteValues = [];
            context.SetEndpoint(null);
        }

        return next(context);
    }

    private static FrozenDictionary<string, string[]> FormatsOf(Interface announced)
    {
        var reads = announced.Routes.Where(route => route.Methods.Contains(HttpMethods.Get)).Select(route => route.Path).ToHashSet(StringComparer.Ordinal);
        return reads
            .Select(path => (Path: path, Others: Suffixes.Where(each => reads.Contains(path + each.Value)).Select(each => each.Key).ToList()))
            .Where(each => each.Others.Count > 0)
            .ToFrozenDictionary(each => each.Path, each => (string[])[MediaTypeNames.Application.Json, .. each.Others], StringComparer.Ordinal);
    }
}
