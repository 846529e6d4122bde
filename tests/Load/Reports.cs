using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Npgsql;
using NpgsqlTypes;

namespace BusinessFocus.Load;

/// <summary>An edition with 200,000 answers over 200 activities: how long its report takes to read, and to be counted again from the events.</summary>
/// <param name="Read">Milliseconds through the gateway, as JSON.</param>
/// <param name="Page">The page with its pictures.</param>
/// <param name="Rebuilt">Seconds from the service's start, without anything counted, until all of it is.</param>
public sealed record Reports(Latency Read, int Bytes, Latency Page, Latency Compared, double Rebuilt)
{
    public const int Answers = 200_000;
    public const int Activities = 200;

    private const int AtATime = 7;
    private const int ActivitiesACount = 4;
    private static readonly (string Question, int Least, int Most)[] Questions =
        [("overall", 1, 10), ("expectations", 1, 10), ("ideal", 1, 10), ("recommend", 0, 10), ("climate", 1, 6), ("knowledge", 1, 6)];

    public static async Task<Reports> MeasureAsync(Festival festival)
    {
        var activities = (await festival.PlanAsync(Activities, capacity: 2_000)).Select(Guid.Parse).ToArray();
        await using var database = NpgsqlDataSource.Create(festival.ConnectionString("feedback"));
        while (await CountAsync(database, "select count(*) from mt_doc_reportedactivity where id = any($1)", activities) < Activities)
        {
            await Task.Delay(200);
        }

        var edition = (Guid)(await ValueAsync(database, "select (data ->> 'editionId')::uuid from mt_doc_survey where id = $1", activities[0]))!;
        await AttendAsync(database, activities);
        await AppendAsync(database, edition, activities);
        await CountedAsync(database, edition);

        var path = $"/api/v1/editions/{edition}/report";
        var (read, bytes) = await TimeAsync(festival, path, "application/json", 200);
        var (page, _) = await TimeAsync(festival, path, "text/html", 50);
        var (compared, _) = await TimeAsync(festival, $"/api/v1/editions/compare?ids={edition},{edition}", "application/json", 50);
        return new Reports(read, bytes, page, compared, await RebuildAsync(festival, database, edition));
    }

    /// <summary>A thousand attendees each, whom the survey's document keeps beside what a report needs of it.</summary>
    private static Task AttendAsync(NpgsqlDataSource database, Guid[] activities) => ExecuteAsync(
        database,
        $$"""
        update mt_doc_survey set data = data
            || jsonb_build_object('attendances', (select jsonb_object_agg(gen_random_uuid(), '{"came": true, "isMember": true, "sourceVersion": 12, "companySize": "Micro"}'::jsonb) from generate_series(1, {{Answers / Activities}})))
            || jsonb_build_object('invited', (select jsonb_agg(gen_random_uuid()) from generate_series(1, {{Answers / Activities}})))
        where id = any($1)
        """,
        activities);

    /// <summary>
    /// What the service itself would have stored: a vote is an event of its own, a count takes 28 ballots at a time, seven of each of four
    /// activities, for all of their groups.
    /// </summary>
    private static async Task AppendAsync(NpgsqlDataSource database, Guid edition, Guid[] activities)
    {
        var random = new Random(1);
        await ImportAsync(database, activities.Select((activity, i) => ("groups_invited", "BusinessFocus.Feedback.Surveys.GroupsInvited", JsonSerializer.Serialize(new
        {
            editionId = edition,
            groups = GroupsOf([(activity, i)], Answers / Activities).Select(group => new { group = new { dimension = group.Dimension, value = group.Value }, invited = group.Count * 3 / 2 }),
        }))));
        await ImportAsync(database, Enumerable.Range(0, Answers).Select(i => ("ballot_cast", "BusinessFocus.Feedback.Results.BallotCast", JsonSerializer.Serialize(new
        {
            surveyId = activities[i % Activities],
            activityId = activities[i % Activities],
            editionId = edition,
            at = "2027-10-06T10:00:00+00:00",
        }))));
        var rounds = Answers / (AtATime * ActivitiesACount);
        var rest = Answers - (rounds * AtATime * ActivitiesACount);
        await ImportAsync(database, Enumerable.Range(0, rounds).Select(round => ("answers_counted", "BusinessFocus.Feedback.Results.AnswersCounted", JsonSerializer.Serialize(new
        {
            editionId = edition,
            groups = GroupsOf(
                    Enumerable.Range(0, ActivitiesACount).Select(i => ((round * ActivitiesACount) + i) % Activities).Select(i => (activities[i], i)).ToList(),
                    round == 0 ? AtATime + (rest / ActivitiesACount) : AtATime)
                .Select(group => new { group = new { dimension = group.Dimension, value = group.Value }, answered = group.Count, answers = AnswersOf(group.Count, random) }),
        }))));
        await ExecuteAsync(database, "analyze mt_events");
    }

    private static IReadOnlyList<(string Dimension, string Value, int Count)> GroupsOf(IReadOnlyList<(Guid Activity, int Index)> some, int each) => some
        .SelectMany(activity => (IEnumerable<(string Dimension, string Value, int Count)>)
        [
            ("Edition", "", each),
            ("Activity", $"{activity.Activity}", each),
            ("Kind", "Seminar", each),
            ("Topic", $"ämne {activity.Index % 20}", each),
            ("Hosts", $"organisation {activity.Index % 40}", each),
            ("Membership", activity.Index % 2 == 0 ? "member" : "other", each),
            ("CompanySize", ((string[])["Sole", "Micro", "Small", "Medium", "Large"])[activity.Index % 5], each),
        ])
        .GroupBy(group => (group.Dimension, group.Value))
        .Select(group => (group.Key.Dimension, group.Key.Value, group.Sum(one => one.Count)))
        .ToList();

    private static Dictionary<string, Dictionary<string, int>> AnswersOf(int count, Random random) => Questions.ToDictionary(
        question => question.Question,
        question => Enumerable.Range(0, count).Select(_ => Math.Max(random.Next(question.Least, question.Most + 1), random.Next(question.Least, question.Most + 1)))
            .GroupBy(answer => $"{answer}").ToDictionary(group => group.Key, group => group.Count()));

    private static async Task ImportAsync(NpgsqlDataSource database, IEnumerable<(string Type, string Class, string Data)> events)
    {
        await using var connection = await database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await ExecuteAsync(connection, "create temp table imported (id uuid default gen_random_uuid(), data jsonb, type text, class text) on commit drop");
        await using (var writer = await connection.BeginBinaryImportAsync("copy imported (data, type, class) from stdin (format binary)"))
        {
            foreach (var (type, name, data) in events)
            {
                await writer.StartRowAsync();
                await writer.WriteAsync(data, NpgsqlDbType.Jsonb);
                await writer.WriteAsync(type, NpgsqlDbType.Text);
                await writer.WriteAsync($"{name}, BusinessFocus.Feedback", NpgsqlDbType.Text);
            }

            await writer.CompleteAsync();
        }

        await ExecuteAsync(connection, "insert into mt_streams (id, version, tenant_id) select id, 1, '*DEFAULT*' from imported");
        await ExecuteAsync(connection,
            """
            insert into mt_events (seq_id, id, stream_id, version, data, type, mt_dotnet_type, timestamp, tenant_id)
            select nextval('mt_events_sequence'), gen_random_uuid(), id, 1, data, type, class, now(), '*DEFAULT*' from imported
            """);
        await transaction.CommitAsync();
    }

    /// <summary>Until all is counted.</summary>
    private static async Task CountedAsync(NpgsqlDataSource database, Guid edition)
    {
        const string sql =
            """
            select count(*) from mt_doc_groupresult where data ->> 'editionId' = $1 and data -> 'group' ->> 'dimension' = 'Edition'
                and (data ->> 'answered')::int >= $2 and (data ->> 'cast')::int = $3
            """;
        while (await CountAsync(database, sql, $"{edition}", Answers - 50, Answers) == 0)
        {
            await Task.Delay(50);
        }
    }

    /// <summary>As README tells to do it by hand: the service is gone, what was counted and how far too, and it starts again (by itself, in ./run).</summary>
    private static async Task<double> RebuildAsync(Festival festival, NpgsqlDataSource database, Guid edition)
    {
        // What tells the others of the votes must not take the time that is measured.
        using var operations = await festival.SignInAsync("operator");
        while ((await operations.GetFromJsonAsync<JsonNode>("/api/v1/operations/lag"))!["services"]!["feedback"]!["events"]!.GetValue<long>() > 0)
        {
            await Task.Delay(200);
        }

        var service = Process.GetProcessById(festival.Processes().Single(process => process.Value == "feedback").Key);
        service.Kill();
        await service.WaitForExitAsync();
        await ExecuteAsync(database, "delete from mt_event_progression where name like '%ResultsProjection%' or name like '%GroupResult%'");
        await ExecuteAsync(database, "truncate mt_doc_groupresult");
        while (!(await festival.Organiser.GetAsync($"/api/v1/editions/{edition}/report")).IsSuccessStatusCode)
        {
            await Task.Delay(20);
        }

        var start = Stopwatch.GetTimestamp();
        await CountedAsync(database, edition);
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static async Task<(Latency Latency, int Bytes)> TimeAsync(Festival festival, string path, string accept, int requests)
    {
        var (times, bytes) = (new List<double>(), 0);
        for (var i = -requests; i < requests; i++)
        {
            using var message = new HttpRequestMessage(HttpMethod.Get, path);
            message.Headers.Accept.Add(MediaTypeWithQualityHeaderValue.Parse(accept));
            var start = Stopwatch.GetTimestamp();
            using var answer = await festival.Organiser.SendAsync(message);
            bytes = (await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync()).Length;
            if (i >= 0)
            {
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
        }

        times.Sort();
        return (new Latency(times[times.Count / 2], times[times.Count * 99 / 100]), bytes);
    }

    private static async Task<long> CountAsync(NpgsqlDataSource database, string sql, params object[] values) => (long)(await ValueAsync(database, sql, values))!;

    private static async Task<object?> ValueAsync(NpgsqlDataSource database, string sql, params object[] values)
    {
        await using var command = Command(database.CreateCommand(sql), values);
        return await command.ExecuteScalarAsync();
    }

    private static async Task ExecuteAsync(NpgsqlDataSource database, string sql, params object[] values)
    {
        await using var command = Command(database.CreateCommand(sql), values);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = Command(new NpgsqlCommand(sql, connection));
        await command.ExecuteNonQueryAsync();
    }

    private static NpgsqlCommand Command(NpgsqlCommand command, params object[] values)
    {
        command.CommandTimeout = 600;
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        return command;
    }
}
