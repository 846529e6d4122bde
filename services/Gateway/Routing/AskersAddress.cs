using System.Net.Sockets;

namespace BusinessFocus.Gateway.Routing;

public static class AskersAddress
{
    /// <summary>By what those who carry no token are told apart. Of IPv6 the network (/64), in which everybody has as many addresses as they like.</summary>
    public static string Address(this HttpContext context) => context.Connection.RemoteIpAddress switch
    {
        null => "",
        { IsIPv4MappedToIPv6: true } mapped => mapped.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } address => Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8)),
        var address => address.ToString(),
    };
}
