using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using MimeKit.Utils;
using Npgsql;

namespace BusinessFocus.Load;

/// <summary>Letters that wait in Notification's store, sent by it; and the same by MailKit alone, over as many connections to the same server.</summary>
/// <param name="Service">E-mails a second, from the first hand-over's record to the last acceptance's.</param>
public sealed record Emails(double Service, double Bare)
{
    /// <summary>As Smtp:Connections is when nobody sets it.</summary>
    private const int Connections = 4;

    public static async Task<Emails> MeasureAsync(Festival festival, int count)
    {
        var (notification, mail) = await OneOfEachAsync(festival);
        // The baseline before and after: what else the machine does changes by the minute.
        var before = await BareAsync(festival, mail, count);
        var service = await ServiceAsync(festival, notification, mail, count);
        return new Emails(service, (before + await BareAsync(festival, mail, count)) / 2);
    }

    /// <summary>A real confirmation: its notification, and its e-mail as the server received it.</summary>
    private static async Task<(Guid Notification, MimeMessage Mail)> OneOfEachAsync(Festival festival)
    {
        var registration = await festival.RegisterAsync((await festival.PlanAsync(1, capacity: 10))[0]);
        await using var database = NpgsqlDataSource.Create(festival.ConnectionString("notification"));
        await using var accepted = database.CreateCommand("select id from mt_doc_notice where state = 'Accepted' and data ->> 'registrationId' = $1");
        accepted.Parameters.Add(new NpgsqlParameter { Value = registration! });
        while (true)
        {
            if (await accepted.ExecuteScalarAsync() is Guid notification)
            {
                var file = Directory.EnumerateFiles(festival.MailFolder, "*.eml").OrderDescending(StringComparer.Ordinal)
                    .First(file => File.ReadAllText(file).Contains(notification.ToString("N"), StringComparison.Ordinal));
                var mail = await MimeMessage.LoadAsync(file);
                mail.Headers.Remove("X-Envelope-From");
                mail.Headers.Remove("X-Envelope-To");
                return (notification, mail);
            }

            await Task.Delay(20);
        }
    }

    private static async Task<double> ServiceAsync(Festival festival, Guid notification, MimeMessage mail, int count)
    {
        await using var database = NpgsqlDataSource.Create(festival.ConnectionString("notification"));
        await using var connection = await database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        // offset 0: else each column of a copy would be a call of its own, with a sequence number of its own.
        await DoAsync(connection, $"create temp table waiting on commit drop as select gen_random_uuid() as id from generate_series(1, {count})");
        await DoAsync(connection, $"insert into mt_streams select (copy).* from (select jsonb_populate_record(one, jsonb_build_object('id', waiting.id, 'version', 2)) as copy from mt_streams one cross join waiting where one.id = '{notification}' offset 0) copies");
        await DoAsync(connection, $"""
            insert into mt_events
            select (copy).*
            from (select jsonb_populate_record(one, jsonb_build_object(
                'seq_id', nextval('mt_events_sequence'), 'id', gen_random_uuid(), 'stream_id', waiting.id,
                'data', case when one.version = 1 then jsonb_set(one.data, {Path("notificationId")}, to_jsonb(waiting.id)) else one.data end)) as copy
            from mt_events one cross join waiting where one.stream_id = '{notification}' and one.version <= 2 offset 0) copies
            """);
        await DoAsync(connection, $"""
            insert into mt_doc_notice
            select (copy).*
            from (select jsonb_populate_record(one, jsonb_build_object(
                'id', waiting.id, 'state', 'Composed', 'mt_version', 2,
                'data', (one.data - 'acceptedAt') || jsonb_build_object('id', waiting.id, 'notificationId', waiting.id, 'state', 'Composed', 'version', 2, 'attempts', 0))) as copy
            from mt_doc_notice one cross join waiting where one.id = '{notification}' offset 0) copies
            """);
        await using (var letters = new NpgsqlCommand(
            "insert into mt_doc_letter (id, data, mt_dotnet_type) select id, jsonb_set($1, array['id'], to_jsonb(id)), 'BusinessFocus.Notifications.Rendering.RenderedMessage' from waiting", connection))
        {
            letters.Parameters.Add(new NpgsqlParameter { Value = await LetterAsync(connection, notification, mail), NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Jsonb });
            await letters.ExecuteNonQueryAsync();
        }

        await DoAsync(connection, "create temp table sent as select id from waiting");
        await DoAsync(connection, "insert into due_deliveries (id, channel, thread, due_at, trace_parent, for_many, domain) select id, 'email', gen_random_uuid(), now(), '', false, 'load.example' from waiting");
        await transaction.CommitAsync();

        await using var progress = new NpgsqlCommand(
            "select count(*) filter (where type = 'accepted'), extract(epoch from max(timestamp) - min(timestamp))::float8 from mt_events where stream_id in (select id from sent) and version > 2", connection);
        while (true)
        {
            await Task.Delay(500);
            await using var reader = await progress.ExecuteReaderAsync();
            await reader.ReadAsync();
            if (reader.GetInt64(0) == count)
            {
                return count / reader.GetDouble(1);
            }
        }
    }

    /// <summary>The letter that the e-mail was made of: what was accepted is kept as an e-mail only.</summary>
    private static async Task<string> LetterAsync(NpgsqlConnection connection, Guid notification, MimeMessage mail)
    {
        await using var ticket = new NpgsqlCommand($"select data -> 'matter' -> 'booking' ->> 'ticket' from mt_doc_notice where id = '{notification}'", connection);
        var calendar = mail.BodyParts.OfType<TextPart>().Single(part => part.ContentType.IsMimeType("text", "calendar")).Text;
        return new JsonObject
        {
            ["channel"] = "email",
            ["name"] = mail.To.Mailboxes.Single().Name,
            ["address"] = mail.To.Mailboxes.Single().Address,
            ["language"] = "sv",
            ["subject"] = mail.Subject,
            ["text"] = mail.TextBody,
            ["html"] = mail.HtmlBody,
            ["calendars"] = new JsonArray(new JsonObject { ["method"] = "REQUEST", ["text"] = calendar, ["isItself"] = true }),
            ["ticket"] = (string?)await ticket.ExecuteScalarAsync(),
            ["writtenAt"] = mail.Date.ToString("O", CultureInfo.InvariantCulture),
        }.ToJsonString();
    }

    private static async Task<double> BareAsync(Festival festival, MimeMessage mail, int count)
    {
        using var bytes = new MemoryStream();
        await mail.WriteToAsync(bytes);
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => Task.Run(async () =>
        {
            using var message = MimeMessage.Load(new MemoryStream(bytes.ToArray()));
            using var client = new SmtpClient();
            var (host, port) = festival.Smtp;
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(host, port);
            await client.ConnectAsync(socket, host, port, SecureSocketOptions.None);
            for (var i = 0; i < count / Connections; i++)
            {
                message.MessageId = MimeUtils.GenerateMessageId("load.example");
                await client.SendAsync(message);
            }

            await client.DisconnectAsync(quit: true);
        })));
        return count / clock.Elapsed.TotalSeconds;
    }

    private static string Path(string property) => $"array['{property}']";

    private static async Task DoAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 120 };
        await command.ExecuteNonQueryAsync();
    }
}
