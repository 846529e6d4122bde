using System.Collections.Concurrent;
using System.Net;
using BusinessFocus.Contracts;

namespace BusinessFocus.Gateway.Routing;

/// <summary>
/// Which edition a slug names, which never changes. A release tells it; where none was heard of since this instance began,
/// Scheduling is asked by the public call that everybody reads an edition by, once.
/// </summary>
public sealed class EditionSlugs(ServiceAddresses addresses, IHttpClientFactory clients)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly ConcurrentDictionary<string, EditionId> known = [];

    public void Learn(string slug, EditionId edition) => known[slug] = edition;

    public bool Names(string idOrSlug, EditionId edition) => IdOf(idOrSlug) == edition;

    /// <summary>Null for a slug that nothing was heard of: find it first.</summary>
    public EditionId? IdOf(string idOrSlug) => EditionId.TryParse(idOrSlug, out var id) || known.TryGetValue(idOrSlug, out id) ? id : null;

    /// <returns>Whether there can be such an edition: where nobody answers it may be, and its next release will tell.</returns>
    public async Task<bool> FindAsync(string idOrSlug, CancellationToken cancellationToken)
    {
        if (EditionId.TryParse(idOrSlug, out _) || known.ContainsKey(idOrSlug))
        {
            return true;
        }

        foreach (var address in addresses.All.GetValueOrDefault("scheduling") ?? [])
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(Patience);
            try
            {
                using var answer = await clients.CreateClient(ServiceHealth.Client)
                    .GetAsync(new Uri(new Uri(address), $"/api/v1/editions/{Uri.EscapeDataString(idOrSlug)}"), limit.Token);
                if (answer.StatusCode == HttpStatusCode.NotFound)
                {
                    return false;
                }

                if (answer.IsSuccessStatusCode && await answer.Content.ReadFromJsonAsync<Edition>(limit.Token) is { } edition)
                {
                    Learn(idOrSlug, edition.Id);
                    return true;
                }
            }
            catch (Exception failure) when (failure is HttpRequestException || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested))
            {
                // Perhaps the next instance answers.
            }
        }

        return true;
    }

    private sealed record Edition(EditionId Id);
}
