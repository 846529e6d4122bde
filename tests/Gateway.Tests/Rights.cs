using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Testing;
using BusinessFocus.Testing.Answers;
using BusinessFocus.Testing.Rights;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BusinessFocus.Gateway.Tests;

/// <summary>API1, API2 and API5:2023: who may make which call of the gateway's own, and by which token nobody may.</summary>
public sealed class Rights : IDisposable
{
    private static readonly string Table = CallsAndRoles.TableOf("Gateway.Tests");

    private readonly string folder = Directory.CreateTempSubdirectory("gateway").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Every_call_has_a_row() => CallsAndRoles.EveryCallShouldHaveARow("gateway", Table);

    [Fact]
    public async Task Every_call_is_answered_as_its_row_says()
    {
        var tokens = new TestTokens();
        tokens.WriteKeySet(Path.Combine(folder, "jwks.json"));
        await using var gateway = StartedGateway.Create(folder, new Dictionary<string, string>
        {
            ["Services:registration:0"] = "http://127.0.0.1:1",

            // All of them come from one address.
            ["RateLimits:PublicWritesPerSecond"] = "100000",
        });

        await new CallsAndRoles(
            "gateway",
            Table,
            gateway.CreateDefaultClient(new HoldsAnswersAgainstTheInterface()),
            tokens,
            gateway.Services.GetRequiredService<Revocations>(),
            new WhatIsAskedFor()).ShouldBeAsTheTableSaysAsync();
    }
}
