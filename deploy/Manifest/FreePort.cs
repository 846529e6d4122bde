using System.Net;
using System.Net.Sockets;

namespace BusinessFocus.Manifest;

/// <summary>
/// Ports of 127.0.0.1 on which something will listen that is started afterwards. They lie below those that an operating system gives to connections
/// (from 32768 on Linux, from 49152 elsewhere): among these, some other program's next connection may have it by then.
/// </summary>
public static class FreePort
{
    private const int First = 20_000;
    private const int AfterLast = 32_768;

    public static int Next()
    {
        while (true)
        {
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, Random.Shared.Next(First, AfterLast));
                listener.Start();
                return ((IPEndPoint)listener.LocalEndpoint).Port;
            }
            catch (SocketException taken) when (taken.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied)
            {
                // Another one.
            }
        }
    }
}
