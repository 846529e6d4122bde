using System.Buffers.Binary;
using Marten;
using Npgsql;

namespace BusinessFocus.Notifications.ReadModels;

/// <summary>
/// Keeps two messages that need each other from missing each other. Without it, "an activity became known" and "a
/// notification waits for that activity", handled at the same moment, would not see one another's uncommitted rows, and the
/// notification would wait forever; just so somebody could be told a time that a release is changing right now. What is
/// told about an activity shares it, what changes the activity has it alone; until the transaction ends.
/// </summary>
public static class Locks
{
    /// <param name="shared">Subjects that are read.</param>
    /// <param name="alone">Subjects that are changed.</param>
    public static async Task HoldAsync(
        this IDocumentSession session, IEnumerable<Guid> shared, IEnumerable<Guid> alone, CancellationToken cancellationToken)
    {
        await session.BeginTransactionAsync(cancellationToken);
        // Always in the same order, so that there is no deadlock; what holds twice, holds notifications after their
        // subjects. PostgreSQL would break a deadlock, and the message would be retried.
        await using var command = new NpgsqlCommand(
            """
            select case when held.is_alone then pg_advisory_xact_lock(held.key) else pg_advisory_xact_lock_shared(held.key) end
            from (
                select key, bool_or(is_alone) as is_alone
                from unnest($1, $2) as wanted (key, is_alone)
                group by key
                order by key
                offset 0
            ) held
            """);
        var wanted = shared.Select(id => (Key: KeyOf(id), IsAlone: false)).Concat(alone.Select(id => (Key: KeyOf(id), IsAlone: true))).ToList();
        command.Parameters.Add(new NpgsqlParameter { Value = wanted.Select(each => each.Key).ToArray() });
        command.Parameters.Add(new NpgsqlParameter { Value = wanted.Select(each => each.IsAlone).ToArray() });
        await session.ExecuteAsync(command, cancellationToken);
    }

    /// <summary>PostgreSQL's advisory locks are 64-bit numbers: two subjects that collide only wait for each other needlessly.</summary>
    private static long KeyOf(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes);
        return BinaryPrimitives.ReadInt64LittleEndian(bytes) ^ BinaryPrimitives.ReadInt64LittleEndian(bytes[8..]);
    }
}
