using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using BusinessFocus.Hosting.Http;
using BusinessFocus.ServiceDefaults.Store;
using JasperFx;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace BusinessFocus.ServiceDefaults.Idempotency;

/// <summary>The answer to a write that came with an <c>Idempotency-Key</c>.</summary>
public sealed class StoredAnswer
{
    /// <summary>Client and key.</summary>
    public required string Id { get; init; }

    /// <summary>SHA-256 of method, path and body: another request under the same key is refused.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>UTC.</summary>
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>Null while the first request is under way.</summary>
    public int? Status { get; init; }

    public string? ContentType { get; init; }

    public string? Location { get; init; }

    public string? ETag { get; init; }

    public byte[]? Body { get; init; }
}

/// <summary>An endpoint whose requests are not kept by their <c>Idempotency-Key</c>.</summary>
public sealed class WithoutIdempotencyKey;

/// <summary>
/// <c>Idempotency-Key</c> as in the IETF draft (draft-ietf-httpapi-idempotency-key-header): the same key and request
/// get the stored answer, the same key and another request 422, while the first is under way 409. Kept for 24 hours
/// by client. 409, 429 and 5xx are not stored, so that they can be tried again.
/// </summary>
public sealed class IdempotencyKeys(RequestDelegate next, IConfiguration configuration, TimeProvider clock)
{
    public static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    private const int LongestKey = 255;

    /// <summary>A first request that has not answered by then died with its process: its key is free again.</summary>
    private readonly TimeSpan longestRequest = configuration.GetValue("IdempotencyKeys:LongestRequest", TimeSpan.FromMinutes(2));

    public async Task InvokeAsync(HttpContext context)
    {
        var key = context.Request.Headers[IdempotencyKeyHeader.Name].ToString();
        if (key.Length == 0
            || HttpMethods.IsGet(context.Request.Method)
            || HttpMethods.IsHead(context.Request.Method)
            || context.GetEndpoint()?.Metadata.GetMetadata<WithoutIdempotencyKey>() is not null)
        {
            await next(context);
            return;
        }

        if (key.Length > LongestKey)
        {
            await Problems.Invalid(IdempotencyKeyHeader.Name, "Högst 255 tecken.", "At most 255 characters.").ExecuteAsync(context);
            return;
        }

        var store = context.RequestServices.GetRequiredService<IDocumentStore>();
        var claim = new StoredAnswer
        {
            Id = $"{context.User.FindFirst("sub")?.Value ?? "anyone"}:{key}",
            Fingerprint = await FingerprintAsync(context.Request),
            StartedAt = clock.GetUtcNow(),
        };
        if (await ClaimAsync(store, claim, context.RequestAborted) is { } known)
        {
            await AnswerAsync(context, claim, known);
            return;
        }

        await RunAsync(context, store, claim);
    }

    private static async Task<string> FingerprintAsync(HttpRequest request)
    {
        request.EnableBuffering();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{request.Method} {request.Path}{request.QueryString}\n"));
        var buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
        try
        {
            int read;
            while ((read = await request.Body.ReadAsync(buffer, request.HttpContext.RequestAborted)) > 0)
            {
                hash.AppendData(buffer.AsSpan(0, read));
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        request.Body.Position = 0;
        return Convert.ToHexString(hash.GetHashAndReset());
    }

    /// <summary>Makes the key ours: null when it is, else what another request has stored under it.</summary>
    private async Task<StoredAnswer?> ClaimAsync(IDocumentStore store, StoredAnswer claim, CancellationToken cancellationToken)
    {
        try
        {
            await using var session = store.LightweightSession();
            session.Insert(claim);
            await session.SaveChangesAsync(cancellationToken);
            return null;
        }
        catch (DocumentAlreadyExistsException)
        {
            await using var session = store.LightweightSession();
            var known = await session.LoadAsync<StoredAnswer>(claim.Id, cancellationToken);
            var now = clock.GetUtcNow();
            var isFree = known is null
                || now - known.StartedAt > Kept
                || (known.Status is null && now - known.StartedAt > longestRequest);
            if (!isFree)
            {
                return known;
            }

            await ReleaseAsync(store, claim.Id, cancellationToken);
            return await ClaimAsync(store, claim, cancellationToken);
        }
    }

    private static async Task ReleaseAsync(IDocumentStore store, string id, CancellationToken cancellationToken)
    {
        await using var session = store.LightweightSession();
        session.Delete<StoredAnswer>(id);
        await session.SaveChangesAsync(cancellationToken);
    }

    private static async Task AnswerAsync(HttpContext context, StoredAnswer claim, StoredAnswer known)
    {
        if (known.Fingerprint != claim.Fingerprint)
        {
            await HttpProblems.KeyReused.ToAnswer().ExecuteAsync(context);
            return;
        }

        if (known.Status is not { } status)
        {
            await HttpProblems.InFlight.ToAnswer().ExecuteAsync(context);
            return;
        }

        context.Response.StatusCode = status;
        context.Response.ContentType = known.ContentType;
        if (known.Location is not null)
        {
            context.Response.Headers.Location = known.Location;
        }

        if (known.ETag is not null)
        {
            context.Response.Headers.ETag = known.ETag;
        }

        await context.Response.Body.WriteAsync(known.Body ?? [], context.RequestAborted);
    }

    private async Task RunAsync(HttpContext context, IDocumentStore store, StoredAnswer claim)
    {
        var (body, hungUp) = (context.Response.Body, context.RequestAborted);
        using var buffer = new MemoryStream();
        context.Response.Body = buffer;

        // It is answered to the end also when the asker hangs up meanwhile, because it will ask again: the framework would write half
        // of the answer, or nothing of it, and say nothing.
        context.RequestAborted = CancellationToken.None;
        try
        {
            await next(context);
        }
        catch
        {
            (context.Response.Body, context.RequestAborted) = (body, hungUp);
            await ReleaseAsync(store, claim.Id, CancellationToken.None);
            throw;
        }

        (context.Response.Body, context.RequestAborted) = (body, hungUp);
        var response = context.Response;
        if (response.StatusCode is StatusCodes.Status409Conflict or StatusCodes.Status429TooManyRequests or >= 500)
        {
            await ReleaseAsync(store, claim.Id, CancellationToken.None);
        }
        else
        {
            await using var session = store.LightweightSession();
            session.Store(new StoredAnswer
            {
                Id = claim.Id,
                Fingerprint = claim.Fingerprint,
                StartedAt = claim.StartedAt,
                Status = response.StatusCode,
                ContentType = response.ContentType,
                Location = response.Headers.Location,
                ETag = response.Headers.ETag,
                Body = buffer.ToArray(),
            });
            await session.SaveChangesAsync(CancellationToken.None);
        }

        buffer.Position = 0;
        await buffer.CopyToAsync(body, context.RequestAborted);
    }
}

public static class IdempotencyKeysSetup
{
    public static void AddIdempotencyKeys(this IServiceCollection services) => services.AddSingleton(new RetentionRule(
        IdempotencyKeys.Kept,
        (session, before) => session.DeleteWhere<StoredAnswer>(answer => answer.StartedAt < before)));

    public static void ConfigureIdempotencyKeys(this StoreOptions options) =>
        options.Schema.For<StoredAnswer>().DocumentAlias("idempotency_keys").Index(answer => answer.StartedAt);

    /// <summary>
    /// A repeat is safe without a key, and nothing of the request may be kept: from the hash of a short answer and of the link it came
    /// by, both could be guessed.
    /// </summary>
    public static RouteHandlerBuilder WithoutIdempotencyKey(this RouteHandlerBuilder endpoint) => endpoint.WithMetadata(new WithoutIdempotencyKey());

    public static void UseIdempotencyKeys(this IApplicationBuilder app) => app.UseMiddleware<IdempotencyKeys>();
}
