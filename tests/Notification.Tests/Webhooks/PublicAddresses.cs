using System.Net;
using BusinessFocus.Notifications.Webhooks;
using Shouldly;
using Xunit;

namespace BusinessFocus.Notifications.Tests.Webhooks;

/// <summary>API7:2023, server-side request forgery: to which addresses nothing is sent, whoever asks.</summary>
public sealed class PublicAddresses
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.9.8.7")]
    [InlineData("0.0.0.0")]
    [InlineData("10.0.0.1")]
    [InlineData("100.64.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("168.63.129.16")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.0.0.1")]
    [InlineData("192.0.2.1")]
    [InlineData("192.168.1.1")]
    [InlineData("198.18.0.1")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("2002:7f00:1::1")]
    [InlineData("2001:0:7f00:1::1")]
    [InlineData("2001:db8::1")]
    [InlineData("fc00::1")]
    [InlineData("fd12:3456::1")]
    [InlineData("fe80::1")]
    [InlineData("fec0::1")]
    [InlineData("ff02::1")]
    public void Inside(string address) => PublicAddress.IsOne(IPAddress.Parse(address)).ShouldBeFalse();

    [Theory]
    [InlineData("9.9.9.9")]
    [InlineData("172.32.0.1")]
    [InlineData("192.169.0.1")]
    [InlineData("2620:fe::fe")]
    [InlineData("2a00:1450:400f:80d::200e")]
    [InlineData("::ffff:9.9.9.9")]
    public void Outside(string address) => PublicAddress.IsOne(IPAddress.Parse(address)).ShouldBeTrue();
}
