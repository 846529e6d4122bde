using BusinessFocus.Identity.Accounts;
using BusinessFocus.Identity.Audit;
using BusinessFocus.Identity.Clients;
using BusinessFocus.Identity.Hosts;
using BusinessFocus.Identity.Sessions;
using BusinessFocus.Identity.SignIn;
using BusinessFocus.ServiceDefaults.Store;
using JasperFx.Events.Projections;
using Marten;

namespace BusinessFocus.Identity;

/// <summary>Identity's streams, documents and indexes. What OpenIddict keeps is in a schema of its own: see <see cref="Tokens.TokenStore"/>.</summary>
public static class Store
{
    public static void Configure(StoreOptions options)
    {
        options.Projections.Add(new StateProjection<Account>(Account.Events), ProjectionLifecycle.Inline);
        options.Projections.Add(new StateProjection<Client>(Client.Events), ProjectionLifecycle.Inline);
        options.Schema.For<Account>().DocumentAlias("account");
        options.Schema.For<Client>().DocumentAlias("client");
        options.Schema.For<KnownHost>().DocumentAlias("known_host").Index(host => host.AccountId!);
        options.Schema.For<Session>().DocumentAlias("session").Index(session => session.AccountId).Index(session => session.EndsAt);
        options.Schema.For<AuditEntry>().DocumentAlias("audit_entry")
            .Duplicate(entry => entry.At).Index(entry => entry.Actor).GinIndexJsonData();
        options.Schema.For<SignInAttempt>().DocumentAlias("sign_in_attempt")
            .Index(attempt => attempt.AskedFor).Index(attempt => attempt.AskedFrom!).Index(attempt => attempt.ExpiresAt);
    }
}
