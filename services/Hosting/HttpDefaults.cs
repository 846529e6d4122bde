using BusinessFocus.Hosting.BackgroundWork;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Http.Bodies;
using BusinessFocus.Hosting.Privacy;
using BusinessFocus.Hosting.Telemetry;
using BusinessFocus.Hosting.Tokens;
using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace BusinessFocus.Hosting;

/// <summary>What every process that answers HTTP has, the gateway too, which stores nothing.</summary>
public static class HttpDefaults
{
    /// <summary>Telemetry, token checks, problem details and health.</summary>
    /// <param name="service">The service's name in telemetry, queues and documents, for instance "registration".</param>
    public static void AddHttpDefaults(this WebApplicationBuilder builder, string service)
    {
        builder.AddTelemetry(service);
        builder.AddTokenChecks();
        builder.Logging.QuietenLibraries();
        builder.Logging.AddLogLines();
        builder.AddServerRefusals();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);

        var services = builder.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.Configure<HostOptions>(host =>
        {
            host.ShutdownTimeout = TimeSpan.FromSeconds(30);

            // The supervisor decides.
            host.BackgroundServiceExceptionBehavior = BackgroundServiceExceptionBehavior.Ignore;
        });
        services.AddHostedService<Supervisor>();
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.AsInTheInterface());
        services.AddProblems();
        services.AddSingleton<IValidator<PageQuery>, PageQueryValidator>();
        services.AddSingleton<IValidator<PartQuery>, PartQueryValidator>();
        services.AddSingleton<IValidator<IdsQuery>, IdsQueryValidator>();
        services.AddServiceOpenApi(service);
        Validation.SpeakAsTheInterface();
        services.AddSingleton<IValidator<PersonRequest>, PersonRequest.Validator>();
        services.AddHealthChecks();
        services.AddSingleton<OperationsAccess>();
    }

    /// <summary>The order in which a request passes: language, problems, its text, who is asking, its body; the answer gets its tag.</summary>
    public static void UseHttpDefaults(this WebApplication app)
    {
        app.UseRequestLanguage();
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseMiddleware<RequestText>();
        app.UseAuthentication();
        app.UseMiddleware<OwnMunicipality>();
        app.UseAuthorization();
        app.UseMiddleware<UnknownParameters>();
        app.UseMiddleware<JsonBodies>();
        app.UseMiddleware<TaggedAnswers>();
        app.MapHealth();
    }

    /// <summary>Whether it lives and is ready, and for operations what it counts.</summary>
    public static void MapHealth(this WebApplication app)
    {
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false });
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains("ready"), ResponseWriter = HealthAnswer.WriteAsync });
        app.MapPrometheusScrapingEndpoint().OnlyForOperations(app.Services.GetRequiredService<OperationsAccess>());
    }

    /// <summary>Runs until it is told to stop, which it may be while it still waits for its store.</summary>
    public static async Task RunServiceAsync(this WebApplication app)
    {
        var stopping = app.Lifetime.ApplicationStopping;
        try
        {
            await app.RunAsync();
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Nothing had begun yet.
        }
    }
}
