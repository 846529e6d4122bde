using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace BusinessFocus.EndToEnd.Tests.Otlp;

/// <summary>A span as it came in.</summary>
/// <param name="Version">Of the service.</param>
/// <param name="Links">The ids of the spans that it links to.</param>
/// <param name="Attributes">Those with a text or a whole number as value, as texts.</param>
public sealed record Span(
    string Service, string Version, string Name, string TraceId, string Id, string? ParentId, IReadOnlyList<string> Links, IReadOnlyDictionary<string, string> Attributes);

/// <summary>A collector: takes traces by OTLP over HTTP, and keeps them.</summary>
public sealed class OtlpReceiver : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<Span> spans = [];

    private OtlpReceiver()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.MapPost("/v1/traces", TakeAsync);
        app.MapPost("/v1/{signal}", () => Results.Bytes([], "application/x-protobuf"));
    }

    public Uri Address => new(app.Urls.Single());

    public IReadOnlyList<Span> Spans => [.. spans];

    public static async Task<OtlpReceiver> StartAsync()
    {
        var receiver = new OtlpReceiver();
        await receiver.app.StartAsync();
        return receiver;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task<IResult> TakeAsync(HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, request.HttpContext.RequestAborted);
        foreach (var resource in ExportTraces.Parser.ParseFrom(body.ToArray()).ResourceSpans)
        {
            var service = resource.Resource.Attributes.Single(attribute => attribute.Key == "service.name").Value.StringValue;
            var version = resource.Resource.Attributes.Single(attribute => attribute.Key == "service.version").Value.StringValue;
            foreach (var span in resource.ScopeSpans.SelectMany(scope => scope.Spans))
            {
                spans.Enqueue(new Span(
                    service,
                    version,
                    span.Name,
                    Convert.ToHexStringLower(span.TraceId.Span),
                    Convert.ToHexStringLower(span.SpanId.Span),
                    span.ParentSpanId.IsEmpty ? null : Convert.ToHexStringLower(span.ParentSpanId.Span),
                    [.. span.Links.Select(link => Convert.ToHexStringLower(link.SpanId.Span))],
                    span.Attributes.DistinctBy(attribute => attribute.Key)
                        .ToDictionary(attribute => attribute.Key, attribute => TextOf(attribute.Value))));
            }
        }

        return Results.Bytes([], "application/x-protobuf");
    }

    private static string TextOf(Value? value) => value?.KindCase == Value.KindOneofCase.IntValue
        ? value.IntValue.ToString(CultureInfo.InvariantCulture)
        : value?.StringValue ?? "";
}
