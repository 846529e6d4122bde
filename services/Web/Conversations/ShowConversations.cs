using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Web.Programme;
using BusinessFocus.Web.Site;
using BusinessFocus.Web.Topics;
using Microsoft.AspNetCore.Mvc;

namespace BusinessFocus.Web.Conversations;

/// <summary><c>GET /samtal</c>: a conversation with an officer: first what it is about, then the next free times, then the week.</summary>
public static class ShowConversations
{
    public const string Path = "/samtal";

    /// <summary>For who does not know what it is called, or wants something else: the times of all.</summary>
    public const string Anything = "alla";

    private const string Topic = "amne";
    private const string Monday = "vecka";

    public static void MapShowConversations(this IEndpointRouteBuilder routes) => routes.MapPage(Path, HandleAsync);

    private static async Task<IResult> HandleAsync(
        [FromQuery(Name = Topic)] string? topic,
        [FromQuery(Name = Monday)] string? week,
        [FromQuery(Name = SpokenLanguage.Parameter)] string? spoken,
        HttpContext context,
        Festival calls,
        ReadFestival festival,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        if (await festival.CurrentAsync(cancellationToken) is not { } edition)
        {
            return context.Show<NoEditionPage>(new Dictionary<string, object?>(), isPublic: true);
        }

        var now = clock.GetUtcNow();
        var topics = calls.TopicsAsync(cancellationToken);
        var programme = await festival.ProgrammeAsync(edition.Slug!, ProgrammeFilter.Everything with { Kind = "openHouse" }, cancellationToken);
        var names = await topics;
        if (FreeTimes.Of(programme, now) is not { All.Count: > 0 } free)
        {
            return ShowNone(context, programme, now);
        }

        var language = SpokenLanguage.Read(spoken);
        free = language is null ? free : free.In(language);
        var choices = free.Topics(key => PlainWords.Of(key) ?? names.NameOf(key));
        var asked = choices.Count == 0 ? Anything : string.IsNullOrWhiteSpace(topic) ? null : topic.Trim();
        var about = asked is null or Anything ? free : free.About(asked);
        if (asked is null || (about.All.Count == 0 && language is null))
        {
            return context.Show<ChooseTopicPage>(
                new Dictionary<string, object?>
                {
                    [nameof(ChooseTopicPage.Choices)] = choices,
                    [nameof(ChooseTopicPage.Names)] = names,
                    [nameof(ChooseTopicPage.Missing)] = asked is { } none && names.Names.TryGetValue(none, out var name) ? name : null,
                    [nameof(ChooseTopicPage.Language)] = language,
                    [nameof(ChooseTopicPage.Now)] = now,
                },
                isPublic: true);
        }

        return context.Show<ChooseTimePage>(
            new Dictionary<string, object?>
            {
                [nameof(ChooseTimePage.Topic)] = asked == Anything ? null : asked,
                [nameof(ChooseTimePage.Names)] = names,
                [nameof(ChooseTimePage.HasChoice)] = choices.Count > 0,
                [nameof(ChooseTimePage.Free)] = about,
                [nameof(ChooseTimePage.Language)] = language,
                [nameof(ChooseTimePage.Shown)] = about.All.Count > 0 ? about.WeekOf(week) : default,
                [nameof(ChooseTimePage.KnowsSeats)] = programme.Seats.Count > 0,
                [nameof(ChooseTimePage.Now)] = now,
            },
            isPublic: true);
    }

    /// <summary>Where the times about a topic are shown.</summary>
    /// <param name="monday">Of the week; null for the first one.</param>
    /// <param name="language">That it is to be held in; null where it does not matter.</param>
    public static string Address(string? topic, DateOnly? monday = null, string? language = null) =>
        AddressOf(topic ?? Anything, monday is { } day ? WrittenDay.Write(day) : null, language);

    /// <summary>Where one chooses what it is about.</summary>
    public static string TopicsIn(string? language) => AddressOf(null, null, language);

    private static string AddressOf(string? topic, string? monday, string? language) => Links.To(Path + QueryString.Create(
        new Dictionary<string, string?> { [Topic] = topic, [Monday] = monday, [SpokenLanguage.Parameter] = language }.Where(part => part.Value is not null)));

    /// <summary>Where a time is booked: what it is about goes along.</summary>
    public static string AddressOf(ActivityView slot, string? topic) =>
        Links.To(slot) + (topic is null ? "" : QueryString.Create(Topic, topic).ToString());

    private static IResult ShowNone(HttpContext context, ProgrammeNow programme, DateTimeOffset now)
    {
        var reason = ReasonForNoTimes.Of(programme, now, out var opensAt);
        return context.Show<NoTimesPage>(
            new Dictionary<string, object?>
            {
                [nameof(NoTimesPage.Edition)] = programme.Edition,
                [nameof(NoTimesPage.Reason)] = reason,
                [nameof(NoTimesPage.OpensAt)] = opensAt,
                [nameof(NoTimesPage.Now)] = now,
            },
            isPublic: true);
    }
}
