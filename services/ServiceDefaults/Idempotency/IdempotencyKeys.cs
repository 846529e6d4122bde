using BusinessFocus.Hosting.Http;
using JasperFx;
using Marten;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace BusinessFocus.ServiceDefaults.Idempotency;

/// <summary>
/// <c>Idempotency-Key</c> as in the IETF draft (draft-ietf-httpapi-idempotency-key-header): the same key and request
/// get the stored answer, the same key and another request 422, while the first is under way 409. Kept for 24 hours
/// by asker. 409, 429 and 5xx are not stored, so that they can be tried again.
/// </summary>
/// <remarks>
/// An answer can open a registration. So it is told only to who carries the same credential as the first asker (or, where there was none,
/// comes from the same network), and it is stored encrypted with what only a repeat of the request has; what opens something is not in
/// it at all (<see cref="Credentials"/>).
/// </remarks>
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
        var request = await KeyedRequest.ReadAsync(context, key);
        var sealedBy = new SealedAnswer(request);
        var claim = new StoredAnswer
        {
            Id = request.Id,
            Fingerprint = request.Fingerprint,
            StartedAt = clock.GetUtcNow(),
        };
        if (await ClaimAsync(store, claim, context.RequestAborted) is { } known)
        {
            await AnswerAsync(context, claim, known, sealedBy);
            return;
        }

        context.Remember(request);
        await RunAsync(context, store, claim, sealedBy);
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

    private static async Task AnswerAsync(HttpContext context, StoredAnswer claim, StoredAnswer known, SealedAnswer sealedBy)
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

        var answer = known.Body is { } body ? sealedBy.Open(body) : [];
        if (Credentials.Of(context, known.ContentType) is { } credentials)
        {
            answer = await credentials.PutBackAsync(answer, context);
        }

        await context.Response.Body.WriteAsync(answer, context.RequestAborted);
    }

    private async Task RunAsync(HttpContext context, IDocumentStore store, StoredAnswer claim, SealedAnswer sealedBy)
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
            var answer = buffer.ToArray();
            if (Credentials.Of(context, response.ContentType) is { } credentials)
            {
                answer = await credentials.TakeOutAsync(answer, context);
            }

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
                Body = sealedBy.Close(answer),
                Subjects = await AnswerSubjects.OfAsync(context.Request.Body, buffer),
            });
            await session.SaveChangesAsync(CancellationToken.None);
        }

        buffer.Position = 0;
        await buffer.CopyToAsync(body, context.RequestAborted);
    }
}
