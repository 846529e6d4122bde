using BusinessFocus.Contracts.Registration;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Notifications.Rendering;
using BusinessFocus.Notifications.SignIn;

namespace BusinessFocus.Notifications.Holds;

/// <summary>
/// The letters to an address that somebody typed. Nothing that they typed stands in them, neither a name: else they could write to
/// anybody in our name.
/// </summary>
public sealed class HoldLetters(PlainLetters letters, Sender sender)
{
    private const string English = "en";

    /// <param name="activities">Those that are known of those that were asked for.</param>
    public RenderedMessage Confirm(RegistrationHeld held, Guid id, IReadOnlyList<ActivityState> activities, DateTimeOffset now)
    {
        var minutes = (int)Math.Ceiling((held.Until - now).TotalMinutes);
        var link = sender.In(held.Contact.Locale).ConfirmLink(held.ConfirmToken);
        return held.Contact.Locale == English
            ? Write(id, held.Contact, English, now, "Confirm your registration", "Confirm your registration",
                [
                    [$"Somebody has registered with this address. We keep the seat for {minutes} minutes: open the link to take it."],
                    .. Listed(activities, English),
                    ["If it was not you, you do not need to do anything, and nobody will be registered."],
                ],
                new LinkModel("Confirm the registration", link))
            : Write(id, held.Contact, "sv", now, "Bekräfta din anmälan", "Bekräfta din anmälan",
                [
                    [$"Någon har anmält sig med den här adressen. Platsen hålls i {minutes} minuter: öppna länken för att ta den."],
                    .. Listed(activities, "sv"),
                    ["Var det inte du behöver du inte göra något: då blir ingen anmäld."],
                ],
                new LinkModel("Bekräfta anmälan", link));
    }

    public RenderedMessage AskedForAgain(RegistrationAskedForAgain again, Guid id, IReadOnlyList<ActivityState> activities, DateTimeOffset now)
    {
        var link = sender.In(again.Contact.Locale).ManageLink(again.RegistrationId, again.ManageToken);
        return again.Contact.Locale == English
            ? Write(id, again.Contact, English, now, "You are already registered", "You are already registered",
                [
                    ["Somebody has registered with this address for something that you are already registered for. Nothing has changed."],
                    .. Listed(activities, English),
                    ["If it was not you, you do not need to do anything. We do not tell the person that you are registered."],
                ],
                new LinkModel(Words.Manage.In(English), link))
            : Write(id, again.Contact, "sv", now, "Du är redan anmäld", "Du är redan anmäld",
                [
                    ["Någon har anmält sig med den här adressen till något som du redan är anmäld till. Ingenting är ändrat."],
                    .. Listed(activities, "sv"),
                    ["Var det inte du behöver du inte göra något: den som gjorde det får inte veta att du är anmäld."],
                ],
                new LinkModel(Words.Manage.In("sv"), link));
    }

    private static IEnumerable<IReadOnlyList<string>> Listed(IReadOnlyList<ActivityState> activities, string language) => activities
        .Select(activity => TextModels.Of(activity, language))
        .Select(activity => (IReadOnlyList<string>)[Words.OneLine(activity.Title), activity.When]);

    private RenderedMessage Write(
        Guid id,
        Contact contact,
        string language,
        DateTimeOffset now,
        string subject,
        string heading,
        IReadOnlyList<IReadOnlyList<string>> paragraphs,
        LinkModel link) =>
        letters.Write(
            id, name: "", contact.Email, language, now, subject, heading, paragraphs, [link], new LinkModel(Words.Preferences.In(language), sender.In(language).PreferencesLink(contact.Id)));
}
