using System.Globalization;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Notifications.Content;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace BusinessFocus.Notifications.Recipients;

/// <summary>Where a person wants to be written to. What is necessary comes by e-mail whatever this says.</summary>
/// <param name="Email">Whether what can be turned off comes by e-mail.</param>
/// <param name="Sms">Whether what cannot wait comes as an SMS, to the phone that a registration gave.</param>
/// <param name="Inbox">Whether everything comes to the inbox of the web front end too.</param>
/// <param name="Others">Whether other channels are wanted, by name; one that is left out stays as it is.</param>
public sealed record ChannelWishes(bool Email, bool Sms, bool Inbox, IReadOnlyDictionary<string, bool>? Others = null);

/// <summary>Whether a person wants one group of letters.</summary>
/// <param name="Wanted">False where they turned it off.</param>
/// <param name="Necessary">Whether it cannot be turned off.</param>
/// <param name="Label">What the group is called, in the language of the request.</param>
public sealed record KindWish(bool Wanted, bool Necessary, string Label);

/// <summary>Times of day in Sweden (Europe/Stockholm).</summary>
/// <param name="From">The first quiet minute, "HH:mm".</param>
/// <param name="Until">The first minute that is not quiet, "HH:mm"; before <c>from</c> where the night lies between.</param>
public sealed record QuietTimes(string From, string Until)
{
    public const string Format = "HH':'mm";

    public static QuietTimes Of(QuietHours hours) => new(Text(hours.From), Text(hours.Until));

    public QuietHours ToHours() => new(Time(From), Time(Until));

    private static string Text(TimeOnly time) => time.ToString(Format, CultureInfo.InvariantCulture);

    private static TimeOnly Time(string text) => TimeOnly.ParseExact(text, Format, CultureInfo.InvariantCulture);
}

/// <summary>When changes of the programme are told.</summary>
public enum ChangesCome
{
    /// <summary>Each release by itself.</summary>
    AtOnce,

    /// <summary>Together at 17.00 Swedish time; at once where it begins before that.</summary>
    Daily,
}

/// <summary>How a person wants to be written to.</summary>
/// <param name="Language">"sv" or "en"; left out: the one that each registration was made in.</param>
/// <param name="Channels">By which ways they are written to.</param>
/// <param name="Kinds">What they are written to about, by group.</param>
/// <param name="QuietHours">When what can wait does; left out: never.</param>
/// <param name="Changes">Whether changes of the programme come at once or together once a day.</param>
public sealed record PreferencesView(
    string? Language, ChannelWishes Channels, IReadOnlyDictionary<NotificationGroup, KindWish> Kinds, QuietTimes? QuietHours, ChangesCome Changes)
{
    /// <param name="channels">Those that the service has.</param>
    public static PreferencesView Of(Choice choice, IEnumerable<ChannelRules> channels) => new(
        choice.Language,
        new ChannelWishes(
            choice.ByEmail,
            choice.BySms,
            choice.InInbox,
            channels.Where(channel => !Choice.HasField(channel.Name)).ToDictionary(channel => channel.Name, channel => choice.WantsBy(channel.Name))
                is { Count: > 0 } others ? others : null),
        KindRules.ForPeople.ToDictionary(
            group => group,
            group => new KindWish(choice.Wants(group), KindRules.IsNecessary(group), KindRules.LabelOf(group).In(Languages.Current))),
        choice.QuietHours is { } quiet ? QuietTimes.Of(quiet) : null,
        choice.ChangesDaily ? ChangesCome.Daily : ChangesCome.AtOnce);
}

/// <summary>
/// By the person's own link, as it stands in any of their letters. Before anything was chosen it is what holds by itself. The ETag is for
/// <c>If-Match</c>. 404 <c>no-such-preferences</c> for a wrong link.
/// </summary>
public static class ReadPreferences
{
    public static void MapReadPreferences(this RouteGroupBuilder api) =>
        api.MapGet("/preferences/{token}", HandleAsync)
            .WithTags("Preferences")
            .WithName("readPreferences")
            .WithSummary("Read how a person is written to");

    /// <param name="token">From the link in any of the person's letters.</param>
    private static async Task<Results<Ok<PreferencesView>, ProblemHttpResult>> HandleAsync(
        string token,
        PersonalLinks links,
        IQuerySession reads,
        [FromServices] IEnumerable<ChannelRules> channels,
        HttpResponse response,
        CancellationToken cancellationToken)
    {
        if (links.Read(token) is not { } contact)
        {
            return PreferenceProblems.NoSuchLink.ToAnswer();
        }

        var preferences = await reads.LoadAsync<Preferences>(contact.Value, cancellationToken) ?? Preferences.Initial;
        response.SetVersion(preferences.Version);
        return TypedResults.Ok(PreferencesView.Of(preferences.Choice, channels));
    }
}
