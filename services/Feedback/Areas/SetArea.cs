using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Domain.People;
using BusinessFocus.Domain.Topics;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Http.Bodies;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.ServiceDefaults.Store;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Feedback.Areas;

/// <summary>An organiser says who answers the questions about a topic, and how soon. It holds for what is asked, moved or asked again from then on.</summary>
public static class SetArea
{
    private const int LongestName = 100;
    private const int MostHosts = 100;
    private const int MostDays = 60;

    /// <summary>Who answers the questions about a topic, and how soon.</summary>
    /// <param name="Name">What people call the area; at most 100 characters in each language.</param>
    /// <param name="Email">Where the area reads: it is mailed new cases and reminders there. Left out for nowhere.</param>
    /// <param name="Hosts">Who sees the area's cases, beside organisers; at most 100, may be empty.</param>
    /// <param name="DaysToAnswer">1 to 60 working days, Monday to Friday.</param>
    public sealed record Request(LocalizedText Name, string? Email, IReadOnlyList<HostId> Hosts, int DaysToAnswer);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(request => request.Name.Sv).Text(LongestName);
            RuleFor(request => request.Name.En).OptionalText(LongestName);
            RuleFor(request => request.Email).IsEmailAddress().When(request => request.Email is not null);
            RuleFor(request => request.Hosts).Must(hosts => hosts.Count <= MostHosts);
            RuleFor(request => request.DaysToAnswer).InclusiveBetween(1, MostDays);
        }
    }

    public static Decision Decide(Area area, string key, Request wanted, string by, DateTimeOffset now)
    {
        var set = new AreaWasSet(key, wanted.Name, NormalisedOf(wanted.Email), [.. wanted.Hosts.Distinct()], wanted.DaysToAnswer, by, now);
        var isSame = area.Version > 0
            && (area.Name, area.Email, area.DaysToAnswer) == (set.Name, set.Email, set.DaysToAnswer)
            && area.Hosts.ToHashSet().SetEquals(set.Hosts);
        return isSame ? Decision.Nothing : Decision.Of(set);
    }

    private static string? NormalisedOf(string? email) => EmailAddress.TryNormalise(email, out var normalised) ? normalised : null;
}

/// <summary>
/// Says who answers the questions about a topic, where they read and how many working days they have; a new topic gets an area. It holds for
/// what is asked, moved or asked again from then on. What was read can be sent back; the same again changes nothing. For organisers of all
/// municipalities.
/// </summary>
public static class SetAreaEndpoint
{
    private const int LongestKey = 40;

    public static void MapSetArea(this RouteGroupBuilder api) =>
        api.MapPut("/follow-up-areas/{key}", HandleAsync)
            .Validates<SetArea.Request>()
            .TakesBack<AreaView>()
            .Only(Roles.Organiser)
            .WithTags("Follow-ups")
            .WithName("setFollowUpArea")
            .WithSummary("Set who answers a topic's follow-ups");

    /// <param name="key">
    /// The topic, in letters, digits and hyphens, at most 40; case and accents do not count. business-office is for what has no area of its own.
    /// </param>
    private static async Task<Results<Ok<AreaView>, ProblemHttpResult>> HandleAsync(
        string key, IfMatch ifMatch, SetArea.Request request, HttpContext context, ISessionFactory sessions, TimeProvider clock, CancellationToken cancellationToken)
    {
        var topic = TopicNames.Of(key);
        if (topic.Length is 0 or > LongestKey || !topic.All(character => char.IsLetterOrDigit(character) || character == '-'))
        {
            return Problems.Invalid("key", "Bokstäver, siffror och bindestreck, högst 40 tecken.", "Letters, digits and hyphens, at most 40 characters.");
        }

        var by = context.User.Identity!.Name!;
        var decided = await sessions.DecideAsync<Area>(
            Area.StreamOf(topic), ifMatch.Expected, area => SetArea.Decide(area, topic, request, by, clock.GetUtcNow()), cancellationToken);
        context.Response.SetVersion(decided.Version);
        return decided.Refusal is { } refusal ? refusal.ToAnswer() : TypedResults.Ok(AreaView.Of(decided.State));
    }
}
