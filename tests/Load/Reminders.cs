using Npgsql;

namespace BusinessFocus.Load;

/// <summary>A hundred thousand reminders that come due at one moment, and somebody who registers each second meanwhile.</summary>
/// <param name="PerSecond">Reminders that the mail server took.</param>
/// <param name="InLine">The most deliveries that waited or were under way at once.</param>
/// <param name="Megabytes">The most that the service took.</param>
/// <param name="P50">Milliseconds from the registration's arrival to the mail server's acceptance of its confirmation.</param>
public sealed record Reminders(double PerSecond, long InLine, double Before, double Megabytes, double P50, double P99, string Shares)
{
    public const int Activities = 200;
    private const int RegistrationsEach = 500;

    public static async Task<Reminders> MeasureAsync(Festival festival, TimeSpan duration)
    {
        await using var database = NpgsqlDataSource.Create(festival.ConnectionString("notification"));
        var activities = (await festival.PlanAsync(Activities, capacity: 100_000)).Select(Guid.Parse).ToArray();
        var model = await festival.RegisterAsync(activities[0].ToString()) ?? throw new InvalidOperationException("The registration was refused.");
        while (await CountAsync(database, "select count(*) from mt_doc_knownregistration where id = $1", Guid.Parse(model)) == 0
            || await CountAsync(database, "select count(*) from due_dates where kind = 'reminder-day-before' and subject = any($1)", activities) < Activities)
        {
            await Task.Delay(100);
        }

        await AddAsync(database, Guid.Parse(model), activities);
        var before = festival.Memory().Where(each => each.Service == "notification").Max(each => each.Megabytes);
        var shares = CpuShares.Start(festival);
        await ExecuteAsync(database, "update due_dates set due_at = now() where kind = 'reminder-day-before' and subject = any($1)", activities);

        var sentBefore = await SentAsync(database);
        var (inLine, megabytes, registered) = (0L, 0.0, new List<Guid>());
        var clock = System.Diagnostics.Stopwatch.StartNew();
        while (clock.Elapsed < duration)
        {
            registered.Add(Guid.Parse((await festival.RegisterAsync(activities[0].ToString()))!));
            inLine = Math.Max(inLine, await CountAsync(database, "select count(*) from due_deliveries"));
            megabytes = Math.Max(megabytes, festival.Memory().Where(each => each.Service == "notification").Max(each => each.Megabytes));
            await Task.Delay(TimeSpan.FromSeconds(1));
        }

        var perSecond = (await SentAsync(database) - sentBefore) / clock.Elapsed.TotalSeconds;
        var cores = shares.ToString();
        var times = await ConfirmationsAsync(database, registered);
        return new Reminders(perSecond, inLine, before, megabytes, times[times.Count / 2], times[times.Count * 99 / 100], cores);
    }

    /// <summary>Registrations like the model, of so many people.</summary>
    private static async Task AddAsync(NpgsqlDataSource database, Guid model, Guid[] activities) => await ExecuteAsync(
        database,
        $$"""
        insert into mt_doc_knownregistration (id, data, mt_dotnet_type)
        select each.id,
            model.data || jsonb_build_object('id', each.id, 'activityId', each.activity, 'contactId', each.contact)
                || jsonb_build_object('recipient', model.data -> 'recipient' || jsonb_build_object('contactId', each.contact, 'address', each.contact || '@load.example'))
                || jsonb_build_object('booking', model.data -> 'booking' || jsonb_build_object('registrationId', each.id)),
            model.mt_dotnet_type
        from mt_doc_knownregistration model, lateral (
            select gen_random_uuid() as id, gen_random_uuid() as contact, activity
            from unnest($1) activity, generate_series(1, {{RegistrationsEach}})) each
        where model.id = $2
        """,
        activities,
        model);

    private static async Task<IReadOnlyList<double>> ConfirmationsAsync(NpgsqlDataSource database, List<Guid> registered)
    {
        const string sql =
            """
            select extract(epoch from (data ->> 'acceptedAt')::timestamptz - (data ->> 'requestedAt')::timestamptz)::float8 * 1000 as took
            from mt_doc_notice
            where data ->> 'kind' = 'Confirmation' and (data ->> 'registrationId')::uuid = any($1) and state = 'Accepted'
            order by took
            """;
        var ids = registered.ToArray();
        while (await CountAsync(database, $"select count(*) from ({sql}) accepted", ids) < registered.Count)
        {
            await Task.Delay(100);
        }

        await using var command = Command(database, sql, ids);
        await using var reader = await command.ExecuteReaderAsync();
        var times = new List<double>();
        while (await reader.ReadAsync())
        {
            times.Add(reader.GetDouble(0));
        }

        return times;
    }

    private static Task<long> SentAsync(NpgsqlDataSource database) =>
        CountAsync(database, "select count(*) from mt_doc_notice where data ->> 'kind' = 'ReminderDayBefore' and state = 'Accepted'");

    private static async Task<long> CountAsync(NpgsqlDataSource database, string sql, params object[] values)
    {
        await using var command = Command(database, sql, values);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static async Task ExecuteAsync(NpgsqlDataSource database, string sql, params object[] values)
    {
        await using var command = Command(database, sql, values);
        await command.ExecuteNonQueryAsync();
    }

    private static NpgsqlCommand Command(NpgsqlDataSource database, string sql, params object[] values)
    {
        var command = database.CreateCommand(sql);
        command.CommandTimeout = 600;
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        return command;
    }
}
