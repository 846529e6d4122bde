using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Web.Site;
using BusinessFocus.Web.Site.SignIn;
using BusinessFocus.Web.Site.Staff;

namespace BusinessFocus.Web.Operators;

/// <summary>
/// <c>/drift/nycklar</c>: makes the next keys. What was made is told at once; sent again, nothing else is made, which is why the answer needs no page of
/// its own.
/// </summary>
public static class ChangeKeys
{
    public const string Path = "/drift/nycklar";
    public const string Links = "lankar";
    public const string SignIn = "inloggning";

    public static void MapChangeKeys(this IEndpointRouteBuilder routes)
    {
        routes.MapPage(Path, (HttpContext context, TimeProvider clock) => Show(context, null, null, clock)).In(Area.Operators);
        routes.MapForm($"{Path}/{Links}", async (HttpContext context, Festival calls, TimeProvider clock, CancellationToken cancellationToken) =>
        {
            await context.FormAsync();
            return Show(context, await calls.V1.Operations.Keys.Rotate.PostAsync(cancellationToken: cancellationToken), null, clock);
        }).In(Area.Operators);
        routes.MapForm($"{Path}/{SignIn}", async (HttpContext context, Festival calls, TimeProvider clock, CancellationToken cancellationToken) =>
        {
            await context.FormAsync();
            return Show(context, null, await calls.V1.SigningKeys.Rotate.PostAsync(cancellationToken: cancellationToken), clock);
        }).In(Area.Operators);
    }

    private static IResult Show(HttpContext context, RotateKeysAnswer? rotated, NextSigningKey? signing, TimeProvider clock) => context.Show<KeysPage>(new Dictionary<string, object?>
    {
        [nameof(KeysPage.Rotated)] = rotated,
        [nameof(KeysPage.Signing)] = signing,
        [nameof(KeysPage.Now)] = clock.GetUtcNow(),
    });
}
