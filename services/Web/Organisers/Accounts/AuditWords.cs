using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Domain.Texts;

namespace BusinessFocus.Web.Organisers.Accounts;

/// <summary>What somebody did once, or several times in a row.</summary>
/// <param name="Entry">The last time.</param>
public sealed record AuditLine(AuditEntryView Entry, int Times)
{
    /// <summary>The same thing done of the same people, one time after the other, is one line: a page asks for its list each time that it is shown.</summary>
    public static IReadOnlyList<AuditLine> Of(IEnumerable<AuditEntryView> entries)
    {
        var lines = new List<AuditLine>();
        foreach (var entry in entries)
        {
            if (lines is [.., var last] && IsSame(last.Entry, entry))
            {
                lines[^1] = last with { Times = last.Times + 1 };
            }
            else
            {
                lines.Add(new AuditLine(entry, 1));
            }
        }

        return lines;
    }

    private static bool IsSame(AuditEntryView one, AuditEntryView other) =>
        (one.Actor, one.Act, one.Status, one.Address) == (other.Actor, other.Act, other.Status, other.Address)
        && (one.Subjects ?? []).SequenceEqual(other.Subjects ?? []);
}

/// <summary>What stands in the audit, as people say it.</summary>
public static class AuditWords
{
    /// <summary>By the name of the call; one that has no words yet is said by its name.</summary>
    public static IReadOnlyDictionary<string, Wording> Acts { get; } = new Dictionary<string, Wording>
    {
        ["acceptOffer"] = new("tackade ja till en plats", "accepted a seat"),
        ["addHost"] = new("lade till en värd", "added a host"),
        ["answerFollowUp"] = new("svarade på ett ärende", "answered a case"),
        ["associationReach"] = new("läste vad föreningens medlemmar bokat", "read what the association's members booked"),
        ["attendance"] = new("läste vilka som kom", "read who came"),
        ["attendeeTicket"] = new("hämtade någons biljett", "downloaded somebody's ticket"),
        ["cancelRegistration"] = new("avbokade någon", "cancelled a registration"),
        ["changeAnswers"] = new("ändrade svaren i en anmälan", "changed the answers in a registration"),
        ["changeChannel"] = new("pausade eller återupptog en kanal", "paused or resumed a channel"),
        ["changeContact"] = new("ändrade kontaktuppgifter", "changed contact details"),
        ["changeEditionMessage"] = new("ändrade ett utskick", "changed a message"),
        ["changeHost"] = new("ändrade en värd", "changed a host"),
        ["changeMembers"] = new("ändrade i en medlemslista", "changed a member list"),
        ["changeWebhook"] = new("ändrade en webhook", "changed a webhook"),
        ["checkIn"] = new("checkade in med biljett", "checked somebody in with a ticket"),
        ["checkInAttendee"] = new("checkade in efter namn", "checked somebody in by name"),
        ["chooseVisitAreas"] = new("valde vem som får veta om besök", "chose who is told about visits"),
        ["closeFollowUp"] = new("avslutade ett ärende", "closed a case"),
        ["companyParticipation"] = new("läste vad ett företag varit med på", "read what a company took part in"),
        ["declineOffer"] = new("tackade nej till en plats", "declined a seat"),
        ["deleteHost"] = new("tog bort en värd", "removed a host"),
        ["disableClient"] = new("stängde av en klient", "disabled a client"),
        ["enableWebhook"] = new("slog på en webhook", "enabled a webhook"),
        ["erasePerson"] = new("glömde en person", "erased a person"),
        ["exportFeedback"] = new("hämtade någons svar", "exported somebody's answers"),
        ["exportLetters"] = new("hämtade någons brev", "exported somebody's notifications"),
        ["exportRegistrations"] = new("hämtade någons anmälningar", "exported somebody's registrations"),
        ["exportVisits"] = new("hämtade någons besök", "exported somebody's visits"),
        ["findAttendees"] = new("sökte någon vid dörren", "looked somebody up at the door"),
        ["grantAccess"] = new("gav en roll", "added a role"),
        ["handOverRegistration"] = new("lämnade över en anmälan", "handed a registration over"),
        ["inviteAccount"] = new("bjöd in en kollega", "invited a colleague"),
        ["inviteMembers"] = new("bjöd in en förenings medlemmar", "invited an association's members"),
        ["listAccounts"] = new("läste listan över kollegor", "read the list of colleagues"),
        ["listCompanies"] = new("läste företagen i medlemslistorna", "read the companies in the member lists"),
        ["listConversations"] = new("läste en handläggares bokade samtal", "read an officer's booked conversations"),
        ["listFollowUps"] = new("läste listan över ärenden", "read the list of cases"),
        ["listHosts"] = new("läste listan över värdar", "read the list of hosts"),
        ["listInvitations"] = new("läste vad en förening bjudit in till", "read what an association invited its members to"),
        ["listKnownCompanies"] = new("läste listan över företag", "read the list of companies"),
        ["listMembers"] = new("läste en medlemslista", "read a member list"),
        ["listNotifications"] = new("läste listan över brev", "read the list of notifications"),
        ["listRegistrations"] = new("läste en deltagarlista", "read a list of attendees"),
        ["listUnreachableRecipients"] = new("läste vilka som breven inte når", "read who notifications do not reach"),
        ["listVisitRequests"] = new("läste listan över besök", "read the list of visits"),
        ["listWebhooks"] = new("läste listan över webhooks", "read the list of webhooks"),
        ["lockAccount"] = new("låste ett konto", "locked an account"),
        ["makeClient"] = new("gjorde en klient", "created a client"),
        ["markConversation"] = new("sade hur ett samtal gick", "said how a conversation went"),
        ["memberHistory"] = new("läste en medlemslistas historik", "read the history of a member list"),
        ["memberSegments"] = new("läste hur en medlemslista kan delas", "read how a member list can be divided"),
        ["messageAttendees"] = new("skrev till deltagare", "wrote to attendees"),
        ["metCompanies"] = new("läste hur många företag som mötts", "read how many companies were met"),
        ["moveFollowUp"] = new("lämnade över ett ärende", "handed a case over"),
        ["moveRegistration"] = new("flyttade en anmälan", "moved a registration"),
        ["nameAttendees"] = new("skrev vilka som kommer", "said who is coming"),
        ["openConversationFollowUp"] = new("öppnade ett ärende efter ett samtal", "opened a case after a conversation"),
        ["participation"] = new("läste deltagandet i siffror", "read participation in numbers"),
        ["previewInvitation"] = new("räknade vilka en inbjudan går till", "counted who an invitation goes to"),
        ["previewMove"] = new("såg på en flytt av en anmälan", "previewed moving a registration"),
        ["printAttendeeList"] = new("skrev ut en deltagarlista", "printed a list of attendees"),
        ["printBadges"] = new("skrev ut namnskyltar", "printed badges"),
        ["printTickets"] = new("skrev ut biljetter", "printed tickets"),
        ["promoteRegistration"] = new("gav någon i kön en plats", "gave somebody on the waiting list a seat"),
        ["proposeVisit"] = new("föreslog en tid för besök", "proposed a time for a visit"),
        ["pushMembers"] = new("skickade en medlemslista", "sent a member list"),
        ["pushRegister"] = new("läste in ett företagsregister", "imported a register of companies"),
        ["readAccount"] = new("läste en kollegas konto", "read a colleague's account"),
        ["readAttendees"] = new("läste vilka som kommer på en anmälan", "read who is coming with a registration"),
        ["readAudit"] = new("läste den här listan", "read this list"),
        ["readFollowUp"] = new("läste ett ärende", "read a case"),
        ["readHost"] = new("läste en värds uppgifter", "read a host's details"),
        ["readNotification"] = new("läste ett brev", "read a notification"),
        ["readRegistration"] = new("läste en anmälan", "read a registration"),
        ["readRegistrations"] = new("läste flera anmälningar", "read several registrations"),
        ["readResponses"] = new("läste enkätsvar med namn", "read answers to a survey by name"),
        ["readVisitAreas"] = new("läste vem som får veta om besök", "read who is told about visits"),
        ["readVisitRequest"] = new("läste en fråga om besök", "read a visit request"),
        ["readWebhook"] = new("läste en webhook", "read a webhook"),
        ["register"] = new("anmälde någon", "registered somebody"),
        ["registerAtDesk"] = new("anmälde någon vid disken", "registered somebody at the desk"),
        ["registerForSeveral"] = new("anmälde någon till flera saker", "registered somebody for several things"),
        ["registrationCourse"] = new("läste vad som hänt med en anmälan", "read the history of a registration"),
        ["registrationsByDay"] = new("läste anmälningarna dag för dag", "read the registrations day by day"),
        ["removeAccount"] = new("tog bort ett konto", "removed an account"),
        ["removePasskeys"] = new("tog bort någons nycklar", "removed somebody's passkeys"),
        ["removeWebhook"] = new("tog bort en webhook", "removed a webhook"),
        ["reopenFollowUp"] = new("öppnade ett ärende igen", "reopened a case"),
        ["resendNotification"] = new("skickade ett brev igen", "sent a notification again"),
        ["resendWebhookDeliveries"] = new("skickade webhookens leveranser igen", "sent a webhook's deliveries again"),
        ["resendWebhookDelivery"] = new("skickade en leverans igen", "sent a delivery again"),
        ["resizeRegistration"] = new("ändrade antalet platser i en anmälan", "changed the number of seats in a registration"),
        ["revokeAccess"] = new("tog tillbaka en roll", "removed a role"),
        ["rotateClientSecret"] = new("bytte en klients hemlighet", "changed a client's secret"),
        ["rotateSigningKey"] = new("bytte nyckeln för inloggning", "changed the key that signs tokens"),
        ["rotateWebhookSecret"] = new("bytte en webhooks hemlighet", "changed a webhook's secret"),
        ["setMemberColumns"] = new("sade vad rubrikerna i en lista betyder", "said what the headers of a list mean"),
        ["setVisitedCompany"] = new("sade vilket företag ett besök gäller", "said which company a visit is to"),
        ["signInByCode"] = new("loggade in med en kod", "signed in with a code"),
        ["signInByDirectory"] = new("loggade in med arbetskontot", "signed in with their work account"),
        ["signInByPasskey"] = new("loggade in med en nyckel", "signed in with a passkey"),
        ["subscribeWebhook"] = new("lade till en webhook", "added a webhook"),
        ["suggestVisit"] = new("letade tider för ett besök", "looked for times for a visit"),
        ["takeFollowUp"] = new("tog ett ärende", "took on a case"),
        ["testWebhook"] = new("provade en webhook", "tested a webhook"),
        ["ticket"] = new("hämtade en biljett", "fetched a ticket"),
        ["ticketAsSvg"] = new("hämtade en biljett", "fetched a ticket"),
        ["undoCheckIn"] = new("tog tillbaka en incheckning", "undid a check-in"),
        ["unlockAccount"] = new("låste upp ett konto", "unlocked an account"),
        ["uploadScans"] = new("lämnade in incheckningar gjorda utan nät", "sent check-ins made offline"),
        ["walkIn"] = new("släppte in någon oanmäld", "let somebody in without a registration"),
        ["wishEarlierTime"] = new("ställde någon i kö för en tidigare tid", "put somebody down for an earlier time"),
        ["withdrawEarlierWish"] = new("tog bort en önskan om tidigare tid", "withdrew a wish for an earlier time"),
        ["withdrawEditionMessage"] = new("tog tillbaka ett utskick", "withdrew a message"),
        ["withdrawVisit"] = new("tog tillbaka ett besök", "withdrew a visit"),
        ["writeEditionMessage"] = new("skrev ett utskick", "wrote a message"),
    };

    public static string Act(string? name) => name is not null && Acts.TryGetValue(name, out var words) ? words.In(Languages.Current) : name ?? "";

    /// <summary>What it was done of, and the page where that stands; as it is where no page shows it.</summary>
    public static (string Name, string? Address) Subject(string subject) => subject.Split('/') switch
    {
        ["activities", var id] => (Languages.Choose("aktiviteten", "the activity"), $"/styr/aktiviteter/{id}"),
        ["follow-ups", var id] => (Languages.Choose("ärendet", "the case"), $"/styr/arenden/{id}"),
        ["hosts", var id] => (Languages.Choose("värden", "the host"), $"/styr/platser/vardar/{id}"),
        ["accounts", var id] => (Languages.Choose("kontot", "the account"), $"/styr/konton/{id}"),
        ["visit-requests", var id] => (Languages.Choose("besöket", "the visit"), $"/styr/besok/{id}"),
        ["editions", var id] => (Languages.Choose("upplagan", "the edition"), $"/styr?edition={id}"),
        ["registrations", var id] => (Languages.Choose($"anmälan {Short(id)}", $"registration {Short(id)}"), null),
        ["sessions", var id] => (Languages.Choose($"inloggning {Short(id)}", $"sign-in {Short(id)}"), null),
        _ => (subject, null),
    };

    /// <summary>Its beginning, by which a line is told from the next.</summary>
    private static string Short(string id) => id[..Math.Min(8, id.Length)];
}
