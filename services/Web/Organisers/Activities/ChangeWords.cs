using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Domain.Texts;

namespace BusinessFocus.Web.Organisers.Activities;

/// <summary>How activities stand and change, in words.</summary>
public static class ChangeWords
{
    public static string Of(ActivityViewStatus? status) => status switch
    {
        ActivityViewStatus.Draft => Languages.Choose("Utkast", "Draft"),
        ActivityViewStatus.Released => Languages.Choose("Släppt", "Released"),
        ActivityViewStatus.Cancelled => Languages.Choose("Inställd", "Cancelled"),
        ActivityViewStatus.Completed => Languages.Choose("Genomförd", "Completed"),
        _ => "",
    };

    public static string Of(ChangeKind? kind) => kind switch
    {
        ChangeKind.Added => Languages.Choose("ny", "new"),
        ChangeKind.Moved => Languages.Choose("annan tid", "new time"),
        ChangeKind.MovedRoom => Languages.Choose("annan plats", "new place"),
        ChangeKind.HostChanged => Languages.Choose("andra värdar", "new hosts"),
        ChangeKind.Cancelled => Languages.Choose("inställd", "cancelled"),
        ChangeKind.TextChanged => Languages.Choose("ändrad text", "changed text"),
        ChangeKind.CapacityChanged => Languages.Choose("ändrade platser", "changed seats"),
        _ => "",
    };

    /// <summary>"annan tid, annan plats".</summary>
    public static string Of(IEnumerable<ChangeKind?>? kinds) => string.Join(", ", (kinds ?? []).Select(Of));

    /// <summary>A field of a plan, as the forms call it.</summary>
    public static string Field(string? name) => name switch
    {
        "title" => Languages.Choose("titel", "title"),
        "description" => Languages.Choose("beskrivning", "description"),
        "startsAt" => Languages.Choose("början", "start"),
        "endsAt" => Languages.Choose("slut", "end"),
        "venueId" => Languages.Choose("lokal", "venue"),
        "room" => Languages.Choose("rum", "room"),
        "hostIds" => Languages.Choose("värdar", "hosts"),
        "capacity" => Languages.Choose("platser", "seats"),
        "waitingListLimit" => Languages.Choose("köns längd", "length of the waiting list"),
        "kind" => Languages.Choose("typ", "kind"),
        "language" => Languages.Choose("språk", "language"),
        "topics" => Languages.Choose("ämnen", "topics"),
        "joinLink" => Languages.Choose("länk för att delta", "link to take part"),
        "attendance" => Languages.Choose("hur man deltar", "how people attend"),
        "registrationOpensAt" => Languages.Choose("när anmälan öppnar", "when registration opens"),
        "registrationClosesAt" => Languages.Choose("när anmälan stänger", "when registration closes"),
        "membersUntil" => Languages.Choose("medlemmarnas förtur", "members first"),
        "setUpMinutes" => Languages.Choose("tid före", "set-up time"),
        "takeDownMinutes" => Languages.Choose("tid efter", "take-down time"),
        "visibility" => Languages.Choose("vem som hittar den", "who can find it"),
        "rules" => Languages.Choose("regler för anmälan", "registration rules"),
        "name" => Languages.Choose("namn", "name"),
        "startsOn" => Languages.Choose("första dag", "first day"),
        "endsOn" => Languages.Choose("sista dag", "last day"),
        "presentation" => Languages.Choose("texter, avsändare och kontakt", "texts, sender and contact"),
        _ => name ?? "",
    };

    public static string Of(WhatHappened? what) => what switch
    {
        WhatHappened.Planned => Languages.Choose("Planerad", "Planned"),
        WhatHappened.Replanned => Languages.Choose("Ändrad", "Changed"),
        WhatHappened.Released => Languages.Choose("Släppt", "Released"),
        WhatHappened.Cancelled => Languages.Choose("Inställd", "Cancelled"),
        WhatHappened.Completed => Languages.Choose("Genomförd", "Completed"),
        WhatHappened.Reopened => Languages.Choose("Öppnad igen", "Reopened"),
        _ => "",
    };

    /// <summary>"40 av 60, 3 i kö"; null where nobody registers for it.</summary>
    public static string? Seats(ActivityView activity)
    {
        if (activity.Capacity is null or 0)
        {
            return null;
        }

        var (confirmed, waiting) = (activity.Organiser?.Seats?.Confirmed ?? 0, activity.Organiser?.Seats?.Waiting ?? 0);
        return waiting > 0
            ? Languages.Choose($"{confirmed} av {activity.Capacity}, {waiting} i kö", $"{confirmed} of {activity.Capacity}, {waiting} waiting")
            : Languages.Choose($"{confirmed} av {activity.Capacity}", $"{confirmed} of {activity.Capacity}");
    }

    public static string People(int count) => count == 1 ? Languages.Choose("1 person", "1 person") : Languages.Choose($"{count} personer", $"{count} people");

    public static string Changes(int count) => count == 1 ? Languages.Choose("1 ändring", "1 change") : Languages.Choose($"{count} ändringar", $"{count} changes");

    public static string Activities(int count) => count == 1 ? Languages.Choose("1 aktivitet", "1 activity") : Languages.Choose($"{count} aktiviteter", $"{count} activities");
}
