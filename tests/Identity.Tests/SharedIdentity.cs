using System.Net.Http.Json;
using BusinessFocus.Identity.Tests;
using Xunit;

[assembly: AssemblyFixture(typeof(SharedIdentity))]

namespace BusinessFocus.Identity.Tests;

/// <summary>
/// One instance for all tests that need no settings of their own, as starting one costs more than most of them. Each makes people of its own
/// there, and looks at nobody else's.
/// </summary>
public class SharedIdentity : IAsyncLifetime
{
    public RunningIdentity Identity { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Identity = await StartAsync();

    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return Identity.DisposeAsync();
    }

    /// <summary>An address that no other test has.</summary>
    public static string NewAddress(string name) => $"{name}-{Guid.NewGuid():N}@lerum.example";

    /// <summary>Somebody called Olle who may do what the first organiser may.</summary>
    /// <returns>The address.</returns>
    public async Task<string> NewOrganiserAsync()
    {
        var email = NewAddress("olle");
        var client = await Identity.AsClientAsync();
        var grants = new[] { new { role = "organiser" }, new { role = "dataProtectionOfficer" } };
        (await client.PostAsJsonAsync("/api/v1/accounts", new { email, name = "Olle", grants })).EnsureSuccessStatusCode();
        return email;
    }

    private protected virtual Task<RunningIdentity> StartAsync() => RunningIdentity.StartAsync();
}
