using BusinessFocus.Client;
using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Web.Site;

namespace BusinessFocus.Web.FollowUps;

/// <summary>
/// <c>/arende/{id}?token=</c>: who got an answer that was none says so, by the link below it. Opening it changes nothing, its form opens the case again.
/// What was answered stands in the letter alone.
/// </summary>
public static class ReopenFollowUp
{
    public const string Reason = "reason";

    private const string Path = "/arende/{id:guid}";
    private const string Done = "oppet";

    public static void MapReopenFollowUp(this IEndpointRouteBuilder routes)
    {
        routes.MapPage(Path, (Guid id, string? token, HttpContext context) => Ask(id, token, TypedForm.Empty, context));
        routes.MapForm(Path, ReopenAsync);
        routes.MapPage($"{Path}/{Done}", (HttpContext context) => context.Show<ReopenedPage>(new Dictionary<string, object?>()));
    }

    public static string PathOf(Guid id, string token) => $"/arende/{id}?token={Uri.EscapeDataString(token)}";

    private static IResult Ask(Guid id, string? token, TypedForm form, HttpContext context, int? status = null) => string.IsNullOrEmpty(token)
        ? context.Missing()
        : context.Show<ReopenPage>(
            new Dictionary<string, object?>
            {
                [nameof(ReopenPage.Id)] = id,
                [nameof(ReopenPage.Token)] = token,
                [nameof(ReopenPage.Form)] = form,
            },
            status ?? (form.HasFaults ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK));

    private static async Task<IResult> ReopenAsync(Guid id, string? token, HttpContext context, Festival calls, CancellationToken cancellationToken)
    {
        var form = await context.FormAsync();
        if (string.IsNullOrEmpty(token))
        {
            return context.Missing();
        }

        if (TypedForm.Filled(form, Reason) is null)
        {
            return Ask(id, token, new TypedForm(form, TypedForm.Empty.Faults).With(Reason, Languages.Choose("Skriv vad som saknas.", "Tell us what is missing.")), context);
        }

        try
        {
            // A browser sends two characters for a line break and counts one.
            var reason = form[Reason].ToString().ReplaceLineEndings("\n");
            await calls.V1.FollowUps[id].Reopen.PostAsync(
                new ReopenFollowUpRequest { Reason = reason }, ask => ask.QueryParameters.Token = token, cancellationToken);
            return context.GoTo(Links.To($"/arende/{id}/{Done}"));
        }
        catch (ProblemException problem) when ((int)problem.Status is 400 or 409 or 422)
        {
            return Ask(id, token, TypedForm.Of(form, problem), context);
        }
        catch (Exception fault) when (TypedForm.IsUnsent(fault))
        {
            return Ask(id, token, TypedForm.Unsent(form), context, StatusCodes.Status503ServiceUnavailable);
        }
    }
}
