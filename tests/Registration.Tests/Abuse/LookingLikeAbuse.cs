using System.Net;
using BusinessFocus.Contracts;
using BusinessFocus.Registration.Abuse;
using Shouldly;
using Xunit;

namespace BusinessFocus.Registration.Tests.Abuse;

public sealed class LookingLikeAbuse
{
    private static readonly AbuseLimits Limits = new();

    private readonly RecentRegistrations recent = new();

    [Fact]
    public void Somebody_who_registers_for_all_there_is_looks_like_nothing()
    {
        var anna = ContactId.New();
        var shown = Enumerable.Range(0, 50).Select(_ => Show(anna, "firman.se", "10.0.0.1", "Firefox")).ToList();

        shown.ShouldAllBe(suspicious => !suspicious);
    }

    [Fact]
    public void One_browser_for_many_people_does() =>
        Enumerable.Range(0, Limits.PeoplePerBrowser + 1).Select(_ => Show(ContactId.New(), "firman.se", "10.0.0.1", "Firefox")).ToList()
            .ShouldBe([.. Enumerable.Repeat(false, Limits.PeoplePerBrowser), true]);

    [Fact]
    public void One_network_for_many_people_does_also_from_many_browsers_and_only_for_minutes()
    {
        for (var i = 0; i < Limits.PeoplePerNetwork; i++)
        {
            Show(ContactId.New(), "firman.se", "2001:db8::1", $"Browser {i}").ShouldBeFalse();
        }

        Show(ContactId.New(), "firman.se", "2001:db8::ffff", "Another").ShouldBeTrue("the same /64");
        Show(ContactId.New(), "firman.se", "2001:db8:0:1::1", "Another").ShouldBeFalse("another one");
        Show(ContactId.New(), "firman.se", "2001:db8::1", "Another", Given.Now + AbuseLimits.Window).ShouldBeFalse("later");
    }

    [Fact]
    public void Few_people_who_take_many_seats_do()
    {
        var anna = ContactId.New();

        Enumerable.Range(0, 4).Select(_ => Show(anna, "firman.se", "10.0.0.1", "Firefox", seats: 20)).ToList().ShouldBe([false, false, false, true]);
    }

    [Fact]
    public void Mailboxes_that_nobody_keeps_and_names_that_tell_something_do()
    {
        Show(ContactId.New(), MailDomains.Of("x@sub.mailinator.com"), "10.0.0.1", "Firefox").ShouldBeTrue();
        foreach (var name in (string[])["Vinn 10 000 kr nu!", "Gratis bitcoin", "Ring 0701234567", "Hej 🎉", "Kom till vår butik på torget idag klockan tre"])
        {
            Show(ContactId.New(), "firman.se", "10.0.0.2", name, name: name).ShouldBeTrue(name);
        }

        foreach (var name in (string[])["Åsa Öberg", "Carl Philip von Essen af Zellén", "Jean-Luc O'Neill", "Olle Winberg", "李小龍", "Anna (Lerums Bygg)"])
        {
            Show(ContactId.New(), "firman.se", "10.0.0.3", name, name: name).ShouldBeFalse(name);
        }
    }

    [Fact]
    public void During_a_rush_many_people_of_a_domain_that_is_new_do_and_one_does_not()
    {
        for (var i = 0; i <= Limits.RushPerMinute; i++)
        {
            Show(ContactId.New(), "gmail.com", $"10.1.{i}.1", "Firefox").ShouldBeFalse();
        }

        for (var i = 0; i < Limits.PeoplePerNewDomain; i++)
        {
            Show(ContactId.New(), "ny.example", $"10.2.{i}.1", "Firefox").ShouldBeFalse();
        }

        Show(ContactId.New(), "ny.example", "10.3.0.1", "Firefox").ShouldBeTrue();
        Show(ContactId.New(), "firman.se", "10.3.0.2", "Firefox").ShouldBeFalse();
    }

    [Fact]
    public void Who_asks_without_a_network_is_one_of_us() =>
        Enumerable.Range(0, 100).Select(_ => Show(ContactId.New(), "ny.example", null, "")).ShouldNotContain(true);

    [Fact]
    public void However_many_come_only_so_many_are_kept()
    {
        var counts = new WindowedCounts<int>(TimeSpan.FromMinutes(10), most: 100);

        for (var i = 0; i < 1_000; i++)
        {
            counts.Add(i, ContactId.New(), 1, Given.Now);
        }

        counts.Count.ShouldBe(100);
        counts.Add(999, ContactId.New(), 2, Given.Now).Amount.ShouldBe(3, "the newest are known");
        counts.Add(5_000, ContactId.New(), 1, Given.Now.AddMinutes(10));
        counts.Count.ShouldBe(1);
    }

    private bool Show(ContactId person, string domain, string? address, string browser, DateTimeOffset? at = null, int seats = 1, string name = "Anna") =>
        SignsOfAbuse.Show(
            name, domain, recent.Add(Given.Edition, person, domain, seats, address is null ? null : Caller.Of(IPAddress.Parse(address), browser), at ?? Given.Now), Limits);
}
