using BusinessFocus.Client;
using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Web.Site;

namespace BusinessFocus.Web.Own;

/// <summary>
/// <c>/mina</c>: all that is registered for an address, by the link that was mailed to it. Without the link, the form that mails it; the answer is the
/// same whether there is anything or not.
/// </summary>
public static class ShowOwn
{
    public const string Email = "email";
    private const string Path = "/mina";

    public static void MapShowOwn(this IEndpointRouteBuilder routes)
    {
        routes.MapPage(Path, ShowAsync);
        routes.MapForm(Path, MailAsync);
    }

    private static async Task<IResult> ShowAsync(string? token, HttpContext context, Festival calls, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(token))
        {
            return Ask(TypedForm.Empty, context);
        }

        var own = (await calls.V1.My.GetAsync(ask => ask.QueryParameters.Token = token, cancellationToken))!;
        return context.Show<OwnPage>(new Dictionary<string, object?>
        {
            [nameof(OwnPage.Own)] = own,
            [nameof(OwnPage.Now)] = clock.GetUtcNow(),
        });
    }

    private static async Task<IResult> MailAsync(HttpContext context, Festival calls, CancellationToken cancellationToken)
    {
        var form = await context.FormAsync();
        try
        {
            await calls.V1.My.Link.PostAsync(new MailOwnLinkRequest { Email = form[Email].ToString(), Locale = Languages.Current }, cancellationToken: cancellationToken);
            return context.Show<LinkMailedPage>(new Dictionary<string, object?> { [nameof(LinkMailedPage.Email)] = form[Email].ToString() });
        }
        catch (ProblemException problem) when ((int)problem.Status is 400)
        {
            return Ask(TypedForm.Of(form, problem), context);
        }
    }

    private static IResult Ask(TypedForm form, HttpContext context) => context.Show<AskForLinkPage>(
        new Dictionary<string, object?> { [nameof(AskForLinkPage.Form)] = form },
        form.HasFaults ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);
}
