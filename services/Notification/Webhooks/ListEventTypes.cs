using BusinessFocus.Domain.Texts;
using BusinessFocus.Hosting.Tokens;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Notifications.Webhooks;

/// <summary>
/// What webhooks can be told of. What is sent is <c>{"type": …, "timestamp": …, "data": {…}}</c>: <c>data</c> has ids, and where the payload is full the
/// public state too, never anything of a person. The same thing can come more than once, with the same <c>webhook-id</c>, and order is not
/// promised: what has a <c>version</c> is newer where it is higher. For organisers and associations.
/// </summary>
public static class ListEventTypesEndpoint
{
    /// <summary>A kind of thing that happens.</summary>
    /// <param name="Name">For good, for instance "activity.changed".</param>
    /// <param name="Meaning">For people, in the language of the request.</param>
    /// <param name="ForAssociations">Whether associations can be told of it too: it is public, or about their own list.</param>
    public sealed record View(string Name, Wording Meaning, bool ForAssociations);

    public static void MapListEventTypes(this RouteGroupBuilder api) =>
        api.MapGet("/webhook-event-types", List)
            .Only(WebhookAccess.MayHave)
            .InAnyMunicipality()
            .WithTags("Webhooks")
            .WithName("listWebhookEventTypes")
            .WithSummary("List what webhooks can be told of");

    private static Ok<IReadOnlyList<View>> List() =>
        TypedResults.Ok<IReadOnlyList<View>>([.. EventTypes.All.Select(type => new View(type.Name, type.Meaning, type.IsForAssociations))]);
}
