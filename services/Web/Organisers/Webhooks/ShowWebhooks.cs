using BusinessFocus.Client;
using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Web.Site;
using BusinessFocus.Web.Site.SignIn;
using BusinessFocus.Web.Site.Staff;
using Microsoft.AspNetCore.Mvc;

namespace BusinessFocus.Web.Organisers.Webhooks;

/// <summary><c>/styr/webhookar</c>: other systems that are told of what happens; a new one is added (<c>/ny</c>), and its secret shown this once.</summary>
public static class ShowWebhooks
{
    public const string Path = "/styr/webhookar";

    public static void MapWebhookPages(this IEndpointRouteBuilder routes)
    {
        routes.MapPage(Path, ListAsync).In(Area.Organisers);
        routes.MapPage($"{Path}/ny", (HttpContext context, Festival calls, CancellationToken cancellationToken) => ShowNewAsync(TypedForm.Empty, context, calls, cancellationToken)).In(Area.Organisers);
        routes.MapForm($"{Path}/ny", AddAsync).In(Area.Organisers);
        routes.MapOneWebhook();
    }

    private static async Task<IResult> ListAsync(
        [FromQuery(Name = "borttagen")] string? removed, HttpContext context, Festival calls, CancellationToken cancellationToken)
    {
        var all = Lists.AllAsync<PageOfWebhookView, WebhookView>(
            (after, token) => calls.V1.Webhooks.GetAsync(ask => ask.QueryParameters.After = after, token), page => (page.Items, page.Next), cancellationToken);
        return context.Show<WebhooksPage>(new Dictionary<string, object?>
        {
            [nameof(WebhooksPage.Webhooks)] = await all.ToListAsync(cancellationToken),
            [nameof(WebhooksPage.IsRemoved)] = removed is not null,
        });
    }

    private static async Task<IResult> AddAsync(HttpContext context, Festival calls, TimeProvider clock, CancellationToken cancellationToken)
    {
        var form = await context.FormAsync();
        if (WebhookForm.FaultsIn(form) is { Count: > 0 } faults)
        {
            return await ShowNewAsync(new TypedForm(form, faults), context, calls, cancellationToken);
        }

        try
        {
            var made = (await calls.V1.Webhooks.PostAsync(WebhookForm.RequestOf(form), cancellationToken: cancellationToken))!;
            return await OneWebhook.ShowAsync(made.Webhook!.Id!.Value, null, made.Secret, TypedForm.Empty, context, calls, clock, cancellationToken);
        }
        catch (ProblemException problem) when ((int)problem.Status is 400 or 409 or 422)
        {
            FormKey.Forget(context);
            return await ShowNewAsync(TypedForm.Of(form, problem, WebhookForm.Types), context, calls, cancellationToken);
        }
    }

    private static async Task<IResult> ShowNewAsync(TypedForm form, HttpContext context, Festival calls, CancellationToken cancellationToken) =>
        context.Show<NewWebhookPage>(
            new Dictionary<string, object?>
            {
                [nameof(NewWebhookPage.Form)] = form,
                [nameof(NewWebhookPage.Types)] = await calls.V1.WebhookEventTypes.GetAsync(cancellationToken: cancellationToken) ?? [],
            },
            form.HasFaults ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);
}
