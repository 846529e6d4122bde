using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using BusinessFocus.Testing;
using Npgsql;
using Shouldly;
using Xunit;

namespace BusinessFocus.EndToEnd.Tests;

/// <summary>
/// DESIGN rule 7: somebody who has all databases, all messages and all logs, but not the services' key files, cannot tell who answered
/// what. The attacker knows every person with every id, token and hash of them that is stored anywhere, and looks for any way from
/// there to what somebody wrote: the same row, a value in common over several rows, the same transaction, the order of writing.
/// </summary>
public sealed partial class Anonymity(Festival festival)
{
    private const int Guests = 14;
    private const int Fewest = 7;

    /// <summary>Values that more rows have in common lead nowhere: an edition, an activity, a kind of event.</summary>
    private const int LinkWidth = 12;

    [Fact]
    public async Task All_databases_messages_and_logs_together_do_not_tell_who_wrote_what()
    {
        await using var tap = await BusProbe.StartAsync(festival.Bus());
        var (edition, activity) = await PlanAsync();
        var guests = new List<Guest>();
        for (var i = 0; i < Guests; i++)
        {
            guests.Add(await ComeAsync(activity, i));
        }

        await festival.Organiser.PostAsync($"/api/v1/activities/{activity}/complete", new { @override = Programme.Early }, HttpStatusCode.OK);
        foreach (var guest in guests)
        {
            guest.Link = await LinkAsync(guest);
            await AnswerAsync(guest);
            if (guest == guests[5])
            {
                // What is in the box can be read by nobody.
                var rows = await RowsAsync();
                guests.Where(each => each.Link.Length > 0).ShouldAllBe(each => !rows.Any(row => row.Text.Contains(each.Secret, StringComparison.Ordinal)));
            }
        }

        await festival.Organiser.PostAsync($"/api/v1/activities/{activity}/survey/close", new { }, HttpStatusCode.OK);
        await Eventually.TrueAsync(async () =>
            (await festival.Organiser.GetAsync($"/api/v1/editions/{edition}/comments?limit=200", HttpStatusCode.OK))["items"]!.AsArray().Count == Guests);

        var all = await RowsAsync();
        foreach (var guest in guests)
        {
            Attack(all, guests, guest);
        }

        // In the order of writing they would be told by the order of the answers.
        var written = all.Where(row => row.Table == "feedback.mt_events").SelectMany(row => guests.Where(guest => row.Text.Contains(guest.Secret, StringComparison.Ordinal))).ToList();
        written.Count.ShouldBe(Guests);
        written.ShouldNotBe(guests);

        tap.All.Select(heard => JsonSerializer.Serialize(heard.Message, heard.Message.GetType()))
            .ShouldAllBe(message => !guests.Any(guest => message.Contains(guest.Secret, StringComparison.Ordinal)));
        foreach (var file in Directory.EnumerateFiles(festival.Data, "*.log", SearchOption.AllDirectories))
        {
            var log = await ReadAsync(file);
            guests.ShouldAllBe(guest => !log.Contains(guest.Secret, StringComparison.Ordinal) && !log.Contains(guest.Link, StringComparison.Ordinal));
        }
    }

    private static void Attack(IReadOnlyList<Row> rows, IReadOnlyList<Guest> guests, Guest guest)
    {
        var known = guest.Known().ToList();
        var content = rows.Where(row => row.Text.Contains(guest.Secret, StringComparison.Ordinal)).ToList();
        content.Count.ShouldBeGreaterThan(0, "the attack would find nothing to attack");
        var persons = rows.Where(row => known.Any(value => row.Text.Contains(value, StringComparison.OrdinalIgnoreCase))).ToHashSet();
        persons.Count.ShouldBeGreaterThan(3, "the attacker knows the person");
        content.ShouldAllBe(row => !persons.Contains(row), "a row has both who and what");
        rows.ShouldAllBe(row => !row.Text.Contains(guest.Fingerprint, StringComparison.OrdinalIgnoreCase), "who knows the link could try all answers");

        // Seven and more were written in one transaction, and no row of a person was.
        foreach (var transaction in content.GroupBy(row => (row.Table, row.Transaction)))
        {
            var together = rows.Where(row => row.Transaction == transaction.Key.Transaction && row.Table.Split('.')[0] == transaction.Key.Table.Split('.')[0]).ToList();
            guests.Count(each => together.Any(row => row.Text.Contains(each.Secret, StringComparison.Ordinal))).ShouldBeGreaterThanOrEqualTo(Fewest);
            together.ShouldAllBe(row => !persons.Contains(row), "a person's row was written in the same transaction");
        }

        // Whatever leads from what was written, over values that few rows have in common, must not lead to a person's rows.
        var reached = content.ToHashSet();
        var values = new HashSet<string>();
        for (var step = 0; step < 4; step++)
        {
            var next = reached.SelectMany(row => row.Values).Where(values.Add).ToList();
            var found = next
                .Select(value => rows.Where(row => row.Values.Contains(value)).ToList())
                .Where(having => having.Count <= LinkWidth)
                .SelectMany(having => having)
                .ToList();
            found.ShouldAllBe(row => !persons.Contains(row) || content.Contains(row), "values in common lead from what was written to the person");
            reached.UnionWith(found);
        }
    }

    /// <summary>Every row of every table of every database, with the transaction that wrote it.</summary>
    private async Task<List<Row>> RowsAsync()
    {
        var rows = new List<Row>();
        foreach (var database in await ListAsync("postgres", "select datname from pg_database where not datistemplate and datname <> 'postgres'"))
        {
            var tables = await ListAsync(
                database, "select quote_ident(table_schema) || '.' || quote_ident(table_name) from information_schema.tables where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')");
            foreach (var table in tables)
            {
                await using var connection = new NpgsqlConnection(festival.Database(database));
                await connection.OpenAsync();
                await using var command = new NpgsqlCommand($"select t.xmin::text, t::text from {table} t", connection);
                await using var reader = await command.ExecuteReaderAsync();
                while (await reader.ReadAsync())
                {
                    rows.Add(new Row($"{database}.{table.Split('.')[^1]}", reader.GetString(0), reader.GetString(1)));
                }
            }
        }

        return rows;
    }

    private async Task<List<string>> ListAsync(string database, string query)
    {
        await using var connection = new NpgsqlConnection(festival.Database(database));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(query, connection);
        await using var reader = await command.ExecuteReaderAsync();
        var list = new List<string>();
        while (await reader.ReadAsync())
        {
            list.Add(reader.GetString(0));
        }

        return list;
    }

    private static async Task<string> ReadAsync(string file)
    {
        await using var open = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(open);
        return await reader.ReadToEndAsync();
    }

    private async Task<(string Edition, string Activity)> PlanAsync()
    {
        var edition = (await festival.Organiser.PostAsync(
            "/api/v1/editions",
            new { slug = "anonym", name = new { sv = "Anonym", en = "Anonymous" }, startsOn = "2027-10-04", endsOn = "2027-10-15" },
            HttpStatusCode.Created)).Text("id");
        var activity = (await festival.Organiser.PostAsync(
            $"/api/v1/editions/{edition}/activities",
            new
            {
                kind = "seminar",
                title = new { sv = "Det man inte säger högt" },
                startsAt = "2027-10-06T16:00:00+02:00",
                endsAt = "2027-10-06T17:00:00+02:00",
                hostIds = Array.Empty<string>(),
                capacity = Guests,
                language = "sv",
                topics = new[] { "upphandling" },
            },
            HttpStatusCode.Created)).Text("id");
        await festival.Organiser.PostAsync($"/api/v1/editions/{edition}/releases", new { note = "Ett seminarium" }, HttpStatusCode.Created);
        await Eventually.TrueAsync(async () => (await festival.Anyone.GetAsync($"/api/v1/activities/{activity}/availability")).IsSuccessStatusCode);
        return (edition, activity);
    }

    private async Task<Guest> ComeAsync(string activity, int number)
    {
        var email = $"okand{number}@anonym.example";
        var booking = await festival.Anyone.PostAsync(
            $"/api/v1/activities/{activity}/registrations",
            new { contact = new { name = $"Okänd Nummer{number}", email, locale = "sv" }, seats = 1, consent = true },
            HttpStatusCode.Created);
        await festival.Organiser.PostAsync("/api/v1/check-ins", new { ticket = booking.Text("ticket"), @override = Programme.Early }, HttpStatusCode.OK);
        return new Guest(number, email, booking.Text("id"), booking.Text("ticket"), booking.Text("manageToken"));
    }

    private async Task<string> LinkAsync(Guest guest)
    {
        var mail = await festival.Mail.NextAsync(guest.Email, message => message.TextBody?.Contains("/surveys/", StringComparison.Ordinal) == true);
        return SurveyLink().Match(mail.TextBody!).Value;
    }

    private async Task AnswerAsync(Guest guest)
    {
        // Careful clients send a key; and each second one wants to be contacted, which says who they are.
        using var request = new HttpRequestMessage(HttpMethod.Post, guest.Link)
        {
            Content = JsonContent.Create(new
            {
                answers = new { overall = 1 + (guest.Number % 10), climate = 1 + (guest.Number % 6), comment = guest.Secret },
                followUp = guest.Number % 2 == 0 ? new { topic = "bygglov", message = "Ring mig" } : null,
            }),
            Headers = { { "Idempotency-Key", $"answer-{guest.Number}" } },
        };
        guest.Body = await request.Content.ReadAsStringAsync();
        (await festival.Anyone.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    [GeneratedRegex(@"/api/v1/surveys/\S+")]
    private static partial Regex SurveyLink();

    [GeneratedRegex(@"[A-Za-z0-9_+/=-]{16,}")]
    private static partial Regex LongValue();

    /// <param name="Transaction">The id of the transaction that wrote it last, one of its database.</param>
    private sealed record Row(string Table, string Transaction, string Text)
    {
        /// <summary>What it could have in common with others: ids, tokens, hashes, and the moment of writing.</summary>
        public IReadOnlySet<string> Values { get; } =
            LongValue().Matches(Text).Select(match => match.Value).Append($"{Table.Split('.')[0]}@{Transaction}").ToHashSet();
    }

    private sealed record Guest(int Number, string Email, string Id, string Ticket, string ManageToken)
    {
        public string Secret { get; } = $"hemligt {Guid.NewGuid():N} sagt";

        public string Link { get; set; } = "";

        public string Body { get; set; } = "";

        /// <summary>What a repeat of the request would be recognised by.</summary>
        public string Fingerprint => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"POST {Link}\n{Body}")));

        /// <summary>All that stands for the person, or can be made of what does without a key.</summary>
        public IEnumerable<string> Known()
        {
            var token = Link.Split('/')[^1];
            string[] plain = [Email, Id, Ticket, ManageToken, token];
            return
            [
                .. plain,
                .. plain.Select(value => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(value)))),
            ];
        }
    }
}
