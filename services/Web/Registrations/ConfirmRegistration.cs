using BusinessFocus.Client;
using BusinessFocus.Web.Site;

namespace BusinessFocus.Web.Registrations;

/// <summary>
/// <c>/bekrafta/{token}</c>: whoever got the letter says that the address is theirs. Opening it does nothing, because mail scanners open every link;
/// the button does.
/// </summary>
public static class ConfirmRegistration
{
    private const string Path = "/bekrafta/{token}";

    public static void MapConfirmRegistration(this IEndpointRouteBuilder routes)
    {
        routes.MapPage(Path, (string token, HttpContext context) => Ask(token, TypedForm.Empty, context));
        routes.MapForm(Path, ConfirmAsync);
    }

    private static async Task<IResult> ConfirmAsync(string token, HttpContext context, Festival calls, CancellationToken cancellationToken)
    {
        var form = await context.FormAsync();
        try
        {
            var confirmed = (await calls.V1.HeldRegistrations[token].PostAsync(cancellationToken: cancellationToken))!.Registrations!;
            return confirmed is [{ Id: { } id, ManageToken: { } manage }, ..]
                ? context.GoTo(Links.ToRegistration(id, manage))
                : context.GoTo(Links.To("/program"));
        }
        catch (ProblemException problem) when ((int)problem.Status is 409)
        {
            return Ask(token, TypedForm.Of(form, problem), context);
        }
    }

    private static IResult Ask(string token, TypedForm form, HttpContext context) => context.Show<ConfirmPage>(
        new Dictionary<string, object?> { [nameof(ConfirmPage.Token)] = token, [nameof(ConfirmPage.Form)] = form },
        form.HasFaults ? StatusCodes.Status409Conflict : StatusCodes.Status200OK);
}
