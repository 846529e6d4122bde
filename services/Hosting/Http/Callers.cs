using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;

namespace BusinessFocus.Hosting.Http;

/// <summary>From where a call comes.</summary>
public static class Callers
{
    public const string Header = "X-Forwarded-For";

    /// <summary>As the gateway tells it, which sets the header itself whatever the caller wrote there, and is the only one that can ask a service.</summary>
    public static IPAddress? AddressOf(HttpContext context) =>
        IPAddress.TryParse(context.Request.Headers[Header].ToString().Split(',')[^1].Trim(), out var told) ? told : context.Connection.RemoteIpAddress;

    /// <summary>Of IPv6 the network (/64), in which everybody has as many addresses as they like; empty where it is not known.</summary>
    public static string NetworkOf(IPAddress? address) => address switch
    {
        null => "",
        { IsIPv4MappedToIPv6: true } mapped => mapped.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } six => Convert.ToHexString(six.GetAddressBytes().AsSpan(0, 8)),
        var four => four.ToString(),
    };
}
