using BusinessFocus.ServiceDefaults.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Npgsql;

namespace BusinessFocus.Identity.Tokens;

/// <summary>What OpenIddict keeps: applications, authorisations and tokens, in a schema of their own in Identity's database.</summary>
public sealed class TokenStore(DbContextOptions<TokenStore> options) : DbContext(options)
{
    public const string Schema = "openiddict";

    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.HasDefaultSchema(Schema);

    internal static void Configure(DbContextOptionsBuilder options, NpgsqlDataSource database) => options
        .UseNpgsql(database, npgsql => npgsql.MigrationsHistoryTable("migrations", Schema))
        .UseOpenIddict();
}

/// <summary>Brings OpenIddict's tables up to date; of several instances that start at once, one does it (EF Core locks).</summary>
public sealed class TokenStoreMigration(IServiceScopeFactory scopes) : IStartupTask
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<TokenStore>().Database.MigrateAsync(cancellationToken);
    }
}

/// <summary>For <c>dotnet ef migrations add</c>, which needs the model and no database.</summary>
public sealed class TokenStoreDesign : IDesignTimeDbContextFactory<TokenStore>
{
    public TokenStore CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<TokenStore>();
        TokenStore.Configure(options, NpgsqlDataSource.Create("Host=nowhere"));
        return new TokenStore(options.Options);
    }
}
