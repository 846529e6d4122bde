using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Web.Site;
using Microsoft.Extensions.Primitives;

namespace BusinessFocus.Web.Organisers.Webhooks;

/// <summary>The form of a webhook: where to, of what, how much. Fields are named as the interface names them.</summary>
public static class WebhookForm
{
    public const string Url = "url";
    public const string Types = "types";
    public const string Email = "email";
    public const string Payload = "payload";
    public const string Description = "description";
    public const string Spoken = "language";

    public static FormCollection Filled(WebhookView webhook) => new(new Dictionary<string, StringValues>
    {
        [Url] = webhook.Url,
        [Types] = new StringValues([.. webhook.Types ?? []]),
        [Email] = webhook.Email,
        [Payload] = webhook.Payload == WebhookPayload.Full ? "full" : "thin",
        [Description] = webhook.Description,
        [Spoken] = webhook.Language,
    });

    public static IReadOnlyDictionary<string, string> FaultsIn(IFormCollection form)
    {
        var checks = new FormChecks(form);
        checks.Need(Url, Languages.Choose("Skriv adressen som ska få veta, med https.", "Enter the address to tell, with https."));
        checks.Refuse(Url, text => !Uri.TryCreate(text, UriKind.Absolute, out var address) || address.Scheme != "https", Languages.Choose("Adressen ska börja med https://", "The address must start with https://"));
        checks.Need(Types, Languages.Choose("Välj minst en sak att berätta om.", "Choose at least one thing to tell it."));
        checks.NeedEmail(Email, Languages.Choose("Skriv vem som får ett mejl om den slutar fungera.", "Enter who we should email if it stops working."));
        return checks.Faults;
    }

    public static WebhookRequest RequestOf(IFormCollection form) => new()
    {
        Url = TypedForm.Filled(form, Url),
        Types = [.. form[Types].OfType<string>()],
        Email = TypedForm.Filled(form, Email),
        Payload = form[Payload] == "full" ? WebhookPayload.Full : WebhookPayload.Thin,
        Description = TypedForm.Filled(form, Description),
        Language = form[Spoken] == Languages.English ? Languages.English : Languages.Swedish,
    };

    public static string Of(WebhookDeliveryState? state) => state switch
    {
        WebhookDeliveryState.Pending => Languages.Choose("På väg", "On its way"),
        WebhookDeliveryState.Delivered => Languages.Choose("Framme", "Arrived"),
        WebhookDeliveryState.Failed => Languages.Choose("Kom inte fram", "Did not arrive"),
        WebhookDeliveryState.Held => Languages.Choose("Väntar på att du slår på den", "Waiting for you to enable it"),
        _ => "",
    };

    public static string Why(WebhookDisabledBecause? why) => why switch
    {
        WebhookDisabledBecause.Gone => Languages.Choose("Mottagaren svarade att adressen är borta.", "The receiver answered that the address is gone."),
        WebhookDisabledBecause.Failing => Languages.Choose("Inget kom fram på flera dagar.", "Nothing has arrived for several days."),
        WebhookDisabledBecause.AccessRevoked => Languages.Choose("Den som lade till den har inte längre rätt till det.", "The person who added it no longer has the right to."),
        _ => "",
    };
}
