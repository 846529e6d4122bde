using BusinessFocus.Client.Generated;
using BusinessFocus.Client.Generated.Api.V1;
using Microsoft.Kiota.Abstractions;
using Microsoft.Kiota.Abstractions.Authentication;
using Microsoft.Kiota.Abstractions.Serialization;
using Microsoft.Kiota.Http.HttpClientLibrary;

namespace BusinessFocus.Client;

/// <summary>Gives an access token, or null for anybody.</summary>
/// <param name="refresh">The last one was not accepted.</param>
public delegate Task<string?> AccessTokens(bool refresh, CancellationToken cancellationToken);

/// <summary>How the festival is called.</summary>
public sealed record ClientOptions
{
    /// <summary>Who calls; left out, anybody.</summary>
    public AccessTokens? Tokens { get; init; }

    /// <summary>"sv" or "en", of texts and problems; Swedish unless told.</summary>
    public string? Language { get; init; }

    public Retries Retries { get; init; } = new();

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>What sends; left out, one of its own.</summary>
    public HttpMessageHandler? Transport { get; init; }
}

/// <summary>
/// The festival's interface: <see cref="V1"/> has every call by its address. What is refused is a <see cref="ProblemException"/>; what fails on the way is
/// tried again, with one Idempotency-Key for all attempts.
/// </summary>
public sealed class BusinessFocusClient : IDisposable
{
    private const string ContentType = "Content-Type";

    private readonly HttpClient http;
    private readonly HttpClientRequestAdapter adapter;
    private readonly ClientOptions options;

    private BusinessFocusClient(Uri address, ClientOptions options)
    {
        this.options = options;
        http = new HttpClient(new RepeatingHandler(options, options.Transport ?? new SocketsHttpHandler { AutomaticDecompression = System.Net.DecompressionMethods.All }))
        {
            BaseAddress = address,
        };
        adapter = new HttpClientRequestAdapter(new AnonymousAuthenticationProvider(), httpClient: http)
        {
            BaseUrl = address.ToString().TrimEnd('/'),
        };
        V1 = new BusinessFocusApi(adapter).Api.V1;
    }

    public V1RequestBuilder V1 { get; }

    /// <param name="address">The gateway's, as in https://festival.example.</param>
    public static BusinessFocusClient Connect(Uri address, ClientOptions? options = null) => new(address, options ?? new ClientOptions());

    /// <summary>Seats, releases and news of an inbox as they happen, through breaks of the network.</summary>
    public IAsyncEnumerable<LiveEvent> ListenAsync(Listening listening, CancellationToken cancellationToken = default) =>
        new LiveStream(http, options).ListenAsync(listening, cancellationToken);

    /// <summary>A call that takes rows, with a file in their place: CSV or a workbook, as somebody's own system wrote it.</summary>
    /// <param name="call">As <c>ToPutRequestInformation([])</c> of the call makes it.</param>
    /// <param name="type">The file's media type, for instance text/csv.</param>
    /// <param name="answer">Of what the call answers: its <c>CreateFromDiscriminatorValue</c>.</param>
    public async Task<TAnswer> SendFileAsync<TAnswer>(
        RequestInformation call, Stream file, string type, ParsableFactory<TAnswer> answer, CancellationToken cancellationToken = default)
        where TAnswer : IParsable
    {
        ArgumentNullException.ThrowIfNull(call);
        call.Headers.Remove(ContentType);
        call.SetStreamContent(file, type);
        return (await adapter.SendAsync(call, answer, cancellationToken: cancellationToken).ConfigureAwait(false))!;
    }

    public void Dispose()
    {
        adapter.Dispose();
        http.Dispose();
    }
}
