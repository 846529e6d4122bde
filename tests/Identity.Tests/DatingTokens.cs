using System.Security.Claims;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Identity.Tokens;
using Microsoft.Extensions.Time.Testing;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using Shouldly;
using Xunit;

namespace BusinessFocus.Identity.Tests;

public sealed class DatingTokens
{
    private static readonly DateTimeOffset Now = new(2027, 9, 1, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task What_is_revoked_while_the_store_is_slow_is_revoked_in_the_token_that_comes_of_it()
    {
        var transaction = new OpenIddictServerTransaction();
        DateTokens.Decide(transaction, Now);
        var token = new ClaimsPrincipal(new ClaimsIdentity("refresh_token"));
        token.SetCreationDate(Now.AddSeconds(30));

        await new DateTokens().HandleAsync(new OpenIddictServerEvents.ProcessSignInContext(transaction) { AccessTokenPrincipal = token });

        token.GetCreationDate().ShouldBe(Now);
        var revocations = new Revocations(new FakeTimeProvider(Now));
        revocations.Add(new Revocation("anna", Now.AddSeconds(10) + Lifetimes.Issuing, Now.AddHours(1)));
        revocations.IsRevoked("anna", token.GetCreationDate()!.Value).ShouldBeTrue();
    }
}
