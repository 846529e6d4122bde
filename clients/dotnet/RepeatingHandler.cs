using System.Net;
using System.Net.Http.Headers;

namespace BusinessFocus.Client;

/// <summary>How often a call is tried again after a 429, a 503 or a break of the network, and how long it waits between.</summary>
/// <param name="Attempts">In all, the first one too.</param>
public sealed record Retries(int Attempts = 4)
{
    /// <summary>Before the second attempt; twice as long before each further one.</summary>
    public TimeSpan First { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>No wait is longer, except where Retry-After says so.</summary>
    public TimeSpan Longest { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>With jitter, so that those who were cut off together do not all come back together.</summary>
    internal TimeSpan After(int attempt) =>
        TimeSpan.FromMilliseconds(
            Math.Min(Longest.TotalMilliseconds, First.TotalMilliseconds * Math.Pow(2, attempt - 1)) * (0.5 + (Random.Shared.NextDouble() / 2)));
}

/// <summary>Repeats what can be repeated, with one Idempotency-Key for all attempts of a call, and makes refusals exceptions.</summary>
internal sealed class RepeatingHandler(ClientOptions options, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private const string IdempotencyKey = "Idempotency-Key";

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Method != HttpMethod.Get && request.Method != HttpMethod.Head && !request.Headers.Contains(IdempotencyKey))
        {
            request.Headers.Add(IdempotencyKey, Guid.NewGuid().ToString());
        }

        if (options.Language is { } language && request.Headers.AcceptLanguage.Count == 0)
        {
            request.Headers.AcceptLanguage.ParseAdd(language);
        }

        if (request.Content is { } content)
        {
            await content.LoadIntoBufferAsync(cancellationToken).ConfigureAwait(false);
        }

        var hasOwn = request.Headers.Authorization is not null;
        var refreshed = false;
        for (var attempt = 1; ; attempt++)
        {
            if (!hasOwn && options.Tokens is { } tokens && await tokens(refreshed, cancellationToken).ConfigureAwait(false) is { } token)
            {
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            }

            var wait = options.Retries.After(attempt);
            try
            {
                var answer = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
                if ((int)answer.StatusCode < 400)
                {
                    return answer;
                }

                using (answer)
                {
                    var mayRefresh = answer.StatusCode == HttpStatusCode.Unauthorized && options.Tokens is not null && !hasOwn && !refreshed;
                    if (mayRefresh)
                    {
                        refreshed = true;
                        continue;
                    }

                    if (answer.StatusCode is not (HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable) || attempt >= options.Retries.Attempts)
                    {
                        throw await ProblemException.OfAsync(answer, cancellationToken).ConfigureAwait(false);
                    }

                    wait = Longer(wait, RetryAfter(answer));
                }
            }
            catch (HttpRequestException) when (attempt < options.Retries.Attempts)
            {
                // It may have been done all the same: the key makes the repeat safe.
            }

            await Task.Delay(wait, options.Clock, cancellationToken).ConfigureAwait(false);
        }
    }

    private TimeSpan RetryAfter(HttpResponseMessage answer) =>
        answer.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => Longer(date - options.Clock.GetUtcNow(), TimeSpan.Zero),
            _ => TimeSpan.Zero,
        };

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
