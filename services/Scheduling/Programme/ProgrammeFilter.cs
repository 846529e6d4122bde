using System.Globalization;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Domain.Topics;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Scheduling.Activities;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;

namespace BusinessFocus.Scheduling.Programme;

/// <summary>Which activities of a programme are wanted; what is left out does not matter.</summary>
/// <param name="Day">Only what starts on this day, Europe/Stockholm, as 2026-10-05.</param>
/// <param name="Kind">Only this kind: seminar, meeting, companyVisit or openHouse.</param>
/// <param name="Topic">Only what has this topic, by its key, at most 40 characters; case and accents do not count.</param>
/// <param name="Language">Only what can be held in this language, by ISO 639-1 such as en: a conversation also where its officer speaks it.</param>
/// <param name="Host">Only what this host meets visitors at: the whole name, at most 120 characters, whatever the case; a role after it may be left out.</param>
/// <param name="Q">Only what has this text in its title, description, place or hosts, at most 100 characters, whatever the case.</param>
public sealed record ProgrammeFilter(
    [FromQuery] DateOnly? Day,
    [FromQuery] string? Kind,
    [FromQuery] string? Topic,
    [FromQuery] string? Language,
    [FromQuery] string? Host,
    [FromQuery] string? Q)
{
    /// <summary>The kinds by the names that they have in JSON; query parameters know no enums in camel case.</summary>
    private static readonly Dictionary<string, ActivityKind> Kinds =
        Enum.GetValues<ActivityKind>().ToDictionary(kind => kind.ToString(), StringComparer.OrdinalIgnoreCase);

    private const CompareOptions WhateverTheCase = CompareOptions.IgnoreCase;

    private static readonly CompareInfo Swedish = CultureInfo.GetCultureInfo("sv-SE").CompareInfo;

    /// <summary>The same for filters that ask the same.</summary>
    public string Key => string.Create(CultureInfo.InvariantCulture, $"{Day:O}|{Kind}|{Topic?.Length}:{Topic}|{Language}|{Host?.Length}:{Host}|{Q}");

    public static bool IsKind(string? text) => string.IsNullOrEmpty(text) || Kinds.ContainsKey(text);

    public bool Wants(PublicActivity activity) =>
        (Day is not { } day || Stockholm.DayOf(activity.StartsAt) == day)
        && (string.IsNullOrEmpty(Kind) || activity.Kind == Kinds[Kind])
        && (string.IsNullOrEmpty(Topic) || activity.Topics.Any(topic => TopicNames.Of(topic) == TopicNames.Of(Topic)))
        && (string.IsNullOrEmpty(Language) || activity.IsIn(Language))
        && (string.IsNullOrWhiteSpace(Host) || activity.Hosts.Any(IsHost))
        && (string.IsNullOrWhiteSpace(Q) || TextsOf(activity).Any(text => Swedish.IndexOf(text, Q.Trim(), WhateverTheCase) >= 0));

    /// <summary>The programme shows a host as "Anna Ek, näringslivschef"; the name comes first.</summary>
    private bool IsHost(string shown) =>
        shown.StartsWith(Host!.Trim(), StringComparison.CurrentCultureIgnoreCase)
        && (shown.Length == Host.Trim().Length || shown[Host.Trim().Length] == ',');

    private static IEnumerable<string> TextsOf(PublicActivity activity) =>
        new[]
        {
            activity.Title.Sv,
            activity.Title.En,
            activity.Description?.Sv,
            activity.Description?.En,
            activity.Place?.Name,
            activity.Place?.Address,
        }
        .OfType<string>()
        .Concat(activity.Hosts);
}

public sealed class ProgrammeFilterValidator : AbstractValidator<ProgrammeFilter>
{
    public ProgrammeFilterValidator()
    {
        RuleFor(filter => filter.Kind).Must(ProgrammeFilter.IsKind).WithMessage(_ => Languages.Choose(
            "seminar, meeting, companyVisit eller openHouse.", "seminar, meeting, companyVisit or openHouse."));
        RuleFor(filter => filter.Topic).OptionalText(40);
        RuleFor(filter => filter.Language).Matches(@"^([a-z]{2})?\z");
        RuleFor(filter => filter.Host).OptionalText(120);
        RuleFor(filter => filter.Q).OptionalText(100);
    }
}
