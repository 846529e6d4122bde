using BusinessFocus.Domain.Decisions;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Identity.Accounts;
using BusinessFocus.Identity.Clients;
using Shouldly;
using Xunit;

namespace BusinessFocus.Identity.Tests;

public sealed class ClientDecisions
{
    private static readonly DateTimeOffset Now = new(2027, 9, 1, 8, 0, 0, TimeSpan.Zero);
    private static readonly ClientWasMade Made = new("foretagarna", "Företagarna", [Role.Association], "foretagarna", null, "one", "eva", Now.AddDays(-1));

    [Fact]
    public void A_client_is_made_once()
    {
        var request = new MakeClient.Request("foretagarna", "Företagarna", [Role.Association], "foretagarna", null);

        MakeClient.Decide(Given(), request, "one", "eva", Now).Events.ShouldHaveSingleItem().ShouldBeOfType<ClientWasMade>().Association.ShouldBe("foretagarna");
        MakeClient.Decide(Given(Made), request, "two", "eva", Now).Refusal!.Problem.ShouldBe(ClientProblems.Exists);
    }

    [Fact]
    public void What_a_role_does_not_need_it_does_not_get() =>
        MakeClient.Decide(Given(), new MakeClient.Request("script", "Script", [Role.Organiser], "foretagarna", null), "one", "eva", Now)
            .Refusal!.Facts![Flaw.Errors].ShouldBeOfType<Dictionary<string, Wording[]>>().Keys.ShouldBe(["association"]);

    [Fact]
    public void Both_secrets_are_good_for_a_while()
    {
        var rotated = RotateSecret.Decide(Given(Made), new RotateSecret.Request(2), "two", "eva", Now);
        var client = Given([Made, .. rotated.Events]);

        client.Accepts("one", Now.AddHours(1)).ShouldBeTrue();
        client.Accepts("two", Now.AddHours(1)).ShouldBeTrue();
        client.Accepts("one", Now.AddHours(2)).ShouldBeFalse();
        client.Accepts("two", Now.AddHours(2)).ShouldBeTrue();
        client.Accepts("three", Now).ShouldBeFalse();
        client.Accepts("", Now).ShouldBeFalse();
    }

    [Fact]
    public void A_secret_that_others_know_ends_at_once() =>
        Given([Made, .. RotateSecret.Decide(Given(Made), new RotateSecret.Request(0), "two", "eva", Now).Events]).Accepts("one", Now).ShouldBeFalse();

    [Fact]
    public void A_disabled_client_is_let_in_by_no_secret_and_gets_no_new_one()
    {
        var disabled = Given([Made, .. DisableClient.Decide(Given(Made), "eva", Now).Events]);

        disabled.Accepts("one", Now).ShouldBeFalse();
        DisableClient.Decide(disabled, "eva", Now).Events.ShouldBeEmpty();
        RotateSecret.Decide(disabled, new RotateSecret.Request(null), "two", "eva", Now).Refusal!.Problem.ShouldBe(ClientProblems.Disabled);
    }

    [Fact]
    public void A_client_that_is_none_lets_nobody_in() => Given().Accepts("", Now).ShouldBeFalse();

    [Fact]
    public void An_organisers_client_of_the_configuration_keeps_all_that_it_could_do()
    {
        var taken = TakeOverClients.Decide(Given(), new ConfiguredClient("organiser", "secret", "organiser"), "one", Now);

        taken.Events.ShouldHaveSingleItem().ShouldBeOfType<ClientWasMade>().Roles.ShouldBe([Role.Organiser, Role.DataProtectionOfficer]);
    }

    [Fact]
    public void What_was_taken_over_once_is_not_again()
    {
        var rotated = Given(Made, new ClientSecretWasRotated("two", Now, "eva", Now));

        TakeOverClients.Decide(rotated, new ConfiguredClient("foretagarna", "secret", "association", "foretagarna"), "one", Now).Events.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("kassa", true)]
    [InlineData("Kassa", false)]
    [InlineData("directory", false)]
    [InlineData("identity", false)]
    [InlineData("visitor-6f1b1c9e-2a55-5d0e-9a77-0d5f3a1c2b44", false)]
    [InlineData("visitors", true)]
    [InlineData("configuration", false)]
    [InlineData("6f1b1c9e-2a55-5d0e-9a77-0d5f3a1c2b44", false)]
    [InlineData("6f1b1c9e2a555d0e9a770d5f3a1c2b44", false)]
    public void No_client_has_the_id_of_an_account_or_of_what_is_no_person(string id, bool isOne)
    {
        new MakeClient.Validator().Validate(new MakeClient.Request(id, "Kassan", [Role.FrontDesk], null, null)).IsValid.ShouldBe(isOne);
        if (Actors.IsSomebodyElses(id))
        {
            Should.Throw<InvalidOperationException>(() => TakeOverClients.Decide(Given(), new ConfiguredClient(id, "secret", "door"), "one", Now));
        }
    }

    private static Client Given(params object[] events) => States.After<Client>(events);
}
