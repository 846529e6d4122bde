using BusinessFocus.Hosting.Http;

namespace BusinessFocus.Gateway.Routing;

public static class AskersAddress
{
    /// <summary>By what those who carry no token are told apart. Proxies that are known have said where the call comes from by then.</summary>
    public static string Address(this HttpContext context) => Callers.NetworkOf(context.Connection.RemoteIpAddress);
}
