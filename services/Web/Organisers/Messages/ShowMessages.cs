using BusinessFocus.Client;
using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Web.Site;
using BusinessFocus.Web.Site.SignIn;
using BusinessFocus.Web.Site.Staff;
using BusinessFocus.Web.Topics;

namespace BusinessFocus.Web.Organisers.Messages;

/// <summary><c>GET /styr/utskick</c>: what was written to people of the edition, and what waits for its time, which can be taken back.</summary>
public static class ShowMessages
{
    public const string Path = "/styr/utskick";

    public static void MapMessagePages(this IEndpointRouteBuilder routes)
    {
        routes.MapPage(Path, ShowAsync).In(Area.Organisers);
        routes.MapForm($"{Path}/{{message:guid}}/ta-tillbaka", WithdrawAsync).In(Area.Organisers);
        routes.MapWriteMessage();
        routes.MapMessageActivity();
    }

    private static async Task<IResult> ShowAsync(
        HttpContext context, Festival calls, ChosenEdition chosen, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (await chosen.ReadAsync(context, cancellationToken) is not { } edition)
        {
            return context.Show<NoEditionYetPage>(new Dictionary<string, object?>());
        }

        var topics = calls.TopicsAsync(cancellationToken);
        var after = context.Request.Query["after"].ToString() is { Length: > 0 } cursor ? cursor : null;
        var page = await calls.V1.Editions[edition.Id!.Value.ToString()].Messages.GetAsync(ask => ask.QueryParameters.After = after, cancellationToken);
        return context.Show<MessagesPage>(new Dictionary<string, object?>
        {
            [nameof(MessagesPage.Edition)] = edition,
            [nameof(MessagesPage.Messages)] = (IReadOnlyList<EditionMessageView>)(page?.Items ?? []),
            [nameof(MessagesPage.Next)] = page?.Next,
            [nameof(MessagesPage.Sent)] = int.TryParse(context.Request.Query["skickat"], out var sent) ? sent : null,
            [nameof(MessagesPage.Topics)] = await topics,
            [nameof(MessagesPage.Now)] = clock.GetUtcNow(),
        });
    }

    private static async Task<IResult> WithdrawAsync(
        Guid message, HttpContext context, Festival calls, ChosenEdition chosen, CancellationToken cancellationToken)
    {
        await context.FormAsync();
        if (await chosen.ReadAsync(context, cancellationToken) is not { } edition)
        {
            return context.Show<NoEditionYetPage>(new Dictionary<string, object?>());
        }

        try
        {
            await calls.V1.Editions[edition.Id!.Value.ToString()].Messages[message].DeleteAsync(cancellationToken: cancellationToken);
        }
        catch (ProblemException problem) when (problem.Code == "message-not-waiting")
        {
            // It has gone meanwhile, and the list says so.
        }

        return context.GoTo(ChosenEdition.Link(Path, edition.Slug));
    }
}
