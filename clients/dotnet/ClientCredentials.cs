using System.Net.Http.Json;
using System.Text.Json.Serialization;

namespace BusinessFocus.Client;

/// <summary>The token of a program that signs in as itself; it is kept until shortly before its end.</summary>
public sealed class ClientCredentials(Uri address, string id, string secret, TimeProvider? clock = null) : IDisposable
{
    private static readonly TimeSpan BeforeItsEnd = TimeSpan.FromSeconds(30);

    private readonly HttpClient http = new() { BaseAddress = address };
    private readonly SemaphoreSlim one = new(1);
    private readonly TimeProvider clock = clock ?? TimeProvider.System;
    private string? token;
    private DateTimeOffset until;

    /// <summary>For <see cref="ClientOptions.Tokens"/>.</summary>
    public async Task<string?> GetAsync(bool refresh, CancellationToken cancellationToken)
    {
        var refused = token;
        await one.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            // Who waited meanwhile takes the one that the other got.
            if (token is not null && clock.GetUtcNow() < until && !(refresh && ReferenceEquals(refused, token)))
            {
                return token;
            }

            using var form = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["grant_type"] = "client_credentials",
                ["client_id"] = id,
                ["client_secret"] = secret,
            });
            using var answer = await http.PostAsync("/connect/token", form, cancellationToken).ConfigureAwait(false);
            if (!answer.IsSuccessStatusCode)
            {
                throw await ProblemException.OfAsync(answer, cancellationToken).ConfigureAwait(false);
            }

            var given = (await answer.Content.ReadFromJsonAsync<Given>(cancellationToken).ConfigureAwait(false))!;
            until = clock.GetUtcNow() + TimeSpan.FromSeconds(given.Seconds) - BeforeItsEnd;
            return token = given.Token;
        }
        finally
        {
            one.Release();
        }
    }

    public void Dispose()
    {
        http.Dispose();
        one.Dispose();
    }

    private sealed record Given([property: JsonPropertyName("access_token")] string Token, [property: JsonPropertyName("expires_in")] int Seconds);
}
