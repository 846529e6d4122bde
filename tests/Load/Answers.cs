using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using Npgsql;

namespace BusinessFocus.Load;

/// <summary>People who answer surveys by their links through the gateway, one after the other for a while, 200 activities with a hundred each.</summary>
public sealed record Answers(double PerSecond, double P50, double P99, int Failed, string Shares)
{
    private const int Activities = 200;
    private const int AttendeesEach = 100;
    private const int Clients = 32;

    public static async Task<Answers> MeasureAsync(Festival festival, TimeSpan duration)
    {
        var activities = (await festival.PlanAsync(Activities, capacity: AttendeesEach)).Select(Guid.Parse).ToArray();
        await using var database = NpgsqlDataSource.Create(festival.ConnectionString("feedback"));
        await InviteAsync(database, activities);

        var times = new ConcurrentBag<double>();
        var (failed, next) = (0, 0);
        var shares = CpuShares.Start(festival);
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => Task.Run(async () =>
        {
            while (clock.Elapsed < duration && Interlocked.Increment(ref next) is var i && i <= Activities * AttendeesEach)
            {
                var start = Stopwatch.GetTimestamp();
                using var body = new StringContent(
                    $$$"""{"answers":{"overall":{{{1 + (i % 10)}}},"expectations":7,"ideal":6,"recommend":{{{i % 11}}},"climate":{{{1 + (i % 6)}}},"knowledge":4}}""", Encoding.UTF8, "application/json");
                using var answer = await festival.Anyone.PostAsync($"/api/v1/surveys/{Token(i)}", body);
                if (answer.IsSuccessStatusCode)
                {
                    times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                }
                else
                {
                    Interlocked.Increment(ref failed);
                }
            }
        })));
        var sorted = times.Order().ToList();
        return new Answers(sorted.Count / clock.Elapsed.TotalSeconds, sorted[sorted.Count / 2], sorted[sorted.Count * 99 / 100], failed, shares.ToString());
    }

    private static string Token(int number) => $"load-{number:D40}";

    /// <summary>As if all had come and their activities were over: open surveys, and a link for each.</summary>
    private static async Task InviteAsync(NpgsqlDataSource database, Guid[] activities)
    {
        while (await ExecuteAsync(database, "update mt_doc_survey set data = data || '{\"closesAt\": \"2099-01-01T00:00:00+00:00\"}' where id = any($1)", activities) < activities.Length)
        {
            await Task.Delay(200);
        }

        await ExecuteAsync(database, "delete from mt_doc_invitation where data ->> 'closesAt' like '2099%' and $1 is not null", activities);
        await ExecuteAsync(
            database,
            $$"""
            insert into mt_doc_invitation (id, data, mt_dotnet_type)
            select encode(sha256(convert_to('load-' || lpad(i::text, 40, '0'), 'UTF8')), 'hex'),
                jsonb_build_object('id', encode(sha256(convert_to('load-' || lpad(i::text, 40, '0'), 'UTF8')), 'hex'), 'surveyId', gen_random_uuid(),
                    'activityId', s.id, 'editionId', s.data -> 'editionId', 'registrationId', gen_random_uuid(), 'closesAt', '2099-01-01T00:00:00+00:00', 'isMember', true),
                'BusinessFocus.Feedback.Surveys.Invitation'
            from generate_series(1, {{Activities * AttendeesEach}}) i join mt_doc_survey s on s.id = ($1)[1 + i % {{Activities}}]
            """,
            activities);
    }

    private static async Task<int> ExecuteAsync(NpgsqlDataSource database, string sql, Guid[] activities)
    {
        await using var command = database.CreateCommand(sql);
        command.Parameters.Add(new NpgsqlParameter { Value = activities });
        return await command.ExecuteNonQueryAsync();
    }
}
