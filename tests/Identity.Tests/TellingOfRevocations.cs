using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Identity;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Identity.Accounts;
using BusinessFocus.Identity.Bus;
using BusinessFocus.Identity.Clients;
using BusinessFocus.Identity.Tokens;
using JasperFx.Events;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace BusinessFocus.Identity.Tests;

public sealed class TellingOfRevocations
{
    private static readonly DateTimeOffset Now = new(2027, 9, 1, 8, 0, 0, 900, TimeSpan.Zero);
    private static readonly Guid Anna = AccountIds.Of("anna@lerum.example").Value;

    [Fact]
    public void A_token_that_was_being_issued_meanwhile_is_refused_too()
    {
        var revocations = new Revocations(new FakeTimeProvider(Now));
        revocations.Add(Revocation.Of(Told(new AccountWasLocked("eva", Now)).ShouldHaveSingleItem().ShouldBeOfType<AccessRevoked>()));

        // Decided on before it was locked, and signed in the next second.
        revocations.IsRevoked(Anna.ToString(), Now.AddMilliseconds(100)).ShouldBeTrue();
        revocations.IsRevoked(Anna.ToString(), Now + Lifetimes.Issuing + TimeSpan.FromSeconds(1)).ShouldBeFalse();
    }

    [Fact]
    public void Only_a_secret_that_ends_at_once_ends_what_it_got()
    {
        Told(new ClientSecretWasRotated("two", Now, "eva", Now, "kassa")).ShouldHaveSingleItem().ShouldBeOfType<AccessRevoked>().Subject.ShouldBe("kassa");
        Told(new ClientSecretWasRotated("two", Now.AddHours(1), "eva", Now, "kassa")).ShouldBeEmpty();
        Told(new ClientSecretWasRotated("two", Now, "eva", Now)).ShouldBeEmpty("its id was not kept yet");
    }

    [Fact]
    public void Who_is_a_host_no_more_loses_their_tokens() =>
        Told(new HostWasTakenAway(HostId.New(), Now)).ShouldHaveSingleItem().ShouldBeOfType<AccessRevoked>().Subject.ShouldBe(Anna.ToString());

    [Fact]
    public void Identity_believes_of_one_subject_the_latest_of_several()
    {
        var revoked = new Event<AccessWasRevoked>(new(Role.Planner, "eva", Now)) { Id = Guid.NewGuid(), StreamId = Anna, Version = 1 };
        var locked = new Event<AccountWasLocked>(new("eva", Now.AddSeconds(5))) { Id = Guid.NewGuid(), StreamId = Anna, Version = 2 };
        var unlocked = new Event<AccountWasUnlocked>(new("eva", Now.AddSeconds(9))) { Id = Guid.NewGuid(), StreamId = Anna, Version = 3 };

        var revocation = BelieveRevocations.In([revoked, locked, unlocked]).ShouldHaveSingleItem();

        (revocation.Id, revocation.At).ShouldBe((Anna.ToString(), Now.AddSeconds(5) + Lifetimes.Issuing));
    }

    private static IReadOnlyList<object> Told<TEvent>(TEvent what) where TEvent : class =>
        [.. Publishes.Map.From([new Event<TEvent>(what) { Id = Guid.NewGuid(), StreamId = Anna, Version = 1, Timestamp = Now }]).Select(publication => publication.Message)];
}
