using BusinessFocus.Contracts;

namespace BusinessFocus.Scheduling.Activities;

/// <summary>
/// Lists the topics that have names of their own, to choose from or to filter the programme by; also without signing in. Activities may have
/// other topics too.
/// </summary>
public static class ListTopics
{
    /// <summary>The topics that have names of their own; activities may have others too.</summary>
    /// <param name="Topics">Always the same ones, each with its name.</param>
    public sealed record Answer(IReadOnlyList<TopicView> Topics);

    /// <summary>A topic, and what people call it.</summary>
    /// <param name="Topic">The key, as activities have it, for instance "bygglov".</param>
    /// <param name="Name">What people call it.</param>
    public sealed record TopicView(string Topic, LocalizedText Name);

    public static void MapListTopics(this RouteGroupBuilder api) =>
        api.MapGet("/topics", () => TypedResults.Ok(new Answer(
                Topics.Known.Select(topic => new TopicView(topic.Key, topic.Value)).ToList())))
            .WithTags("Programme")
            .WithName("listTopics")
            .WithSummary("List topics and their names");
}
