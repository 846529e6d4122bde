using Npgsql;

namespace BusinessFocus.Load;

/// <summary>Makes Registration's store as old as after many editions: a million events in a hundred thousand streams.</summary>
public static class Ageing
{
    public const int Events = 1_000_000;
    private const int EventsAStream = 10;

    /// <summary>Of a kind that the relay does not tell, as big as a registration's.</summary>
    public static async Task AddAsync(Festival festival)
    {
        await using var database = NpgsqlDataSource.Create(festival.ConnectionString("registration"));
        await using var connection = await database.OpenConnectionAsync();
        foreach (var sql in (string[])[
            $"create temp table aged as select gen_random_uuid() as id from generate_series(1, {Events / EventsAStream})",
            $"insert into mt_streams (id, version, tenant_id) select id, {EventsAStream}, '*DEFAULT*' from aged",
            $"""
            insert into mt_events (seq_id, id, stream_id, version, data, type, mt_dotnet_type, timestamp, tenant_id)
            select nextval('mt_events_sequence'), gen_random_uuid(), aged.id, version, one.data, 'members_changed', 'BusinessFocus.Registration.Members.MembersChanged, BusinessFocus.Registration', now(), '*DEFAULT*'
            from aged cross join generate_series(1, {EventsAStream}) as version
                cross join (select data from mt_events where type = 'seats_confirmed' limit 1) as one
            """,
            "insert into mt_doc_registration_entries (id, data, mt_dotnet_type, contact) select gen_random_uuid(), '{}', 'RegistrationEntry', gen_random_uuid() from aged",
            "analyze mt_events",
            "analyze mt_streams",
            "checkpoint"])
        {
            await using var step = new NpgsqlCommand(sql, connection) { CommandTimeout = 600 };
            await step.ExecuteNonQueryAsync();
        }
    }
}
