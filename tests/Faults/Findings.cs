using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using BusinessFocus.Manifest;
using MimeKit;

namespace BusinessFocus.Faults;

/// <summary>What became of it all: every promise that is not kept is a line here.</summary>
/// <param name="Notifications">Of the e-mails.</param>
/// <param name="Repeats">Of them, those that were handed over again without a recorded answer.</param>
/// <param name="Duplicates">Mails that somebody has twice.</param>
public sealed record Findings(IReadOnlyList<string> Broken, int Notifications, int Mails, int Repeats, int Duplicates)
{
    private const int Shown = 20;

    /// <summary>Of ./run.</summary>
    private const string FirstOrganiser = "arrangor@lerum.example";

    private sealed record Notification(Guid Id, string Kind, Guid? Registration, string State, int Repeats)
    {
        public bool IsFirst => Kind is "Confirmation" or "Waitlisted";
    }

    public static async Task<Findings> LookAsync(Festival festival, IReadOnlyList<Guid> activities, int registrations, Guests guests)
    {
        var broken = new List<string>();
        broken.AddRange(guests.Refused);
        if (guests.Registered.Count != registrations)
        {
            broken.Add($"{guests.Registered.Count} of {registrations} registrations were answered");
        }

        await RegistrationsExistAsync(festival, guests, broken);
        foreach (var activity in activities)
        {
            await SeatsAgreeAsync(festival, activity, broken);
        }

        var notifications = await NotificationsAsync(festival);
        NotificationsMatch(notifications, guests, broken);
        var mails = MailsIn(festival.Mail.Folder);
        var duplicates = MailsMatch(notifications, mails, broken);
        foreach (var service in Service.WithStore.Select(each => each.Name))
        {
            await NothingIsDeadAsync(festival, service, broken);
            await StreamsAreWholeAsync(festival, service, broken);
        }

        await NothingIsLeftToTheCacheAsync(festival, broken);
        return new Findings(broken, notifications.Count, mails.Count, notifications.Count(notification => notification.Repeats > 0), duplicates);
    }

    public string ToText()
    {
        var lines = Broken.Take(Shown).ToList();
        if (Broken.Count > Shown)
        {
            lines.Add($"… and {Broken.Count - Shown} more");
        }

        return Broken.Count == 0 ? "everything holds" : $"{Broken.Count} promises are broken:\n  {string.Join("\n  ", lines)}";
    }

    /// <summary>A registration that was answered exists, and is what its owner made of it.</summary>
    private static async Task RegistrationsExistAsync(Festival festival, Guests guests, List<string> broken)
    {
        var organiser = await festival.SignInAsync("organiser");
        foreach (var one in guests.Registered)
        {
            using var answer = one.Token is null
                ? await organiser.GetAsync($"/api/v1/registrations/{one.Id}")
                : await festival.Anyone.GetAsync($"/api/v1/registrations/{one.Id}?token={one.Token}");
            var status = answer.StatusCode == HttpStatusCode.OK ? (await answer.Content.ReadFromJsonAsync<JsonNode>())!["status"]!.GetValue<string>() : null;
            if (status is null || status == "cancelled" != one.IsCancelled)
            {
                broken.Add($"registration {one.Id} was {(one.IsCancelled ? "cancelled" : "answered")}: {(int)answer.StatusCode} {status}");
            }
        }
    }

    /// <summary>Never more seats than there are; and all three who count them say the same.</summary>
    private static async Task SeatsAgreeAsync(Festival festival, Guid activity, List<string> broken)
    {
        var told = (await festival.Anyone.GetFromJsonAsync<JsonNode>($"/api/v1/activities/{activity}/availability"))!;
        var (capacity, confirmed) = (told["capacity"]!.GetValue<int>(), told["confirmed"]!.GetValue<int>());
        if (confirmed > capacity)
        {
            broken.Add($"activity {activity} has {confirmed} seats taken of {capacity}");
        }

        var listed = await ListedAsync(festival, activity);
        if (listed != confirmed)
        {
            broken.Add($"activity {activity} has {confirmed} seats taken, and its list {listed}");
        }

        await using var store = festival.Store("scheduling");
        await using var command = store.CreateCommand("select (data ->> 'confirmed')::int from mt_doc_seatsknown where id = $1");
        command.Parameters.Add(new Npgsql.NpgsqlParameter { Value = activity });
        var known = await command.ExecuteScalarAsync() as int? ?? 0;
        if (known != confirmed)
        {
            broken.Add($"activity {activity} has {confirmed} seats taken, and Scheduling knows of {known}");
        }
    }

    private static async Task<int> ListedAsync(Festival festival, Guid activity)
    {
        var organiser = await festival.SignInAsync("organiser");
        var (seats, after) = (0, "");
        do
        {
            var page = (await organiser.GetFromJsonAsync<JsonNode>($"/api/v1/activities/{activity}/registrations?limit=100{after}"))!;
            seats += page["items"]!.AsArray().Where(each => each!["status"]!.GetValue<string>() == "confirmed").Sum(each => each!["seats"]!.GetValue<int>());
            after = page["next"]?.GetValue<string>() is { } next ? $"&after={Uri.EscapeDataString(next)}" : null;
        }
        while (after is not null);
        return seats;
    }

    private static async Task<IReadOnlyList<Notification>> NotificationsAsync(Festival festival)
    {
        await using var store = festival.Store("notification");
        await using var command = store.CreateCommand(
            """
            select id, data ->> 'kind', (data ->> 'registrationId')::uuid, data ->> 'state', coalesce((data ->> 'repeats')::int, 0)
            from mt_doc_notice where data ->> 'channel' = 'email'
            """);
        await using var reader = await command.ExecuteReaderAsync();
        var notifications = new List<Notification>();
        while (await reader.ReadAsync())
        {
            notifications.Add(new Notification(
                reader.GetGuid(0), reader.GetString(1), await reader.IsDBNullAsync(2) ? null : reader.GetGuid(2), reader.GetString(3), reader.GetInt32(4)));
        }

        return notifications;
    }

    /// <summary>One first letter for each registration, one more for each that was cancelled, and all of them have left.</summary>
    private static void NotificationsMatch(IReadOnlyList<Notification> notifications, Guests guests, List<string> broken)
    {
        var byRegistration = notifications.ToLookup(notification => notification.Registration);
        foreach (var one in guests.Registered)
        {
            var about = byRegistration[one.Id].ToList();
            Expect("first letters", 1, about.Where(notification => notification.IsFirst));
            Expect("letters of its cancellation", one.IsCancelled ? 1 : 0, about.Where(notification => notification.Kind == "Cancellation"));

            void Expect(string what, int count, IEnumerable<Notification> found)
            {
                var states = found.Select(notification => notification.State).ToList();
                if (states.Count != count || states.Any(state => state != "Accepted"))
                {
                    broken.Add($"registration {one.Id} has {states.Count} {what}, {string.Join(", ", states)}");
                }
            }
        }

        var known = guests.Registered.Select(one => (Guid?)one.Id).ToHashSet();
        broken.AddRange(notifications.Where(notification => !known.Contains(notification.Registration)).Select(notification => $"notice {notification.Id} is about a registration that nobody made"));
        broken.AddRange(notifications.Where(notification => notification.State is not ("Accepted" or "Suppressed")).Select(notification => $"notice {notification.Id} ({notification.Kind}) is {notification.State}"));
    }

    /// <summary>
    /// Every mail that was received, by its Message-ID's left part: the notification. The invitation of the first organiser is none: such a
    /// letter is mailed at once and stored nowhere.
    /// </summary>
    private static List<string> MailsIn(string folder) =>
    [
        .. Directory.EnumerateFiles(folder, "*.eml").Select(file => HeaderList.Load(file))
            .Where(headers => headers["X-Envelope-To"] != FirstOrganiser)
            .Select(headers => headers[HeaderId.MessageId]!.Trim('<', '>').Split('@')[0]),
    ];

    /// <returns>How many came again.</returns>
    private static int MailsMatch(IReadOnlyList<Notification> notifications, IReadOnlyList<string> mails, List<string> broken)
    {
        var received = mails.GroupBy(id => id).ToDictionary(same => same.Key, same => same.Count());
        foreach (var notification in notifications.Where(notification => notification.State == "Accepted"))
        {
            var times = received.GetValueOrDefault($"{notification.Id:N}");
            if (times == 0)
            {
                broken.Add($"notice {notification.Id} ({notification.Kind}) was accepted, and no mail came");
            }
            else if (times - 1 > notification.Repeats)
            {
                broken.Add($"notice {notification.Id} ({notification.Kind}) came {times} times, with {notification.Repeats} repeats recorded");
            }
        }

        var known = notifications.Select(notification => $"{notification.Id:N}").ToHashSet();
        broken.AddRange(received.Keys.Where(id => !known.Contains(id)).Select(id => $"a mail of no notice: {id}"));
        return mails.Count - received.Count;
    }

    /// <summary>Every message was dealt with: none failed for good, and none was left that nobody consumes.</summary>
    private static async Task NothingIsDeadAsync(Festival festival, string service, List<string> broken)
    {
        await using var store = festival.Store(service);
        await using var command = store.CreateCommand(
            "select count(*), data ->> 'messageType', data ->> 'queue', data ->> 'reason' from mt_doc_dead_letter group by 2, 3, 4");
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            broken.Add($"{reader.GetInt64(0)} dead letters of {reader.GetString(2)} ({reader.GetString(1)}): {reader.GetString(3)}");
        }
    }

    /// <summary>
    /// A stream's version is that of its last event, and no version is missing or there twice; but for the tombstones with
    /// which Marten fills the gaps that failed appends leave.
    /// </summary>
    private static async Task StreamsAreWholeAsync(Festival festival, string service, List<string> broken)
    {
        await using var store = festival.Store(service);
        await using var command = store.CreateCommand(
            """
            select count(*) from mt_streams stream
            left join (
                select stream_id, max(version) as last, count(*) as events, bool_or(type = 'tombstone') as is_filling from mt_events group by stream_id
            ) found on found.stream_id = stream.id
            where stream.version > 0 and not found.is_filling is true and (stream.version is distinct from found.last or found.last is distinct from found.events)
            """);
        if (await command.ExecuteScalarAsync() is long and > 0 and var streams)
        {
            broken.Add($"{streams} streams of {service} are not at the version of their last event");
        }
    }

    /// <summary>A kill -9 leaves the system's cache: that a power failure would lose nothing either is in the settings.</summary>
    private static async Task NothingIsLeftToTheCacheAsync(Festival festival, List<string> broken)
    {
        await using var store = festival.Store("registration");
        foreach (var setting in (string[])["fsync", "full_page_writes", "synchronous_commit"])
        {
            await using var command = store.CreateCommand($"show {setting}");
            if (await command.ExecuteScalarAsync() is not "on")
            {
                broken.Add($"PostgreSQL's {setting} is not on");
            }
        }
    }
}
