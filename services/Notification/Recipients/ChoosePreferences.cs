using System.Collections.ObjectModel;
using System.Globalization;
using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Http.Bodies;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Notifications.Content;
using BusinessFocus.ServiceDefaults.Store;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace BusinessFocus.Notifications.Recipients;

/// <summary>
/// By the person's own link. Replaces their choice, for letters from now on; the answer of the read can be sent back as it is. 400 where a group that
/// is necessary is turned off (<c>kinds.…</c>), a channel does not exist, or a time is none. 404 <c>no-such-preferences</c> for a wrong link. 412
/// where <c>If-Match</c> is not the newest version.
/// </summary>
public static class ChoosePreferences
{
    /// <summary>All that a person chooses about how they are written to.</summary>
    /// <param name="Language">"sv" or "en"; null is the one that each registration was made in.</param>
    /// <param name="Channels">By which ways; what is necessary comes by e-mail whatever this says.</param>
    /// <param name="Kinds">By group, for instance <c>reminders</c>; a group that is left out stays as it is.</param>
    /// <param name="QuietHours">When what can wait is not sent; null: never quiet.</param>
    /// <param name="Changes">Whether changes of the programme come at once or together once a day.</param>
    public sealed record Request(
        string? Language, ChannelWishes Channels, IReadOnlyDictionary<NotificationGroup, Kind> Kinds, QuietTimes? QuietHours, ChangesCome Changes);

    /// <summary>What a person chooses for one group of letters.</summary>
    /// <param name="Wanted">False turns it off; refused for a group that is necessary.</param>
    public sealed record Kind(bool Wanted);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(request => request.Language).IsLanguageOrNone();
            RuleFor(request => request.Kinds).Must(kinds => kinds.Values.All(kind => kind is not null))
                .WithMessage(_ => Languages.Choose("Säg för varje slag om det önskas.", "Say for each kind whether it is wanted."));
            RuleFor(request => request.QuietHours!).SetValidator(new QuietTimesValidator());
        }
    }

    public sealed class QuietTimesValidator : AbstractValidator<QuietTimes>
    {
        public QuietTimesValidator()
        {
            RuleFor(quiet => quiet.From).Must(IsTime).WithMessage(_ => NoTime());
            RuleFor(quiet => quiet.Until).Must(IsTime).WithMessage(_ => NoTime());
            RuleFor(quiet => quiet.Until).NotEqual(quiet => quiet.From)
                .WithMessage(_ => Languages.Choose("Tysta timmar slutar inte när de börjar.", "Quiet hours cannot end when they start."));
        }

        private static bool IsTime(string text) =>
            TimeOnly.TryParseExact(text, QuietTimes.Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

        private static string NoTime() => Languages.Choose("Ett klockslag, till exempel 21:30.", "Enter a time, for example 21:30.");
    }

    /// <param name="channels">Those that the service has.</param>
    public static Decision Decide(
        Preferences preferences, ContactId contact, Request request, IEnumerable<ChannelRules> channels, DateTimeOffset now)
    {
        var unwanted = request.Kinds.Where(kind => !kind.Value.Wanted).Select(kind => kind.Key).ToList();
        if (unwanted.Any(KindRules.IsNecessary))
        {
            return Flaw.Refuse(unwanted.Where(KindRules.IsNecessary).Select(group =>
                new Flaw($"kinds.{KindRules.NameOf(group)}", PreferenceProblems.Necessary.Sv, PreferenceProblems.Necessary.En)));
        }

        var others = request.Channels.Others ?? ReadOnlyDictionary<string, bool>.Empty;
        var there = channels.Select(channel => channel.Name).Where(name => !Choice.HasField(name)).ToHashSet();
        if (others.Keys.Where(name => !there.Contains(name)).ToList() is { Count: > 0 } unknown)
        {
            return Flaw.Refuse(unknown.Select(name => new Flaw($"channels.others.{name}", "Kanalen finns inte.", "There is no such channel.")));
        }

        string[] wanted =
        [
            .. (preferences.Choice.OtherChannels ?? []).Where(name => !others.ContainsKey(name))
                .Concat(others.Where(each => each.Value).Select(each => each.Key))
                .Order(StringComparer.Ordinal),
        ];
        var choice = new Choice(
            request.Language,
            request.Channels.Email,
            request.Channels.Sms,
            request.Channels.Inbox,
            [.. (preferences.Choice.TurnedOff ?? []).Where(group => !request.Kinds.ContainsKey(group)).Concat(unwanted).Order()],
            request.QuietHours?.ToHours(),
            request.Changes == ChangesCome.Daily,
            wanted.Length > 0 ? wanted : null);
        return choice.IsSame(preferences.Choice) ? Decision.Nothing : Decision.Of(new PreferencesChosen(contact, choice, now));
    }
}

/// <summary>The endpoint of <see cref="ChoosePreferences"/>.</summary>
public static class ChoosePreferencesEndpoint
{
    public static void MapChoosePreferences(this RouteGroupBuilder api) =>
        api.MapPut("/preferences/{token}", HandleAsync)
            .Validates<ChoosePreferences.Request>()
            .TakesBack<PreferencesView>()
            .WithTags("Preferences")
            .WithName("choosePreferences")
            .WithSummary("Choose how to be written to");

    /// <param name="token">From the link in any of the person's letters.</param>
    private static async Task<Results<Ok<PreferencesView>, ProblemHttpResult>> HandleAsync(
        string token,
        ChoosePreferences.Request request,
        IfMatch ifMatch,
        PersonalLinks links,
        ISessionFactory sessions,
        [FromServices] IEnumerable<ChannelRules> channels,
        HttpResponse response,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        if (links.Read(token) is not { } contact)
        {
            return PreferenceProblems.NoSuchLink.ToAnswer();
        }

        var decided = await sessions.DecideAsync<Preferences>(
            contact.Value, ifMatch.Expected, preferences => ChoosePreferences.Decide(preferences, contact, request, channels, clock.GetUtcNow()), cancellationToken);
        return decided.ToAnswer(response, preferences => PreferencesView.Of(preferences.Choice, channels));
    }
}
