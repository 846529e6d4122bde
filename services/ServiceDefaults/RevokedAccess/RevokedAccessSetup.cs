using BusinessFocus.Hosting.Tokens;
using BusinessFocus.ServiceDefaults.Store;
using Marten;
using Microsoft.Extensions.DependencyInjection;

namespace BusinessFocus.ServiceDefaults.RevokedAccess;

public static class RevokedAccessSetup
{
    public static void AddRevokedAccess(this IServiceCollection services)
    {
        services.AddSingleton<LoadRevocations>();
        services.AddSingleton<IStartupTask>(provider => provider.GetRequiredService<LoadRevocations>());
        services.AddHostedService<KeepRevocations>();
    }

    public static void ConfigureRevokedAccess(this StoreOptions options) =>
        options.Schema.For<Revocation>().DocumentAlias("revocation").Index(revocation => revocation.ForgetAt);
}
