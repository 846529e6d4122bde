namespace BusinessFocus.Web.Site.SignIn;

/// <summary>Identity tells its addresses as people have them; where the pages run they may be reached by the gateway alone.</summary>
internal sealed class ByTheGateway(Uri publicUrl, Uri gateway) : DelegatingHandler(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(2) })
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.RequestUri is { } address && Uri.Compare(address, publicUrl, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) == 0)
        {
            request.RequestUri = new Uri(gateway, address.PathAndQuery);
        }

        return base.SendAsync(request, cancellationToken);
    }
}
