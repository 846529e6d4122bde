using System.Globalization;
using BusinessFocus.Client;
using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Web.Site;
using BusinessFocus.Web.Site.SignIn;
using BusinessFocus.Web.Site.Staff;

namespace BusinessFocus.Web.Operators;

/// <summary><c>/drift/upprepa</c>: a service publishes the messages of its stored events once more, from one of them on.</summary>
public static class RepeatMessages
{
    public const string Path = "/drift/upprepa";
    public const string Service = "service";
    public const string From = "from";

    private const string Done = "gjort";

    public static void MapRepeatMessages(this IEndpointRouteBuilder routes)
    {
        routes.MapPage(Path, (HttpContext context, Festival calls, CancellationToken cancellationToken) =>
            ShowAsync(TypedForm.Empty, context, calls, cancellationToken)).In(Area.Operators);
        routes.MapForm(Path, RepeatAsync).In(Area.Operators);
    }

    private static async Task<IResult> ShowAsync(TypedForm form, HttpContext context, Festival calls, CancellationToken cancellationToken) =>
        context.Show<RepeatMessagesPage>(
            new Dictionary<string, object?>
            {
                [nameof(RepeatMessagesPage.Services)] = ServiceState.Of(
                    new Dictionary<string, string?>(), (await calls.V1.Operations.Lag.GetAsync(cancellationToken: cancellationToken))?.Services),
                [nameof(RepeatMessagesPage.Form)] = form,
                [nameof(RepeatMessagesPage.Published)] = int.TryParse(context.Request.Query[Done], NumberStyles.None, CultureInfo.InvariantCulture, out var published) ? published : null,
            },
            form.HasFaults ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);

    private static async Task<IResult> RepeatAsync(HttpContext context, Festival calls, CancellationToken cancellationToken)
    {
        var form = await context.FormAsync();
        if (NumberIn(form) is not { } from)
        {
            var fault = Languages.Choose("Skriv numret med siffror; 0 är från början.", "Enter the number in digits. 0 means from the beginning.");
            return await ShowAsync(new TypedForm(form, new Dictionary<string, string> { [From] = fault }), context, calls, cancellationToken);
        }

        try
        {
            var done = await calls.V1.Operations.Replay.PostAsync(new ReplayRequest { Service = form[Service].ToString(), From = from }, cancellationToken: cancellationToken);
            return context.GoTo($"{Links.To(Path)}?{Done}={done!.Published}");
        }
        catch (ProblemException problem) when ((int)problem.Status is 400 or 409 or 422 or 503)
        {
            return await ShowAsync(TypedForm.Of(form, problem), context, calls, cancellationToken);
        }
    }

    public static long? NumberIn(IFormCollection form) =>
        long.TryParse(TypedForm.Filled(form, From), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
