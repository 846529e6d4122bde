using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace BusinessFocus.Registration.Abuse;

/// <summary>From where somebody asks who has no token, as far as limits go by it. Hashes and addresses stay in memory, for minutes.</summary>
/// <param name="Address">An IPv4 address, or of IPv6 the /64, in which everybody has as many addresses as they like.</param>
/// <param name="Network">The /24 or /48 around it.</param>
/// <param name="Browser">The address, and a hash of what the browser says of itself.</param>
public sealed record Caller(string Address, string Network, string Browser)
{
    /// <summary>
    /// As the gateway tells it, which sets the header itself whatever the caller wrote there. Null without it: who asks the service
    /// itself is one of us, and all of them come from few addresses.
    /// </summary>
    public static Caller? Of(HttpRequest request) =>
        IPAddress.TryParse(request.Headers["X-Forwarded-For"].ToString(), out var address) ? Of(address, request.Headers.UserAgent.ToString()) : null;

    public static Caller Of(IPAddress address, string userAgent)
    {
        var bytes = (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).GetAddressBytes();
        var (own, around) = bytes.Length == 4 ? (4, 3) : (8, 6);
        var shown = Convert.ToHexString(bytes.AsSpan(0, own));
        return new Caller(
            shown,
            Convert.ToHexString(bytes.AsSpan(0, around)),
            $"{shown}:{Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(userAgent)).AsSpan(0, 8))}");
    }
}
