using System.Net;
using BusinessFocus.Hosting.Http;
using Microsoft.AspNetCore.Http;
using Shouldly;
using Xunit;

namespace BusinessFocus.ServiceDefaults.Tests.Http;

public sealed class WhereCallsComeFrom
{
    [Theory]
    [InlineData("192.0.2.7", "192.0.2.7")]
    [InlineData("203.0.113.9, 192.0.2.7", "192.0.2.7")]
    [InlineData("nowhere", "127.0.0.1")]
    [InlineData("", "127.0.0.1")]
    public void The_last_one_says_it_and_what_is_no_address_says_nothing(string told, string address)
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = IPAddress.Loopback;
        context.Request.Headers[Callers.Header] = told;

        Callers.AddressOf(context)!.ToString().ShouldBe(address);
    }

    [Fact]
    public void Whoever_has_a_network_of_their_own_is_one()
    {
        NetworkOf("192.0.2.7").ShouldBe("192.0.2.7");
        NetworkOf("::ffff:192.0.2.7").ShouldBe("192.0.2.7");
        NetworkOf("2001:db8:1:2::1").ShouldBe(NetworkOf("2001:db8:1:2:ffff::9"));
        NetworkOf("2001:db8:1:2::1").ShouldNotBe(NetworkOf("2001:db8:1:3::1"));
        Callers.NetworkOf(null).ShouldBeEmpty();

        static string NetworkOf(string address) => Callers.NetworkOf(IPAddress.Parse(address));
    }
}
