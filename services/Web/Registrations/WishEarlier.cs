using BusinessFocus.Client;
using BusinessFocus.Web.Site;

namespace BusinessFocus.Web.Registrations;

/// <summary>
/// <c>POST /anmalan/{id}/tidigare</c>: who booked a conversation waits for an earlier time, or no longer. A letter tells of one, and the page of that letter
/// takes it.
/// </summary>
public static class WishEarlier
{
    public const string Act = "tidigare";
    public const string Wish = "onskan";
    public const string Yes = "ja";
    public const string No = "nej";

    public static void MapWishEarlier(this IEndpointRouteBuilder routes) => routes.MapForm($"{ShowRegistration.Path}/{Act}", async (
        Guid id, string? token, HttpContext context, Festival calls, TimeProvider clock, CancellationToken cancellationToken) =>
    {
        var form = await context.FormAsync();
        if (string.IsNullOrEmpty(token))
        {
            return context.Missing();
        }

        var isWished = form[Wish] == Yes;
        try
        {
            await (isWished
                ? calls.V1.Registrations[id].EarlierWish.PutAsync(ask => ask.QueryParameters.Token = token, cancellationToken)
                : calls.V1.Registrations[id].EarlierWish.DeleteAsync(ask => ask.QueryParameters.Token = token, cancellationToken));
            return context.GoTo($"{Links.ToRegistration(id, token)}&{Act}={(isWished ? Yes : No)}");
        }
        catch (ProblemException problem) when ((int)problem.Status is 409)
        {
            return await ShowRegistration.ShowAsync(id, token, TypedForm.Of(form, problem), context, calls, clock, cancellationToken);
        }
    });
}
