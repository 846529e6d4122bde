using Marten;
using Marten.Patching;

namespace BusinessFocus.Identity.Sessions;

/// <summary>A program got tokens in a session: its person sees when that was last, and so whether it was them.</summary>
public static class UseSession
{
    public static readonly TimeSpan Precision = TimeSpan.FromMinutes(5);

    public static async Task UseAsync(this ISessionFactory sessions, Session session, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (now - session.UsedAt < Precision)
        {
            return;
        }

        // That field alone: somebody may end it in the same moment.
        await using var store = sessions.OpenSession();
        store.Patch<Session>(session.Id).Set(each => each.UsedAt, now);
        await store.SaveChangesAsync(cancellationToken);
    }
}
