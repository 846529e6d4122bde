using BusinessFocus.Domain.Decisions;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.ServiceDefaults.Audit;
using BusinessFocus.ServiceDefaults.Store;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Registration.Members;

/// <summary>What an association's own system calls the columns of its list.</summary>
/// <param name="Id">The association.</param>
/// <param name="Columns">The column by each header.</param>
public sealed record MemberHeaders(string Id, IReadOnlyDictionary<string, string> Columns);

/// <summary>An association says once what its headers mean.</summary>
public static class SetMemberHeaders
{
    public const int Most = 50;
    public const int Longest = 100;

    /// <summary>What headers mean; all of them, in place of those before.</summary>
    /// <param name="Columns">
    /// The column by each header: organisationNumber, name, email, phone, language, memberGroup or employees. At most 50 headers of at most 100 characters. They go before
    /// the headers that are known to all; capitals, spaces and accents do not matter.
    /// </param>
    public sealed record Request(IReadOnlyDictionary<string, string> Columns);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator() => RuleFor(request => request.Columns)
            .Must(columns => columns is { Count: <= Most } && columns.All(each => each.Key.Trim().Length is > 0 and <= Longest && MemberColumns.All.Contains(each.Value)))
            .WithMessage(_ => Languages.Choose(
                $"Högst {Most} rubriker på högst {Longest} tecken, var och en med en av: {string.Join(", ", MemberColumns.All)}.",
                $"At most {Most} headers of at most {Longest} characters, each with one of: {string.Join(", ", MemberColumns.All)}."));
    }
}

/// <summary><c>PUT</c> and <c>GET /associations/{id}/members/columns</c>.</summary>
public static class MemberHeadersEndpoint
{
    public static void MapMemberHeaders(this RouteGroupBuilder api)
    {
        api.MapPut("/associations/{id}/members/columns", SetAsync)
            .Validates<SetMemberHeaders.Request>()
            .Only(Roles.Association)
            .WithTags("Members")
            .Audited()
            .WithName("setMemberColumns")
            .WithSummary("Say what the headers of a member list mean");
        api.MapGet("/associations/{id}/members/columns", ReadAsync)
            .Only(Roles.Association, Roles.Organiser)
            .WithTags("Members")
            .WithName("readMemberColumns")
            .WithSummary("Read what the headers of a member list mean");
    }

    /// <summary>
    /// What the headers of an association's own spreadsheet mean, once: the next push as CSV or a workbook reads them so. Only for the association
    /// itself, else 403.
    /// </summary>
    /// <param name="id">The client name of the association, for instance "foretagarna".</param>
    private static async Task<Results<Ok<SetMemberHeaders.Request>, ProblemHttpResult>> SetAsync(
        string id, SetMemberHeaders.Request request, HttpContext context, ISessionFactory sessions, CancellationToken cancellationToken)
    {
        if (!context.User.HasClaim(Roles.AssociationClaim, id))
        {
            return CommonProblems.Forbidden.ToAnswer();
        }

        await using var session = sessions.OpenSession();
        await session.HoldOneAsync($"member headers {id}", cancellationToken);
        session.Store(new MemberHeaders(id, request.Columns));
        await session.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(request);
    }

    /// <summary>
    /// What the association said that its headers mean: for the association itself, and for organisers of all municipalities; others are refused with
    /// 403. Empty where it said nothing.
    /// </summary>
    /// <param name="id">The client name of the association, for instance "foretagarna".</param>
    private static async Task<Results<Ok<SetMemberHeaders.Request>, ProblemHttpResult>> ReadAsync(
        string id, HttpContext context, IQuerySession reads, CancellationToken cancellationToken) =>
        PushMembersEndpoint.MayRead(context, id)
            ? TypedResults.Ok(new SetMemberHeaders.Request(await reads.MemberHeadersAsync(id, cancellationToken)))
            : CommonProblems.Forbidden.ToAnswer();

    internal static async Task<IReadOnlyDictionary<string, string>> MemberHeadersAsync(this IQuerySession reads, string association, CancellationToken cancellationToken) =>
        (await reads.LoadAsync<MemberHeaders>(association, cancellationToken))?.Columns ?? new Dictionary<string, string>();
}
