using System.Globalization;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Identity;
using BusinessFocus.ServiceDefaults.Actors;
using BusinessFocus.ServiceDefaults.Store;
using Shouldly;
using Xunit;

namespace BusinessFocus.ServiceDefaults.Tests.Actors;

/// <summary>What histories say of who did something, decided without a store.</summary>
public sealed class NamingActors
{
    private static readonly DateTimeOffset Now = new(2027, 9, 1, 8, 0, 0, TimeSpan.Zero);
    private static readonly AccountId Anna = new(Guid.NewGuid());

    [Fact]
    public void A_person_is_named_as_Identity_says_and_a_client_by_its_id()
    {
        var names = ActorNames.Of([Learn(null, "Anna Ek", 1)!]);

        names.Of($"{Anna}").ShouldBe(new Actor(ActorKind.Person, "Anna Ek"));
        names.Of("organiser").ShouldBe(new Actor(ActorKind.Client, "organiser"));
    }

    [Fact]
    public void Who_has_left_or_is_not_known_yet_has_no_name()
    {
        var left = Learn(Learn(null, "Anna Ek", 1), null, 4)!;

        Said(() => ActorNames.Of([left]).Of($"{Anna}")).ShouldBe((ActorKind.Person, "ett tidigare konto", "a former account"));
        Said(() => ActorNames.Of([]).Of($"{Anna}")).ShouldBe((ActorKind.Person, "ett konto", "an account"));
    }

    [Fact]
    public void Without_a_token_it_was_the_link_a_visitor_or_the_system()
    {
        Said(() => ActorNames.Of([]).Of(StoredActors.Link)).ShouldBe((ActorKind.Link, "länken", "the link"));
        Said(() => ActorNames.Of([]).Of(StoredActors.Visitor)).ShouldBe((ActorKind.Visitor, "en besökare", "a visitor"));
        Said(() => ActorNames.Of([]).Of(StoredActors.System)).ShouldBe((ActorKind.System, "systemet", "the system"));
        ActorNames.Of([]).Of(null).ShouldBeNull("it was stored before that was said");
        StoredActors.SubjectIn(StoredActors.Link).ShouldBeNull();
        StoredActors.SubjectIn("organiser").ShouldBe("organiser");
    }

    [Fact]
    public void Who_reads_by_a_link_learns_no_name_of_staff()
    {
        Said(() => ActorNames.WithoutStaff.Of($"{Anna}")).ShouldBe((ActorKind.Person, "arrangörerna", "the organisers"));
        Said(() => ActorNames.WithoutStaff.Of("organiser")).ShouldBe((ActorKind.Client, "arrangörerna", "the organisers"));
        Said(() => ActorNames.WithoutStaff.Of(StoredActors.Link)).ShouldBe((ActorKind.Link, "länken", "the link"));
    }

    [Fact]
    public void What_comes_late_is_no_news()
    {
        var left = Learn(Learn(null, "Anna Ek", 1), null, 4);

        Learn(left, "Anna Ek", 1).ShouldBeNull("the name does not come back");
        Learn(left, null, 4).ShouldBeNull();
        Learn(left, "Anna Berg", 5)!.Name.ShouldBe("Anna Berg", "they were invited again");
    }

    private static KnownAccount? Learn(KnownAccount? known, string? name, long version) => KnownAccount.Learn(known, new AccountNamed(Anna, name, version, Now));

    private static (ActorKind Kind, string Sv, string En) Said(Func<Actor?> actor)
    {
        var (sv, en) = (In("sv", actor), In("en", actor));
        return (sv.Kind, sv.Name, en.Name);
    }

    private static Actor In(string language, Func<Actor?> actor)
    {
        var before = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
            return actor().ShouldNotBeNull();
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }
}
