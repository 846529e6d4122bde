using BusinessFocus.Hosting.Http;
using BusinessFocus.ServiceDefaults.Store;
using Marten;
using Marten.Linq.MatchesSql;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace BusinessFocus.ServiceDefaults.Idempotency;

public static class IdempotencyKeysSetup
{
    public static void AddIdempotencyKeys(this IServiceCollection services) => services.AddSingleton(new RetentionRule(
        IdempotencyKeys.Kept,
        (session, before) => session.DeleteWhere<StoredAnswer>(answer => answer.StartedAt < before)));

    public static void ConfigureIdempotencyKeys(this StoreOptions options) =>
        options.Schema.For<StoredAnswer>().DocumentAlias("idempotency_keys").Index(answer => answer.StartedAt);

    /// <summary>Whoever is forgotten is in no stored answer either.</summary>
    public static void ForgetAnswers(this IDocumentOperations operations, IReadOnlyCollection<Guid> subjects) => operations.DeleteWhere<StoredAnswer>(answer =>
        answer.MatchesSql("jsonb_exists_any(d.data -> 'subjects', ?)", (object)subjects.Select(subject => subject.ToString()).ToArray()));

    /// <summary>
    /// A repeat is safe without a key, and nothing of the request may be kept: from the hash of a short answer and of the link it came
    /// by, both could be guessed.
    /// </summary>
    public static RouteHandlerBuilder WithoutIdempotencyKey(this RouteHandlerBuilder endpoint) => endpoint.WithMetadata(new WithoutIdempotencyKey());

    public static void UseIdempotencyKeys(this IApplicationBuilder app) => app.UseMiddleware<IdempotencyKeys>();
}
