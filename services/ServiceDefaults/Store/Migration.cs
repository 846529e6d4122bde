using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace BusinessFocus.ServiceDefaults.Store;

/// <summary>
/// Migrates the database's schema: Marten does it in a hosted service
/// of its own, where an unavailable store makes the start fail.
/// </summary>
public sealed class Migration(IHostedService activator) : IStartupTask
{
    public Task RunAsync(CancellationToken cancellationToken) => activator.StartAsync(cancellationToken);

    /// <summary>Makes a startup task of Marten's hosted service.</summary>
    public static void Add(IServiceCollection services)
    {
        var activator = services.Single(each => each.ServiceType == typeof(IHostedService) && each.ImplementationType?.FullName == "Marten.Services.MartenActivator");
        services.Remove(activator);
        services.AddSingleton<IStartupTask>(provider =>
            new Migration((IHostedService)ActivatorUtilities.CreateInstance(provider, activator.ImplementationType!)));
    }
}
