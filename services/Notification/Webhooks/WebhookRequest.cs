using BusinessFocus.Domain.Texts;
using BusinessFocus.Hosting.Http;
using FluentValidation;

namespace BusinessFocus.Notifications.Webhooks;

/// <summary>Where somebody wants to be told of what happens, and of what.</summary>
/// <param name="Url">
/// https, without user and password, at most 2,000 characters. It is called with <c>POST</c>, and has to answer 2xx within 15 seconds. Nothing is sent
/// to addresses that are not on the public internet, whatever the name resolves to.
/// </param>
/// <param name="Types">Names of event types, 1 to 50: see <c>GET /webhook-event-types</c>.</param>
/// <param name="Payload">How much it is told; thin where it is left out.</param>
/// <param name="Description">For people: what it is for; at most 200 characters.</param>
/// <param name="Email">Who is written to when it is disabled.</param>
/// <param name="Language">"sv" or "en": of that letter; Swedish where it is left out.</param>
public sealed record WebhookRequest(string Url, IReadOnlyList<string> Types, string Email, WebhookPayload? Payload = null, string? Description = null, string? Language = null)
{
    public WebhookTarget Target => new(
        Url, [.. Types.Distinct()], Payload ?? WebhookPayload.Thin, Description?.Trim(), Email.Trim(), Language ?? Languages.Swedish);
}

public sealed class WebhookRequestValidator : AbstractValidator<WebhookRequest>
{
    private const int LongestUrl = 2_000;
    private const int LongestDescription = 200;
    private const int MostTypes = 50;
    private const int FirstFreePort = 1_024;

    public WebhookRequestValidator(WebhookSettings settings)
    {
        RuleFor(request => request.Url).Text(LongestUrl);
        RuleFor(request => request.Url)
            .Must(url => IsReceiver(url, settings.AllowPrivate))
            .WithMessage(_ => Languages.Choose(
                "En adress som börjar med https://, utan användare och lösenord, på standardporten eller en över 1023, och inte inne i ett nät.",
                "An address that begins with https://, without user and password, on the usual port or one above 1023, and not inside a network."));
        RuleFor(request => request.Types)
            .Must(types => types is { Count: > 0 and <= MostTypes })
            .WithMessage(_ => Languages.Choose($"1 till {MostTypes} händelsetyper.", $"1 to {MostTypes} event types."));
        RuleForEach(request => request.Types)
            .Must(EventTypes.Exists)
            .WithMessage((_, type) => Languages.Choose($"Ingen händelsetyp: {type}.", $"No event type: {type}."));
        RuleFor(request => request.Description).OptionalText(LongestDescription);
        RuleFor(request => request.Email).IsEmailAddress();
        RuleFor(request => request.Language).IsLanguageOrNone();
    }

    /// <summary>What can be seen of an address without asking the network: what it resolves to is looked at with each connection.</summary>
    private static bool IsReceiver(string? url, bool allowPrivate) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address)
        && address.UserInfo.Length == 0
        && (allowPrivate
            ? address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps
            : address.Scheme == Uri.UriSchemeHttps
                && (address.IsDefaultPort || address.Port >= FirstFreePort)
                && !address.IsLoopback
                && (!System.Net.IPAddress.TryParse(address.IdnHost, out var literal) || PublicAddress.IsOne(literal)));
}
