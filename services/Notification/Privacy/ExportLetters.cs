using BusinessFocus.Contracts;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Privacy;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Notifications.Inbox;
using BusinessFocus.Notifications.Lifecycle;
using BusinessFocus.Notifications.ReadModels;
using BusinessFocus.Notifications.Recipients;
using BusinessFocus.Notifications.Releases;
using BusinessFocus.ServiceDefaults.Audit;
using BusinessFocus.ServiceDefaults.Idempotency;
using BusinessFocus.ServiceDefaults.Privacy;
using Marten;
using Marten.Linq.MatchesSql;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace BusinessFocus.Notifications.Privacy;

/// <summary>All that Notification has of a person (GDPR article 15).</summary>
/// <param name="Letters">All that was written to them, the oldest first.</param>
/// <param name="Recipients">How they are written to about each of their registrations.</param>
/// <param name="Inbox">What is in their inbox, read or not.</param>
/// <param name="Preferences">How they want to be written to, as far as they chose.</param>
/// <param name="ChangesToTell">What the next digest is to tell them.</param>
public sealed record LettersOfPerson(
    IReadOnlyList<LettersOfPerson.Letter> Letters,
    IReadOnlyList<LettersOfPerson.RecipientOf> Recipients,
    IReadOnlyList<InboxEntryView> Inbox,
    IReadOnlyList<PreferencesView> Preferences,
    IReadOnlyList<ActivityId> ChangesToTell)
{
    /// <summary>Something that was written to them.</summary>
    /// <param name="Notification">The letter, its text and all that happened to it.</param>
    /// <param name="Phone">E.164; left out where none was given.</param>
    public sealed record Letter(NotificationView Notification, string? Phone);

    /// <summary>How they are written to about one registration.</summary>
    /// <param name="RegistrationId">Which registration.</param>
    /// <param name="ActivityId">What it is for.</param>
    /// <param name="Name">As letters have it.</param>
    /// <param name="Address">The e-mail address.</param>
    /// <param name="Phone">E.164; left out where none was given.</param>
    /// <param name="Language">"sv" or "en".</param>
    public sealed record RecipientOf(RegistrationId RegistrationId, ActivityId ActivityId, string Name, string Address, string? Phone, string Language);
}

/// <summary>
/// <c>POST /privacy/export/letters</c>: for the data protection officer and organisers of all municipalities. Notification's part of what the
/// gateway's <c>/privacy/export</c> puts together. Empty lists where nothing is known of the address.
/// </summary>
public static class ExportLetters
{
    public static void MapExportLetters(this RouteGroupBuilder api) =>
        api.MapPost("/privacy/export/letters", HandleAsync)
            .Validates<PersonRequest>()
            .Only(Roles.Organiser, Roles.DataProtectionOfficer)
            .WithTags("Privacy")
            .Audited()
            .WithName("exportLetters")
            .WithSummary("Export a person's letters")
            .WithoutIdempotencyKey();

    private static async Task<Ok<LettersOfPerson>> HandleAsync(
        PersonRequest request, IQuerySession reads, [FromServices] IEnumerable<ChannelRules> channels, CancellationToken cancellationToken)
    {
        var contacts = await FormerContacts.AllOfAsync(reads, request.Contacts(), cancellationToken);
        var ids = contacts.Select(contact => contact.Value).ToArray();
        var notifications = await reads.Query<Notification>().Where(notification => notification.MatchesSql("d.contact_id = any(?)", ids)).ToListAsync(cancellationToken);
        var letters = new List<LettersOfPerson.Letter>();
        foreach (var notification in notifications.Where(notification => !notification.IsErased).OrderBy(notification => notification.RequestedAt))
        {
            letters.Add(new(NotificationView.Of(notification, await ReadNotifications.HistoryOfAsync(reads, notification, namesActors: false, cancellationToken)), notification.Recipient.Phone));
        }

        var (recipients, inbox) = (new List<LettersOfPerson.RecipientOf>(), new List<InboxEntryView>());
        foreach (var contact in contacts)
        {
            recipients.AddRange((await reads.Query<KnownRegistration>().Where(known => known.ContactId == contact).ToListAsync(cancellationToken))
                .Where(known => known.Recipient is not null)
                .Select(known => new LettersOfPerson.RecipientOf(
                    new(known.Id), known.ActivityId, known.Recipient!.Name, known.Recipient.Address, known.Recipient.Phone, known.Recipient.Language)));
            inbox.AddRange((await reads.Query<InboxEntry>().Where(entry => entry.ContactId == contact).ToListAsync(cancellationToken)).Select(InboxEntryView.Of));
        }

        var preferences = await reads.LoadManyAsync<Preferences>(cancellationToken, ids);
        var kept = await reads.LoadManyAsync<KeptChanges>(cancellationToken, ids);
        return TypedResults.Ok(new LettersOfPerson(
            letters,
            recipients,
            inbox,
            [.. preferences.Where(each => !each.Choice.IsSame(new Choice())).Select(each => PreferencesView.Of(each.Choice, channels))],
            [.. kept.SelectMany(each => each.Changes).Select(change => change.ActivityId)]));
    }
}
