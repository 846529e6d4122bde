using System.Net;
using System.Net.Sockets;

namespace BusinessFocus.Local.Infrastructure;

/// <summary>Free ports of 127.0.0.1; nothing that is there already is ever touched.</summary>
public static class Ports
{
    public static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    public static int Free()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>The port that was used before, if it is still free, so that addresses stay the same.</summary>
    public static int Again(int? before) => before is { } port && IsFree(port) ? port : Free();
}
