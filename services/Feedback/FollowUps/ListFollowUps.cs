using BusinessFocus.Contracts;
using BusinessFocus.ServiceDefaults.Http;
using BusinessFocus.ServiceDefaults.Tokens;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Feedback.FollowUps;

/// <summary>A case as those who answer it see it. Whom to contact is in Registration, by the registration's id.</summary>
/// <param name="AskedAt">UTC.</param>
public sealed record FollowUpView(
    FollowUpId Id, ActivityId ActivityId, RegistrationId RegistrationId, string? Topic, string? Message, FollowUpState State, string? TakenBy, string? Answer, DateTimeOffset AskedAt)
{
    public static FollowUpView Of(FollowUp each) =>
        new(new FollowUpId(each.Id), each.ActivityId, each.RegistrationId, each.Topic, each.Message, each.State, each.TakenBy, each.Answer, each.AskedAt);
}

/// <summary><c>GET /follow-ups?state=&amp;topic=</c>, by id in pages.</summary>
public static class ListFollowUpsEndpoint
{
    public static void MapListFollowUps(this RouteGroupBuilder api) =>
        api.MapGet("/follow-ups", HandleAsync)
            .Validates<PageQuery>()
            .Only(Roles.Organiser)
            .WithTags("Follow-ups")
            .WithName("listFollowUps");

    private static async Task<Ok<Page<FollowUpView>>> HandleAsync(
        [AsParameters] PageQuery page, FollowUpState? state, string? topic, IQuerySession reads, CancellationToken cancellationToken)
    {
        var query = reads.Query<FollowUp>().AsQueryable();
        if (state is { } wanted)
        {
            query = query.Where(each => each.State == wanted);
        }

        if (topic is not null)
        {
            query = query.Where(each => each.Topic == topic);
        }

        if (Guid.TryParse(page.Key, out var after))
        {
            query = query.Where(each => each.Id > after);
        }

        var found = await query.OrderBy(each => each.Id).Take(page.Size + 1).ToListAsync(cancellationToken);
        var one = page.Of(found, each => each.Id.ToString());
        return TypedResults.Ok(new Page<FollowUpView>(one.Items.Select(FollowUpView.Of).ToList(), one.Next));
    }
}
