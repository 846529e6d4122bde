using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace BusinessFocus.ServiceDefaults.Store;

/// <summary>
/// Brings the database's schema up to date: what Marten does in a hosted service of its own, where a store that is away at that
/// moment fails the start.
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
