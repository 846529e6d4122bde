using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using BusinessFocus.Domain.People;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.ServiceDefaults.Store;
using JasperFx;
using Marten;
using Marten.Linq.MatchesSql;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace BusinessFocus.ServiceDefaults.Idempotency;

/// <summary>The answer to a write that came with an <c>Idempotency-Key</c>.</summary>
public sealed class StoredAnswer
{
    /// <summary>Who asked, and a hash of the key.</summary>
    public required string Id { get; init; }

    /// <summary>A hash of key, method, path and body: another request under the same key is refused.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>Whom request and answer name, by the ids of their contacts: it is erased with them.</summary>
    public IReadOnlyList<Guid> Subjects { get; init; } = [];

    /// <summary>UTC.</summary>
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>Null while the first request is under way.</summary>
    public int? Status { get; init; }

    public string? ContentType { get; init; }

    public string? Location { get; init; }

    public string? ETag { get; init; }

    /// <summary>Encrypted, see <see cref="SealedAnswer"/>.</summary>
    public byte[]? Body { get; init; }
}

/// <summary>An endpoint whose requests are not kept by their <c>Idempotency-Key</c>.</summary>
public sealed class WithoutIdempotencyKey;

/// <summary>
/// <c>Idempotency-Key</c> as in the IETF draft (draft-ietf-httpapi-idempotency-key-header): the same key and request
/// get the stored answer, the same key and another request 422, while the first is under way 409. Kept for 24 hours
/// by asker. 409, 429 and 5xx are not stored, so that they can be tried again.
/// </summary>
/// <remarks>
/// An answer can open a registration. So it is told only to who carries the same credential as the first asker (or, where there was none,
/// comes from the same network), and it is stored encrypted with what only a repeat of the request has.
/// </remarks>
public sealed class IdempotencyKeys(RequestDelegate next, IConfiguration configuration, TimeProvider clock)
{
    public static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    private const int LongestKey = 255;

    /// <summary>Bytes of a request whose people are looked for.</summary>
    private const int LongestNaming = 64 * 1024;

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
        var asker = AskerOf(context);
        var request = await HashAsync(context.Request, key);
        var sealedBy = new SealedAnswer(asker, key, request);
        var claim = new StoredAnswer
        {
            Id = $"{asker}:{HashOf(key)}",
            Fingerprint = Convert.ToHexString(SHA256.HashData(request)),
            StartedAt = clock.GetUtcNow(),
        };
        if (await ClaimAsync(store, claim, context.RequestAborted) is { } known)
        {
            await AnswerAsync(context, claim, known, sealedBy);
            return;
        }

        context.RememberRequest([.. Encoding.UTF8.GetBytes($"{asker}\n"), .. request]);
        await RunAsync(context, store, claim, sealedBy);
    }

    /// <summary>Two who carry different credentials, or none from different networks, never share a key.</summary>
    private static string AskerOf(HttpContext context)
    {
        if (context.User.FindFirst("sub")?.Value is { } client)
        {
            return $"client:{client}";
        }

        var request = context.Request;
        if (request.ManageToken() is { Length: > 0 } manageToken)
        {
            return $"link:{HashOf(manageToken)}";
        }

        return request.RouteValues["token"] is string { Length: > 0 } token ? $"link:{HashOf(token)}" : $"network:{HashOf(NetworkOf(context))}";
    }

    /// <summary>As the gateway tells it, which sets the header itself whatever the caller wrote there.</summary>
    private static string NetworkOf(HttpContext context) =>
        context.Request.Headers["X-Forwarded-For"].ToString() is { Length: > 0 } forwarded ? forwarded : $"{context.Connection.RemoteIpAddress}";

    /// <summary>Of a JSON request and its JSON answer; a file has too many, and is answered with what was refused.</summary>
    private static async Task<IReadOnlyList<Guid>> SubjectsAsync(Stream request, Stream answer)
    {
        if (!request.CanSeek || request.Length > LongestNaming)
        {
            return [];
        }

        request.Position = 0;
        answer.Position = 0;
        return [.. (await NamedInAsync(request)).Union(await NamedInAsync(answer))];

        static async Task<IReadOnlyList<Guid>> NamedInAsync(Stream json)
        {
            try
            {
                return PersonalData.SubjectsOf(await JsonNode.ParseAsync(json));
            }
            catch (Exception unreadable) when (unreadable is JsonException or ArgumentException or InvalidOperationException)
            {
                // No JSON, a member twice, or half of a character.
                return [];
            }
        }
    }

    private static string HashOf(string text) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static async Task<byte[]> HashAsync(HttpRequest request, string key)
    {
        request.EnableBuffering();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{key}\n{request.Method} {request.Path}{request.QueryString}\n"));
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
        return hash.GetHashAndReset();
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

        await context.Response.Body.WriteAsync(known.Body is { } body ? sealedBy.Open(body) : [], context.RequestAborted);
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
                Body = sealedBy.Close(buffer.ToArray()),
                Subjects = await SubjectsAsync(context.Request.Body, buffer),
            });
            await session.SaveChangesAsync(CancellationToken.None);
        }

        buffer.Position = 0;
        await buffer.CopyToAsync(body, context.RequestAborted);
    }
}

/// <summary>
/// An answer encrypted (AES-256-GCM) with a key that is made from the idempotency key and the whole request: who has the store alone cannot
/// read it.
/// </summary>
internal sealed class SealedAnswer(string asker, string idempotencyKey, byte[] request)
{
    private const int NonceSize = 12;
    private const int TagSize = 16;

    private readonly byte[] key = HKDF.DeriveKey(
        HashAlgorithmName.SHA256, [.. Encoding.UTF8.GetBytes($"{asker}\n{idempotencyKey}\n"), .. request], outputLength: 32, info: "stored answer"u8.ToArray());

    public byte[] Close(byte[] answer)
    {
        var whole = new byte[NonceSize + TagSize + answer.Length];
        RandomNumberGenerator.Fill(whole.AsSpan(0, NonceSize));
        using var aes = new AesGcm(key, TagSize);
        aes.Encrypt(whole.AsSpan(0, NonceSize), answer, whole.AsSpan(NonceSize + TagSize), whole.AsSpan(NonceSize, TagSize));
        return whole;
    }

    public byte[] Open(byte[] whole)
    {
        var answer = new byte[whole.Length - NonceSize - TagSize];
        using var aes = new AesGcm(key, TagSize);
        aes.Decrypt(whole.AsSpan(0, NonceSize), whole.AsSpan(NonceSize + TagSize), whole.AsSpan(NonceSize, TagSize), answer);
        return answer;
    }
}

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
