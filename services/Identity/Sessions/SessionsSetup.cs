using BusinessFocus.ServiceDefaults.Store;

namespace BusinessFocus.Identity.Sessions;

public static class SessionsSetup
{
    /// <summary>Sessions that are over are forgotten within the hour: no token of theirs is good any more.</summary>
    public static void AddSessions(this IServiceCollection services) => services.AddSingleton(new RetentionRule(
        TimeSpan.Zero,
        (session, now) => session.DeleteWhere<Session>(each => each.EndsAt < now)));
}
