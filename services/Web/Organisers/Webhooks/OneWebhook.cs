using BusinessFocus.Client;
using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Web.Organisers.Activities;
using BusinessFocus.Web.Site;
using BusinessFocus.Web.Site.SignIn;
using BusinessFocus.Web.Site.Staff;
using Microsoft.AspNetCore.Mvc;

namespace BusinessFocus.Web.Organisers.Webhooks;

/// <summary>
/// <c>/styr/webhookar/{id}</c>: what a system was told and what came of it; tried out, sent again, changed, given another secret, enabled and removed.
/// </summary>
public static class OneWebhook
{
    public const string State = "lage";
    public const string After = "efter";
    public const string Delivery = "delivery";
    public const string From = "from";
    public const string Delivered = "delivered";
    private const string Path = $"{ShowWebhooks.Path}/{{id:guid}}";
    private const int Page = 25;

    public static void MapOneWebhook(this IEndpointRouteBuilder routes)
    {
        routes.MapPage(Path, (Guid id, [FromQuery(Name = "klart")] string? done, HttpContext context, Festival calls, TimeProvider clock, CancellationToken cancellationToken) =>
            ShowAsync(id, done, null, TypedForm.Empty, context, calls, clock, cancellationToken)).In(Area.Organisers);
        Map("andra", async (webhook, form, cancel) =>
        {
            await webhook.PutAsync(WebhookForm.RequestOf(form), cancellationToken: cancel);
        });
        Map("prova", (webhook, _, cancel) => webhook.Test.PostAsync(cancellationToken: cancel));
        Map("sla-pa", (webhook, _, cancel) => webhook.Enable.PostAsync(cancellationToken: cancel));
        Map("igen", (webhook, form, cancel) => webhook.Deliveries[Guid.Parse(form[Delivery]!)].Resend.PostAsync(cancellationToken: cancel));
        Map("alla-igen", (webhook, form, cancel) => webhook.Resend.PostAsync(
            new ResendDeliveriesRequest { From = FormTimes.Moment(form[From]), Delivered = form[Delivered] == "true" }, cancellationToken: cancel));
        routes.MapForm($"{Path}/hemlighet", RotateAsync).In(Area.Organisers);
        routes.MapForm($"{Path}/ta-bort", RemoveAsync).In(Area.Organisers);

        void Map(string act, Func<Client.Generated.Api.V1.Webhooks.Item.WebhooksItemRequestBuilder, IFormCollection, CancellationToken, Task> call) =>
            routes.MapForm($"{Path}/{act}", async (Guid id, HttpContext context, Festival calls, TimeProvider clock, CancellationToken cancellationToken) =>
            {
                var form = await context.FormAsync();
                if (FaultsIn(act, form) is { Count: > 0 } faults)
                {
                    return await ShowAsync(id, null, null, new TypedForm(form, faults), context, calls, clock, cancellationToken);
                }

                try
                {
                    await call(calls.V1.Webhooks[id], form, cancellationToken);
                    return context.GoTo(Links.To($"{ShowWebhooks.Path}/{id}?klart={act}"));
                }
                catch (ProblemException problem) when ((int)problem.Status is 400 or 409 or 412 or 422)
                {
                    FormKey.Forget(context);
                    return await ShowAsync(id, null, null, TypedForm.Of(form, problem, WebhookForm.Types), context, calls, clock, cancellationToken);
                }
            }).In(Area.Organisers);
    }

    public static IReadOnlyDictionary<string, string> FaultsIn(string act, IFormCollection form)
    {
        var checks = new FormChecks(form);
        switch (act)
        {
            case "andra":
                return WebhookForm.FaultsIn(form);
            case "alla-igen":
                checks.Need(From, Languages.Choose("Välj från när.", "Choose when to send again from."));
                checks.Refuse(From, text => FormTimes.Moment(text) is null, Languages.Choose("Tiden finns inte. Så här: 2027-10-05 08:30", "There is no such time. Use this format: 2027-10-05 08:30"));
                return checks.Faults;
            case "igen" when !Guid.TryParse(form[Delivery], out _):
                return new Dictionary<string, string> { [""] = Languages.Choose("Välj vad som ska skickas igen.", "Choose what to send again.") };
            default:
                return checks.Faults;
        }
    }

    /// <summary>The secret is in this answer alone, so the page is the answer.</summary>
    private static async Task<IResult> RotateAsync(Guid id, HttpContext context, Festival calls, TimeProvider clock, CancellationToken cancellationToken)
    {
        await context.FormAsync();
        var made = await calls.V1.Webhooks[id].Rotate.PostAsync(cancellationToken: cancellationToken);
        FormKey.Forget(context);
        return await ShowAsync(id, null, made?.Secret, TypedForm.Empty, context, calls, clock, cancellationToken);
    }

    private static async Task<IResult> RemoveAsync(Guid id, HttpContext context, Festival calls, CancellationToken cancellationToken)
    {
        await context.FormAsync();
        await calls.V1.Webhooks[id].DeleteAsync(cancellationToken: cancellationToken);
        return context.GoTo(Links.To($"{ShowWebhooks.Path}?borttagen=ja"));
    }

    /// <param name="secret">Just made: it is shown this once. Null where none was.</param>
    internal static async Task<IResult> ShowAsync(
        Guid id, string? done, string? secret, TypedForm form, HttpContext context, Festival calls, TimeProvider clock, CancellationToken cancellationToken)
    {
        var (state, after) = (context.Request.Query[State].ToString(), context.Request.Query[After].ToString());
        var types = calls.V1.WebhookEventTypes.GetAsync(cancellationToken: cancellationToken);
        var webhook = (await calls.V1.Webhooks[id].GetAsync(cancellationToken: cancellationToken))!;
        var deliveries = await calls.V1.Webhooks[id].Deliveries.GetAsync(
            ask =>
            {
                ask.QueryParameters.State = state is "pending" or "delivered" or "failed" or "held" ? state : null;
                ask.QueryParameters.After = after.Length > 0 ? after : null;
                ask.QueryParameters.Limit = Page;
            },
            cancellationToken);
        return context.Show<OneWebhookPage>(
            new Dictionary<string, object?>
            {
                [nameof(OneWebhookPage.Webhook)] = webhook,
                [nameof(OneWebhookPage.Types)] = await types ?? [],
                [nameof(OneWebhookPage.Deliveries)] = deliveries?.Items ?? [],
                [nameof(OneWebhookPage.Next)] = deliveries?.Next,
                [nameof(OneWebhookPage.Chosen)] = state,
                [nameof(OneWebhookPage.Done)] = done,
                [nameof(OneWebhookPage.Secret)] = secret,
                [nameof(OneWebhookPage.Form)] = form,
                [nameof(OneWebhookPage.Now)] = clock.GetUtcNow(),
            },
            form.HasFaults ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);
    }
}
