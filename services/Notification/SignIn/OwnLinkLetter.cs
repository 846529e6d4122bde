using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Notifications.Rendering;

namespace BusinessFocus.Notifications.SignIn;

/// <summary>
/// The letter with all that an address has, which anybody can ask for: its words are ours alone, and the name that was typed does not stand in it.
/// </summary>
public sealed class OwnLinkLetter(PlainLetters letters, Sender sender)
{
    private const string English = "en";

    /// <param name="activities">Those that are known of those that are listed.</param>
    public RenderedMessage Write(
        OwnRegistrationsRequested request, Guid id, IReadOnlyDictionary<ActivityId, ActivityState> activities, DateTimeOffset now)
    {
        var language = request.Contact.Locale == English ? English : "sv";
        var listed = request.Registrations
            .Where(registration => activities.ContainsKey(registration.ActivityId))
            .Select(registration => (Registration: registration, Activity: TextModels.Of(activities[registration.ActivityId], language)))
            .ToList();
        List<LinkModel> links =
        [
            new(language == English ? "All your registrations" : "Alla dina anmälningar", sender.In(language).OwnLink(request.Token)),
            .. listed.Select(each => new LinkModel(
                $"{Words.OneLine(each.Activity.Title)}: {Words.Manage.In(language).ToLowerInvariant()}",
                sender.In(language).ManageLink(each.Registration.RegistrationId, each.Registration.ManageToken))),
        ];
        var list = listed.Select(each => (IReadOnlyList<string>)
            [Words.OneLine(each.Activity.Title), each.Activity.When, $"{StatusOf(each.Registration.Status, language)}, {Words.SeatsText(each.Registration.Seats, language)}"]);
        return language == English
            ? Write("Your registrations", [["Somebody asked for the links to the registrations for this address."], .. list, ["If it was not you, you do not need to do anything: only you have received this."]])
            : Write("Dina anmälningar", [["Någon bad om länkarna till det som är anmält med den här adressen."], .. list, ["Var det inte du behöver du inte göra något: bara du har fått det här."]]);

        RenderedMessage Write(string subject, IReadOnlyList<IReadOnlyList<string>> paragraphs) => letters.Write(
            id,
            name: "",
            request.Contact.Email,
            language,
            now,
            subject,
            subject,
            paragraphs,
            links,
            new LinkModel(Words.Preferences.In(language), sender.In(language).PreferencesLink(request.Contact.Id)));
    }

    private static string StatusOf(RegistrationStatus status, string language) => (status, language) switch
    {
        (RegistrationStatus.Confirmed, English) => "Confirmed",
        (RegistrationStatus.Confirmed, _) => "Bekräftad",
        (RegistrationStatus.Offered, English) => "A seat is being kept for you: take it",
        (RegistrationStatus.Offered, _) => "En plats hålls åt dig: ta den",
        (_, English) => "On the waiting list",
        _ => "På väntelistan",
    };
}
