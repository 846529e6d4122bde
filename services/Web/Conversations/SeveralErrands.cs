using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Domain.Times;
using BusinessFocus.Web.Programme;
using BusinessFocus.Web.Site;
using BusinessFocus.Web.Topics;
using Microsoft.AspNetCore.Mvc;

namespace BusinessFocus.Web.Conversations;

/// <summary>
/// <c>GET /samtal/flera</c>: one errand that several officers have a part of. First what it is about and on which day, then the times that follow each
/// other, with time to walk between.
/// </summary>
public static class SeveralErrands
{
    public const string Path = "/samtal/flera";
    public const string Topic = "amne";
    public const string Day = "dag";
    public const int Most = 4;

    /// <summary>So many days are looked through where the one asked for has no times that follow each other.</summary>
    private const int MostDays = 5;

    public static void MapSeveralErrands(this IEndpointRouteBuilder routes) => routes.MapPage(Path, HandleAsync);

    private static async Task<IResult> HandleAsync(
        [FromQuery(Name = Topic)] string[] topics,
        [FromQuery(Name = Day)] string? day,
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
        var names = await calls.TopicsAsync(cancellationToken);
        var programme = await festival.ProgrammeAsync(edition.Slug!, ProgrammeFilter.Everything with { Kind = "openHouse" }, cancellationToken);
        var free = FreeTimes.Of(programme, now);
        var choices = free.Topics(key => PlainWords.Of(key) ?? names.NameOf(key));
        var chosen = topics.Distinct().Where(topic => choices.Any(choice => choice.Topic == topic)).ToList();
        var days = free.All.Select(slot => Stockholm.DayOf(slot.StartsAt!.Value)).Distinct().ToList();
        var asked = new ProgrammeFilter(Day: day).On is { } wanted && days.Contains(wanted) ? wanted : (DateOnly?)null;
        var language = SpokenLanguage.Read(spoken);
        var (found, chains) = asked is { } one && FaultOf(chosen.Count, asked) is null
            ? await FirstChainsAsync(edition.Id!.Value, chosen, one, language, (language is null ? free : free.In(language)).DaysWith(chosen, one), calls, cancellationToken)
            : (asked, null);
        return context.Show<SeveralErrandsPage>(
            new Dictionary<string, object?>
            {
                [nameof(SeveralErrandsPage.Choices)] = choices,
                [nameof(SeveralErrandsPage.Names)] = names,
                [nameof(SeveralErrandsPage.Days)] = days,
                [nameof(SeveralErrandsPage.Chosen)] = chosen,
                [nameof(SeveralErrandsPage.Day)] = asked,
                [nameof(SeveralErrandsPage.Language)] = language,
                [nameof(SeveralErrandsPage.Fault)] = topics.Length == 0 ? null : FaultOf(chosen.Count, asked),
                [nameof(SeveralErrandsPage.Found)] = found,
                [nameof(SeveralErrandsPage.Chains)] = chains,
                [nameof(SeveralErrandsPage.Now)] = now,
            },
            isPublic: true);
    }

    private static string? FaultOf(int count, DateOnly? day) =>
        count is < 2 or > Most ? Languages.Choose("Välj två till fyra saker.", "Choose two to four things.")
        : day is null ? Languages.Choose("Välj en dag.", "Choose a day.")
        : null;

    /// <summary>Of the day that is asked for; where it has none, of the next day that has some, so that nobody has to try one day after the other.</summary>
    private static async Task<(DateOnly? Day, IReadOnlyList<FindChainsProposedChain>? Chains)> FirstChainsAsync(
        Guid edition, IReadOnlyCollection<string> topics, DateOnly asked, string? language, IEnumerable<DateOnly> days, Festival calls, CancellationToken cancellationToken)
    {
        foreach (var day in days.Take(MostDays))
        {
            if (await ChainsAsync(edition, topics, day, language, calls, cancellationToken) is { Count: > 0 } chains)
            {
                return (day, chains);
            }
        }

        return (asked, []);
    }

    private static async Task<IReadOnlyList<FindChainsProposedChain>> ChainsAsync(
        Guid edition, IEnumerable<string> topics, DateOnly day, string? language, Festival calls, CancellationToken cancellationToken)
    {
        var found = await calls.V1.Editions[edition.ToString()].Chains.PostAsync(
            new FindChainsRequest { Day = WrittenDay.Of(day), Language = language, Stops = [.. topics.Select(topic => new FindChainsChainStop { Topic = topic })] },
            cancellationToken: cancellationToken);
        return found?.Chains ?? [];
    }
}
