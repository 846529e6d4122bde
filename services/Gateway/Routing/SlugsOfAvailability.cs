using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Hosting.Http;
using Yarp.ReverseProxy.Transforms;
using Yarp.ReverseProxy.Transforms.Builder;

namespace BusinessFocus.Gateway.Routing;

/// <summary>Registration owns the seats of an edition and knows it by its id only; people name it by its slug, which the gateway knows.</summary>
public static class SlugsOfAvailability
{
    private const string Parameter = "idOrSlug";
    private const string Path = "/api/v1/editions/{idOrSlug}/availability";

    public static void Add(TransformBuilderContext route)
    {
        if (route.Route.Match.Path == Path)
        {
            route.AddRequestTransform(NameByIdAsync);
        }
    }

    private static async ValueTask NameByIdAsync(RequestTransformContext call)
    {
        var http = call.HttpContext;
        var idOrSlug = http.GetRouteValue(Parameter)?.ToString() ?? "";
        if (EditionId.TryParse(idOrSlug, out _))
        {
            return;
        }

        var slugs = http.RequestServices.GetRequiredService<EditionSlugs>();
        if (!await slugs.FindAsync(idOrSlug, call.CancellationToken))
        {
            await CommonProblems.NotFound.ToAnswer().ExecuteAsync(http);
        }
        else if (slugs.IdOf(idOrSlug) is { } id)
        {
            call.Path = Path.Replace($"{{{Parameter}}}", id.ToString(), StringComparison.Ordinal);
        }
        else
        {
            // Scheduling does not answer, so that nobody can say whether there is such an edition.
            http.Response.Headers.RetryAfter = "1";
            await HttpProblems.Unavailable.ToAnswer().ExecuteAsync(http);
        }
    }
}
