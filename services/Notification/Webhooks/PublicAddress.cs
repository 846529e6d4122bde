using System.Net;

namespace BusinessFocus.Notifications.Webhooks;

/// <summary>
/// Which addresses of the network are somebody's out in the world: none of ours, of this machine or of the cloud around it (server-side request
/// forgery, API7:2023). By the special-purpose registries of IANA (RFC 6890), and the one address that is public by number and answers inside a cloud,
/// with what a machine there is and may (168.63.129.16, Azure).
/// </summary>
public static class PublicAddress
{
    /// <summary>All that is assigned to anybody (RFC 4291, 2.4): the rest of IPv6 is special, or not given out yet.</summary>
    private static readonly IPNetwork GlobalUnicast = IPNetwork.Parse("2000::/3");

    private static readonly IPNetwork[] Special =
    [
        .. ((string[])
        [
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24",
            "168.63.129.16/32", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",
        ]).Select(IPNetwork.Parse),
    ];

    public static bool IsOne(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return (plain.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork || GlobalUnicast.Contains(plain))
            && !Special.Any(network => network.Contains(plain));
    }
}
