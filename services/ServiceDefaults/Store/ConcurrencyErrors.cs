using JasperFx;
using JasperFx.Events;
using Npgsql;

namespace BusinessFocus.ServiceDefaults.Store;

/// <summary>Tells a concurrency conflict (optimistic concurrency: somebody else wrote to the stream or document first) from a real failure.</summary>
public static class ConcurrencyErrors
{
    public static bool IsOne(Exception exception) => exception is
        EventStreamUnexpectedMaxEventIdException
        or ExistingStreamIdCollisionException
        or Marten.Exceptions.ExistingStreamIdCollisionException
        or ConcurrencyException
        or DocumentAlreadyExistsException
        || exception is PostgresException { SqlState: PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure }
        || (exception.InnerException is { } inner && IsOne(inner));
}
