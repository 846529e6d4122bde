using BusinessFocus.Contracts;

namespace BusinessFocus.Scheduling.Activities;

/// <summary>Anyone reads the topics that have names of their own, to filter the programme by.</summary>
public static class ListTopics
{
    /// <summary>The topics that have names of their own; activities may have others too.</summary>
    /// <param name="Topics">Each with its name.</param>
    public sealed record Answer(IReadOnlyList<TopicView> Topics);

    /// <summary>A topic, and what people call it.</summary>
    /// <param name="Topic">As activities carry it.</param>
    public sealed record TopicView(string Topic, LocalizedText Name);

    public static void MapListTopics(this RouteGroupBuilder api) =>
        api.MapGet("/topics", () => TypedResults.Ok(new Answer(
                Topics.Known.Select(topic => new TopicView(topic.Key, topic.Value)).ToList())))
            .WithTags("Programme")
            .WithName("listTopics")
            .WithSummary("List topics and their names");
}
