using BusinessFocus.Gateway.Routing;
using Microsoft.Extensions.Configuration;
using Shouldly;
using Xunit;

namespace BusinessFocus.Gateway.Tests.Routing;

public sealed class LeadingFromOwnHosts
{
    private const string All = "https://festival.example";

    [Theory]
    [InlineData("lerum2027.example", "/program?dag=2027-10-05", "https://festival.example/program?dag=2027-10-05")]
    [InlineData("LERUM2027.example", "/", "https://festival.example/")]
    [InlineData("festival.example", "/", null)]
    [InlineData("other.example", "/", null)]
    public void An_editions_own_name_leads_to_the_same_below_the_one_that_all_is_at(string host, string path, string? address) =>
        OwnHosts.LeadsTo(host, path, Hosts("https://lerum2027.example/"), All).ShouldBe(address);

    [Fact]
    public void Without_any_nothing_is_led_anywhere() => Hosts().ShouldBeEmpty();

    [Theory]
    [InlineData("lerum2027")]
    [InlineData("https://festival.example:8443")]
    public void What_would_lead_nowhere_or_to_itself_stops_the_start(string address) => Should.Throw<InvalidOperationException>(() => Hosts(address));

    private static IReadOnlySet<string> Hosts(params string[] addresses) => OwnHosts.In(new ConfigurationBuilder()
        .AddInMemoryCollection(addresses.Select((address, index) => KeyValuePair.Create($"{OwnHosts.Setting}:{index}", (string?)address)).Append(KeyValuePair.Create("PublicUrl", (string?)All)))
        .Build());
}
