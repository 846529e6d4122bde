using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Web.Site;

namespace BusinessFocus.Web.Topics;

/// <summary>What people call the topics that have names of their own, in the language of the page, by their keys.</summary>
public sealed record TopicsNow(IReadOnlyDictionary<string, string> Names)
{
    public static TopicsNow Of(IEnumerable<ListTopicsTopicView>? topics) =>
        new((topics ?? []).ToDictionary(topic => topic.Topic!, topic => topic.Name.Text()));

    /// <summary>Where an organiser made a topic up, its key is all that is known of it: "eu-stod" is "Eu stod".</summary>
    public string NameOf(string topic) =>
        Names.GetValueOrDefault(topic) ?? (topic.Replace('-', ' ') is { Length: > 0 } words ? char.ToUpperInvariant(words[0]) + words[1..] : "");
}

/// <summary>The interface's list of topics.</summary>
public static class ReadTopics
{
    public static async Task<TopicsNow> TopicsAsync(this Festival calls, CancellationToken cancellationToken) =>
        TopicsNow.Of((await calls.V1.Topics.GetAsync(cancellationToken: cancellationToken))?.Topics);
}
