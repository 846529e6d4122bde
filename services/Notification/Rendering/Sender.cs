using BusinessFocus.Contracts;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Hosting.Calendars;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Notifications.Content;

namespace BusinessFocus.Notifications.Rendering;

/// <summary>Where letters come from and where their links lead.</summary>
/// <param name="PublicUrl">The gateway as people see it.</param>
/// <param name="PersonalLinks">Signs the links to what is a person's own.</param>
public sealed record Sender(string Name, string Address, Uri PublicUrl, PersonalLinks PersonalLinks)
{
    public static Sender From(IConfiguration configuration, PersonalLinks personalLinks)
    {
        var organiser = configuration.Organiser();
        return new Sender(organiser.Name, organiser.Address, new Uri(configuration.PublicUrl()), personalLinks);
    }

    /// <summary>Whether what its links open is in English. Left unsaid, it is in Swedish, or as the browser asks for.</summary>
    private bool IsEnglish { get; init; }

    /// <summary>With links that open in the language of the letter.</summary>
    public Sender In(string language) => this with { IsEnglish = language == Languages.English };

    public string ManageLink(BookedSeats booking) => ManageLink(booking.RegistrationId, booking.ManageToken);

    public string ManageLink(RegistrationId registration, string token) => Link($"/api/v1/registrations/{registration}?token={Uri.EscapeDataString(token)}");

    /// <summary>Confirms a registration that is held for an address.</summary>
    public string ConfirmLink(string token) => Link($"/api/v1/held-registrations/{Uri.EscapeDataString(token)}");

    /// <summary>All that is registered for an address.</summary>
    public string OwnLink(string token) => Link($"/api/v1/my?token={Uri.EscapeDataString(token)}");

    /// <summary>What an activity is, and where to register for it.</summary>
    public string ActivityLink(ActivityId activity) => Link($"/api/v1/activities/{activity}");

    /// <summary>A page of its own in each language.</summary>
    public string ProgrammeLink() => AddressOf(IsEnglish ? "/en/program" : "/program");

    public string SurveyLink(SurveyLink survey) => Link($"/api/v1/surveys/{Uri.EscapeDataString(survey.Token)}");

    public string VisitLink(VisitDetails visit) => Link($"/api/v1/visit-requests/{visit.VisitRequestId}?token={Uri.EscapeDataString(visit.Token)}");

    /// <summary>For organisers, who sign in to it.</summary>
    public string VisitLink(VisitNotice notice) => AddressOf($"/api/v1/visit-requests/{notice.VisitRequestId}");

    /// <summary>For who answers, who signs in to it.</summary>
    public string CaseLink(FollowUpDetails followUp) => AddressOf($"/api/v1/follow-ups/{followUp.Id}");

    public string ReopenLink(FollowUpId followUp, string token) => Link($"/api/v1/follow-ups/{followUp}/reopen?token={Uri.EscapeDataString(token)}");

    public string PreferencesLink(ContactId contact) => Link(PreferencesPath(contact));

    /// <summary>One click for a mail reader (RFC 8058), which has no language.</summary>
    public string UnsubscribeLink(ContactId contact, NotificationGroup group) =>
        AddressOf($"{PreferencesPath(contact)}/unsubscribe/{KindRules.NameOf(group)}");

    private string PreferencesPath(ContactId contact) => $"/api/v1/preferences/{PersonalLinks.TokenOf(contact)}";

    private string Link(string path) => AddressOf(!IsEnglish ? path : $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{LinkPage.LanguageParameter}={Languages.English}");

    private string AddressOf(string path) => PublicUrl.ToString().TrimEnd('/') + path;
}
