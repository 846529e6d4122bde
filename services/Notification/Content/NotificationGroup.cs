using System.Text.Json.Serialization;

namespace BusinessFocus.Notifications.Content;

/// <summary>What belongs together for somebody who chooses what to hear of.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<NotificationGroup>))]
public enum NotificationGroup
{
    /// <summary>The own seats, and the own company's visit.</summary>
    Bookings,

    /// <summary>Changes of the programme that concern the own seats.</summary>
    Changes,

    /// <summary>What comes up soon.</summary>
    Reminders,

    /// <summary>Questions afterwards.</summary>
    Surveys,

    /// <summary>What a day brought, for those who work with it.</summary>
    Summaries,

    /// <summary>Questions to answer, for those who work with them.</summary>
    Cases,

    /// <summary>Where to be and when, for those who meet the visitors.</summary>
    Agenda,

    /// <summary>What organisers write to many of the festival's people.</summary>
    Messages,
}
