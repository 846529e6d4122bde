using System.Diagnostics;
using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace BusinessFocus.Hosting.Telemetry;

public static class ServiceTelemetry
{
    /// <summary>Spans and counters of our own; those of Marten, MassTransit and Npgsql have their names.</summary>
    public const string SourceName = "BusinessFocus";

    public static ActivitySource Source { get; } = new(SourceName);

    /// <summary>Of the build: all services of an installation have the same, with the commit that it was made from where that is known.</summary>
    public static string Version { get; } =
        typeof(ServiceTelemetry).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    /// <summary>
    /// Traces, metrics and logs by OTLP where OTEL_EXPORTER_OTLP_ENDPOINT is set; metrics for Prometheus at
    /// <c>/metrics</c> always.
    /// </summary>
    public static void AddTelemetry(this WebApplicationBuilder builder, string service)
    {
        var exports = !string.IsNullOrEmpty(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]);
        var telemetry = builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(service, "businessfocus", Version))
            .WithMetrics(metrics =>
            {
                metrics
                    .AddMeter(SourceName, "Marten", "MassTransit", "Npgsql")
                    .AddAspNetCoreInstrumentation()
                    .AddRuntimeInstrumentation()
                    .AddPrometheusExporter();
                if (exports)
                {
                    metrics.AddOtlpExporter();
                }
            });
        if (exports)
        {
            telemetry.WithTracing(tracing => tracing
                .AddSource(SourceName, "Marten", "MassTransit")
                .AddAspNetCoreInstrumentation(http => http.Filter = context => !IsOperational(context))
                .AddHttpClientInstrumentation()
                .SetSampler(new ParentBasedSampler(new NoIdlePollingSampler()))
                .AddProcessor(new HideLinkTokens())
                .AddProcessor(new MessagingNames())
                .AddOtlpExporter());
            builder.Logging.AddOpenTelemetry(logs => logs.AddProcessor(new HidePersonalData()).AddOtlpExporter());
        }
    }

    /// <summary>Libraries speak when something is wrong; a message that is tried again is not wrong yet.</summary>
    public static void QuietenLibraries(this ILoggingBuilder logging)
    {
        foreach (var library in (string[])["Microsoft.AspNetCore", "System.Net.Http", "Npgsql", "Marten", "JasperFx", "MassTransit", "Yarp", "OpenIddict", "Microsoft.EntityFrameworkCore"])
        {
            logging.AddFilter(library, LogLevel.Warning);
        }

        logging.AddFilter("MassTransit.ReceiveTransport", LogLevel.Error);
        logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
    }

    private static bool IsOperational(HttpContext context) =>
        context.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal)
        || context.Request.Path.StartsWithSegments("/metrics", StringComparison.Ordinal);

    /// <summary>The daemon polls the database all day: a query without a parent is no story that anybody follows.</summary>
    private sealed class NoIdlePollingSampler : Sampler
    {
        public override SamplingResult ShouldSample(in SamplingParameters samplingParameters) =>
            samplingParameters.Kind is ActivityKind.Client || samplingParameters.Name.StartsWith("marten.", StringComparison.Ordinal)
                ? new SamplingResult(SamplingDecision.Drop)
                : new SamplingResult(SamplingDecision.RecordAndSample);
    }
}
