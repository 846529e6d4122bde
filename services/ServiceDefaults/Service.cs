using System.Reflection;
using System.Text.Json.Serialization;
using BusinessFocus.ServiceDefaults.Health;
using BusinessFocus.ServiceDefaults.Http;
using BusinessFocus.ServiceDefaults.Relay;
using BusinessFocus.ServiceDefaults.Telemetry;
using BusinessFocus.ServiceDefaults.Tokens;
using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace BusinessFocus.ServiceDefaults;

/// <summary>What every service has in common, so that a feature written in the normal way has it too.</summary>
public static class Service
{
    /// <summary>Telemetry, token checks, problem details, validation, OpenAPI and health.</summary>
    /// <param name="service">The service's name in telemetry, queues and documents, for instance "registration".</param>
    /// <param name="validators">The assembly with its validators.</param>
    public static void AddServiceDefaults(this WebApplicationBuilder builder, string service, Assembly validators)
    {
        builder.AddTelemetry(service);
        builder.AddTokenChecks();
        builder.Logging.QuietenLibraries();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);

        var services = builder.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(30));
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.Converters.Add(new JsonStringEnumConverter(System.Text.Json.JsonNamingPolicy.CamelCase, allowIntegerValues: false));
            json.SerializerOptions.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
            json.SerializerOptions.RespectNullableAnnotations = true;
            json.SerializerOptions.RespectRequiredConstructorParameters = true;
        });
        services.AddProblems();
        services.AddServiceOpenApi(service);
        Validation.NameFieldsAsInJson();
        services.AddValidatorsFromAssembly(validators, ServiceLifetime.Singleton, includeInternalTypes: true);
        services.AddSingleton<IValidator<PageQuery>, PageQueryValidator>();
        services.AddHealthChecks();
    }

    /// <summary>The order in which a request passes: language, problems, who is asking, idempotency key, endpoint.</summary>
    /// <returns>The group of the service's endpoints, below <c>/api/v1</c>.</returns>
    public static RouteGroupBuilder UseServiceDefaults(this WebApplication app)
    {
        app.UseLanguages();
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseIdempotencyKeys();

        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false });
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains("ready"), ResponseWriter = HealthAnswer.WriteAsync });
        app.MapPrometheusScrapingEndpoint();
        app.MapOpenApi();
        app.MapOperations();
        return app.MapGroup("/api/v1");
    }
}
