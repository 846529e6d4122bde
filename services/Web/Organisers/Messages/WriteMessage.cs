using BusinessFocus.Client;
using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Web.Site;
using BusinessFocus.Web.Site.SignIn;
using BusinessFocus.Web.Site.Staff;
using BusinessFocus.Web.Topics;

namespace BusinessFocus.Web.Organisers.Messages;

/// <summary>
/// <c>/styr/utskick/nytt</c>: whom, what and when; then how many get it and how one of them reads it; then it goes. Nothing is sent that was not shown.
/// </summary>
public static class WriteMessage
{
    /// <summary>Sent by the page that shows the letter, for going back to what was typed.</summary>
    public const string Back = "back";

    private const string New = $"{ShowMessages.Path}/nytt";
    private const string Preview = $"{New}/visa";
    private const string Send = $"{New}/skicka";

    public static void MapWriteMessage(this IEndpointRouteBuilder routes)
    {
        routes.MapPage(New, (HttpContext context, Festival calls, ChosenEdition chosen, CancellationToken cancellationToken) =>
            ShowAsync(TypedForm.Empty, context, calls, chosen, cancellationToken)).In(Area.Organisers);
        routes.MapForm(Preview, PreviewAsync).In(Area.Organisers);
        routes.MapForm(Send, SendAsync).In(Area.Organisers);
    }

    public static string PreviewAddress(EditionView edition) => ChosenEdition.Link(Preview, edition.Slug);

    public static string SendAddress(EditionView edition) => ChosenEdition.Link(Send, edition.Slug);

    private static async Task<IResult> ShowAsync(TypedForm form, HttpContext context, Festival calls, ChosenEdition chosen, CancellationToken cancellationToken) =>
        await chosen.ReadAsync(context, cancellationToken) is not { } edition
            ? context.Show<NoEditionYetPage>(new Dictionary<string, object?>())
            : context.Show<WriteMessagePage>(
                new Dictionary<string, object?>
                {
                    [nameof(WriteMessagePage.Edition)] = edition,
                    [nameof(WriteMessagePage.Topics)] = await calls.TopicsAsync(cancellationToken),
                    [nameof(WriteMessagePage.Form)] = form,
                },
                form.HasFaults ? StatusCodes.Status409Conflict : StatusCodes.Status200OK);

    private static async Task<IResult> PreviewAsync(
        HttpContext context, Festival calls, ChosenEdition chosen, TimeProvider clock, CancellationToken cancellationToken)
    {
        var form = await context.FormAsync();
        if (EditionMessageForm.FaultsIn(form, clock.GetUtcNow()) is { Count: > 0 } faults)
        {
            return await ShowAsync(new TypedForm(form, faults), context, calls, chosen, cancellationToken);
        }

        if (await chosen.ReadAsync(context, cancellationToken) is not { } edition)
        {
            return context.Show<NoEditionYetPage>(new Dictionary<string, object?>());
        }

        try
        {
            var request = EditionMessageForm.RequestOf(form);
            var preview = await calls.V1.Editions[edition.Id!.Value.ToString()].Messages.Preview.PostAsync(request, cancellationToken: cancellationToken);
            return context.Show<PreviewMessagePage>(new Dictionary<string, object?>
            {
                [nameof(PreviewMessagePage.Edition)] = edition,
                [nameof(PreviewMessagePage.Request)] = request,
                [nameof(PreviewMessagePage.Preview)] = preview,
                [nameof(PreviewMessagePage.Topics)] = await calls.TopicsAsync(cancellationToken),
                [nameof(PreviewMessagePage.Form)] = new TypedForm(form, new Dictionary<string, string>()),
                [nameof(PreviewMessagePage.Now)] = clock.GetUtcNow(),
            });
        }
        catch (ProblemException problem) when ((int)problem.Status is 400 or 409 or 422)
        {
            return await ShowAsync(TypedForm.Of(form, problem), context, calls, chosen, cancellationToken);
        }
    }

    private static async Task<IResult> SendAsync(
        HttpContext context, Festival calls, ChosenEdition chosen, TimeProvider clock, CancellationToken cancellationToken)
    {
        var form = await context.FormAsync();
        var faults = EditionMessageForm.FaultsIn(form, clock.GetUtcNow());
        if (form.ContainsKey(Back) || faults.Count > 0)
        {
            return await ShowAsync(new TypedForm(form, faults), context, calls, chosen, cancellationToken);
        }

        if (await chosen.ReadAsync(context, cancellationToken) is not { } edition)
        {
            return context.Show<NoEditionYetPage>(new Dictionary<string, object?>());
        }

        try
        {
            var written = await calls.V1.Editions[edition.Id!.Value.ToString()].Messages.PostAsync(EditionMessageForm.RequestOf(form), cancellationToken: cancellationToken);
            return context.GoTo(ChosenEdition.Link(FormattableString.Invariant($"{ShowMessages.Path}?skickat={written?.Recipients ?? 0}"), edition.Slug));
        }
        catch (ProblemException problem) when ((int)problem.Status is 400 or 409 or 422)
        {
            return await ShowAsync(TypedForm.Of(form, problem), context, calls, chosen, cancellationToken);
        }
    }
}
