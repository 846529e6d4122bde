using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Domain.Times;
using BusinessFocus.Web.Site;
using BusinessFocus.Web.Topics;
using Microsoft.Kiota.Abstractions;

namespace BusinessFocus.Web.Organisers.Visits;

/// <summary>An edition's requests for visits by who has to do something next; what waits longest comes first.</summary>
public sealed record VisitBoard(IReadOnlyList<VisitRequestView> All)
{
    /// <summary>An organiser has to answer.</summary>
    public IReadOnlyList<VisitRequestView> Ours =>
        [.. All.Where(each => IsOurs(each)).OrderBy(each => each.Wait?.DueAt ?? DateTimeOffset.MaxValue)];

    /// <summary>A time is proposed, and the company has to answer.</summary>
    public IReadOnlyList<VisitRequestView> Theirs => [.. All.Where(each => each.Status is VisitStatus.Proposed).OrderBy(each => each.Proposal?.StartsAt)];

    public IReadOnlyList<VisitRequestView> Accepted => [.. All.Where(each => each.Status is VisitStatus.Accepted).OrderBy(each => each.Proposal?.StartsAt)];

    public IReadOnlyList<VisitRequestView> Ended => [.. All.Where(each => each.Status is VisitStatus.Declined or VisitStatus.Withdrawn)];

    public int Late => Ours.Count(each => each.Wait?.IsLate is true);

    /// <summary>How long those that were answered had waited, the middle one, in hours; null where fewer than three were.</summary>
    public int? MiddleWait =>
        All.Where(each => each.Wait is { AnsweredAt: not null, Hours: not null }).Select(each => each.Wait!.Hours!.Value).Order().ToList() is { Count: >= 3 } hours
            ? hours[hours.Count / 2]
            : null;

    public static bool IsOurs(VisitRequestView visit) => visit.Status is VisitStatus.Asked or VisitStatus.AnotherTimeAsked;
}

/// <summary>A request for a visit in an organiser's words.</summary>
public static class VisitWords
{
    public static string Status(VisitStatus? status) => status switch
    {
        VisitStatus.Asked => Languages.Choose("Vill ha besök", "Asks for a visit"),
        VisitStatus.AnotherTimeAsked => Languages.Choose("Vill ha en annan tid", "Asks for another time"),
        VisitStatus.Proposed => Languages.Choose("Tid föreslagen", "Time proposed"),
        VisitStatus.Accepted => Languages.Choose("Bestämt", "Agreed"),
        VisitStatus.Declined => Languages.Choose("Företaget tackade nej", "The company declined"),
        _ => Languages.Choose("Vi tackade nej", "We declined"),
    };

    /// <summary>"3 timmar", "2 dagar".</summary>
    public static string Waited(int hours) => hours switch
    {
        0 => Languages.Choose("under en timme", "less than an hour"),
        1 => Languages.Choose("1 timme", "1 hour"),
        < 48 => Languages.Choose($"{hours} timmar", $"{hours} hours"),
        _ => Languages.Choose($"{hours / 24} dagar", $"{hours / 24} days"),
    };

    /// <summary>How long it waits; null where nobody waits for us.</summary>
    public static string? Waits(VisitRequestView visit, DateTimeOffset now) => visit is { Wait: { AnsweredAt: null, Hours: { } hours } wait } && VisitBoard.IsOurs(visit)
        ? wait.IsLate is true
            ? Languages.Choose($"Har väntat {Waited(hours)}, skulle ha fått svar {Texts.Until(wait.DueAt!.Value, now)}", $"Has waited {Waited(hours)}, should have been answered {Texts.Until(wait.DueAt!.Value, now)}")
            : Languages.Choose($"Har väntat {Waited(hours)}, svar senast {Texts.Until(wait.DueAt!.Value, now)}", $"Has waited {Waited(hours)}, answer by {Texts.Until(wait.DueAt!.Value, now)}")
        : null;

    public static string Wished(VisitWishes? wishes, DateTimeOffset now)
    {
        var days = wishes?.Days is { Count: > 0 } wished
            ? string.Join(", ", wished.OfType<Date>().Select(day => Texts.Day(Texts.Of(day), now)))
            : Languages.Choose("vilken dag som helst", "any day");
        return wishes?.PartOfDay switch
        {
            PartOfDay.Morning => Languages.Choose($"{days}, förmiddag", $"{days}, in the morning"),
            PartOfDay.Afternoon => Languages.Choose($"{days}, eftermiddag", $"{days}, in the afternoon"),
            _ => days,
        };
    }

    public static string About(VisitRequestView visit, TopicsNow topics) => string.Join(" · ", new[]
    {
        visit.Company?.Area,
        visit.Wishes?.NumberOfEmployees is { } employees ? Languages.Choose($"{employees} anställda", $"{employees} employees") : null,
        visit.Wishes?.Topics is { Count: > 0 } about ? string.Join(", ", about.Select(topics.NameOf)) : null,
    }.Where(part => !string.IsNullOrEmpty(part)));

    /// <summary>What happened at a step of its history.</summary>
    public static string Step(VisitRequestViewStep step) => step.Status switch
    {
        VisitStatus.Asked => Languages.Choose("Företaget bjöd in oss", "The company invited us"),
        VisitStatus.Proposed => Languages.Choose("Vi föreslog en tid", "We proposed a time"),
        VisitStatus.AnotherTimeAsked => Languages.Choose("Företaget bad om en annan tid", "The company asked for another time"),
        VisitStatus.Accepted => Languages.Choose("Företaget tackade ja", "The company accepted"),
        VisitStatus.Declined => Languages.Choose("Företaget tackade nej", "The company declined"),
        _ => Languages.Choose("Vi tackade nej", "We declined"),
    };

    /// <summary>"tis 5 oktober 09.00–10.00".</summary>
    public static string? Proposed(VisitRequestView visit, DateTimeOffset now) =>
        visit.Proposal is { StartsAt: { } from, EndsAt: { } until } ? Texts.When(from, until, now) : null;

    public static string At(DateTimeOffset moment, DateTimeOffset now) => $"{Texts.Day(Stockholm.DayOf(moment), now)} {Texts.Time(moment)}";
}
