using System.Reflection;
using BusinessFocus.Hosting;
using BusinessFocus.Hosting.Privacy;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.ServiceDefaults.Audit;
using BusinessFocus.ServiceDefaults.DeadLetters;
using BusinessFocus.ServiceDefaults.Idempotency;
using BusinessFocus.ServiceDefaults.Relay;
using BusinessFocus.ServiceDefaults.Store;
using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace BusinessFocus.ServiceDefaults;

/// <summary>What every service with a store of its own has, so that a feature written in the normal way has it too.</summary>
public static class Service
{
    /// <summary>Everything that a service with a store of its own needs before its features.</summary>
    /// <param name="validators">The assembly with its validators.</param>
    public static void AddServiceDefaults(this WebApplicationBuilder builder, string service, Assembly validators)
    {
        builder.AddHttpDefaults(service);
        builder.Services.AddValidatorsFromAssembly(validators, ServiceLifetime.Singleton, includeInternalTypes: true);
        builder.AddAuditTrail(service);
        builder.Services.AddSingleton<KeepMonths>();
        builder.Services.AddSingleton<IValidator<Operations.ReplayRequest>, Operations.ReplayValidator>();
    }

    /// <summary>What begins the list of the events that a service stores: those that every service stores.</summary>
    public static StoredEventTypes EventsOfEveryService() => new StoredEventTypes()
        .Impersonal<DeadLettersChanged>("dead_letters_changed")
        .Personal<ActWasAudited>(AuditSetup.EventName, fact => fact with { Address = null });

    /// <summary>What every process has, the audit trail, idempotency keys and concurrency, then the endpoints.</summary>
    /// <returns>The group of the service's endpoints, below <c>/api/v1</c>.</returns>
    public static RouteGroupBuilder UseServiceDefaults(this WebApplication app)
    {
        app.UseAuditTrail();
        app.UseHttpDefaults();
        app.UseIdempotencyKeys();
        app.UseOvertakenRequests();
        app.MapOpenApi().OnlyForOperations(app.Services.GetRequiredService<OperationsAccess>());
        app.MapOperations(command => command.Audited()).MapDeadLetters();
        return app.MapGroup("/api/v1");
    }
}
