using BusinessFocus.Client;
using BusinessFocus.Client.Generated.Api.V1;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Hosting.Http;
using Microsoft.Kiota.Abstractions;
using Microsoft.Kiota.Abstractions.Serialization;

namespace BusinessFocus.Web.Site;

/// <summary>
/// The festival's interface, as anybody on the internet has it: by the gateway, in the language of the page; on pages of staff as whoever is signed in.
/// </summary>
public sealed class Festival : IDisposable
{
    /// <summary>Somebody waits for the page: what is not there at the second attempt is told.</summary>
    private static readonly Retries Few = new(Attempts: 2);

    private readonly Dictionary<string, BusinessFocusClient> clients;

    public Festival(Uri gateway, IHttpContextAccessor pages, AccessTokens tokens, TimeProvider clock) =>
        clients = Languages.All.ToDictionary(language => language, language => BusinessFocusClient.Connect(gateway, new ClientOptions
        {
            Language = language,
            Tokens = tokens,
            Retries = Few,
            Clock = clock,
            Transport = new TellWhoAsks(pages),
        }));

    public V1RequestBuilder V1 => clients[Languages.Current].V1;

    /// <inheritdoc cref="BusinessFocusClient.SendFileAsync"/>
    public Task<TAnswer> SendFileAsync<TAnswer>(
        RequestInformation call, Stream file, string type, ParsableFactory<TAnswer> answer, CancellationToken cancellationToken) where TAnswer : IParsable =>
        clients[Languages.Current].SendFileAsync(call, file, type, answer, cancellationToken);

    public void Dispose()
    {
        foreach (var client in clients.Values)
        {
            client.Dispose();
        }
    }

    /// <summary>For the gateway it is the visitor who calls, whose limits are their own: it believes this of its own pages alone.</summary>
    private sealed class TellWhoAsks(IHttpContextAccessor pages)
        : DelegatingHandler(new SocketsHttpHandler { AutomaticDecompression = System.Net.DecompressionMethods.All, PooledConnectionLifetime = TimeSpan.FromMinutes(2) })
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (pages.HttpContext is { } page)
            {
                if (Callers.AddressOf(page) is { } asker)
                {
                    request.Headers.TryAddWithoutValidation(Callers.Header, asker.ToString());
                }

                // A form has the key of what its sender wants: sent twice, it is done once.
                if (FormKey.In(page) is { } key && request.Headers.Remove(IdempotencyKeyHeader.Name))
                {
                    request.Headers.TryAddWithoutValidation(IdempotencyKeyHeader.Name, key);
                }
            }

            return base.SendAsync(request, cancellationToken);
        }
    }
}
