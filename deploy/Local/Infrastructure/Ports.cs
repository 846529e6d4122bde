using System.Net;
using System.Net.Sockets;
using BusinessFocus.Manifest;

namespace BusinessFocus.Local.Infrastructure;

/// <summary>Free ports of 127.0.0.1; nothing that is there already is ever touched.</summary>
public static class Ports
{
    /// <summary>Why nobody can listen there; null when one can.</summary>
    public static string? WhyNot(int port)
    {
        if (port is <= IPEndPoint.MinPort or > IPEndPoint.MaxPort)
        {
            return "does not exist";
        }

        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return null;
        }
        catch (SocketException failure)
        {
            return failure.SocketErrorCode == SocketError.AccessDenied ? $"is not for {Environment.UserName} to use" : "is taken";
        }
    }

    /// <summary>The port that was used before, if it is still free, so that addresses stay the same.</summary>
    public static int Again(int? before) => before is { } port && WhyNot(port) is null ? port : FreePort.Next();
}
