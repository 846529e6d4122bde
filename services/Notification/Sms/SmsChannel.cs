using System.Diagnostics.Metrics;
using System.Net.Http.Headers;
using BusinessFocus.Hosting.Telemetry;
using BusinessFocus.Notifications.Content;
using BusinessFocus.Notifications.Delivery;
using BusinessFocus.Notifications.Recipients;
using BusinessFocus.Notifications.Rendering;

namespace BusinessFocus.Notifications.Sms;

/// <summary>
/// Messages to phones by a provider's HTTP interface. Each attempt names the notification as its <c>Idempotency-Key</c>, so that the
/// provider sends it once, also where we had to hand it over again without knowing whether it had arrived.
/// </summary>
public sealed class SmsChannel : IChannel
{
    /// <summary>The name of the client that talks to the provider.</summary>
    public const string Client = "sms";

    private readonly IHttpClientFactory clients;
    private readonly SmsSettings settings;
    private readonly Counter<long> segments;

    public SmsChannel(IHttpClientFactory clients, SmsSettings settings, IMeterFactory meters)
    {
        this.clients = clients;
        this.settings = settings;
        segments = meters.Create(ServiceTelemetry.SourceName).CreateCounter<long>(
            "sms.segments", description: "Messages to phones that the provider took, as it charges for them");
    }

    public static ChannelRules OwnRules { get; } = new(Channels.Sms, kind => kind.IsUrgent, recipient => recipient.Phone);

    public ChannelRules Rules => OwnRules;

    public TextForm? Form => TextForms.Brief;

    public int Connections => settings.Connections;

    public string Span => "sms send";

    public ChannelServer? Server => settings.Url is { } url ? new(url.Host, url.Port, "http") : null;

    public IChannelConnection NewConnection() => new Connection(this);

    /// <param name="To">E.164.</param>
    /// <param name="Reference">The notification's id: the provider's reports name it.</param>
    private sealed record Message(string To, string From, string Text, Guid Reference);

    private sealed class Connection(SmsChannel channel) : IChannelConnection
    {
        public async Task<DeliveryResult> HandOverAsync(RenderedMessage letter, CancellationToken cancellationToken)
        {
            var settings = channel.settings;
            SegmentedText text;
            try
            {
                text = Segments.Fit(letter.Text, settings.MostSegments);
            }
            catch (Exception fault)
            {
                return DeliveryResult.CannotBeComposed(fault);
            }

            using var request = new HttpRequestMessage(HttpMethod.Post, settings.Url)
            {
                Content = JsonContent.Create(new Message(letter.Address, settings.From, text.Text, letter.Id)),
            };
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", settings.ApiKey);
            request.Headers.Add("Idempotency-Key", letter.Id.ToString());
            try
            {
                using var http = channel.clients.CreateClient(Client);
                using var response = await http.SendAsync(request, cancellationToken);
                var answer = SmsAnswers.Of(response.StatusCode, await response.Content.ReadAsStringAsync(cancellationToken), text, letter.Address);
                if (answer.Kind == DeliveryOutcome.Accepted)
                {
                    channel.segments.Add(text.Count, new KeyValuePair<string, object?>("alphabet", text.IsGsm7 ? "gsm7" : "ucs2"));
                }

                return answer;
            }
            catch (HttpRequestException failure)
            {
                return SmsAnswers.Of(failure);
            }
        }

        /// <summary>The connections are the client's, which lets go of them by itself.</summary>
        public Task RestAsync() => Task.CompletedTask;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
