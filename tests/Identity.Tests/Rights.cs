using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Testing;
using BusinessFocus.Testing.Rights;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BusinessFocus.Identity.Tests;

/// <summary>API1, API2, API3 and API5:2023: who may make which call, and by which token nobody may.</summary>
public sealed class Rights
{
    private static readonly string Table = CallsAndRoles.TableOf("Identity.Tests");

    [Fact]
    public void Every_call_has_a_row() => CallsAndRoles.EveryCallShouldHaveARow("identity", Table);

    [Fact]
    public async Task Every_call_is_answered_as_its_row_says()
    {
        await using var identity = await RunningIdentity.StartAsync();
        var service = identity.Service;

        await new CallsAndRoles(
            "identity",
            Table,
            service.Http,
            TestTokens.Of(identity.SigningKey, identity.KeySet),
            service.Services.GetRequiredService<Revocations>(),
            new WhatIsAskedFor()).ShouldBeAsTheTableSaysAsync();
    }
}
