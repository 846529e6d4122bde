using BusinessFocus.Domain.Decisions;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Registration.Keys;
using BusinessFocus.ServiceDefaults.Audit;
using BusinessFocus.ServiceDefaults.Tables;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using UUIDNext;

namespace BusinessFocus.Registration.Members;

/// <summary>An association pushes its members. A column or member that is not there leaves what is known; empty or null takes it away.</summary>
public static class PushMembers
{
    /// <summary>Rows of one push.</summary>
    public const int Most = 200_000;

    private const int CompaniesAnEvent = 1_000;

    private static readonly Guid Lists = new("0d3f3c0e-0f5e-4f0f-9a43-6f0c6a1f3d22");

    /// <summary>A member as JSON. What is left out stays as it was, null takes it away.</summary>
    /// <param name="OrganisationNumber">Ten digits, with or without a hyphen: which company it is. A row without it is refused.</param>
    /// <param name="Name">The company's; at most 200 characters. A new member needs one.</param>
    /// <param name="Email">Where the member's letters and codes go.</param>
    /// <param name="Phone">As people write it; Swedish unless it says otherwise.</param>
    /// <param name="Language">"sv" or "en"; Swedish where it is not known.</param>
    /// <param name="Employees">How many the company has.</param>
    /// <param name="MemberGroup">In which of the association's own groups the member is: at most 100 characters. Members can be invited by it.</param>
    [System.Text.Json.Serialization.JsonUnmappedMemberHandling(System.Text.Json.Serialization.JsonUnmappedMemberHandling.Skip)]
    public sealed record Row(string? OrganisationNumber, string? Name, string? Email, string? Phone, string? Language, int? Employees, string? MemberGroup = null);

    /// <summary>What a push did, row by row where it was refused.</summary>
    /// <param name="Members">How many the association has now.</param>
    /// <param name="Added">Companies that were not in the list before.</param>
    /// <param name="Changed">Members of which something became different.</param>
    /// <param name="Removed">Members that left the list; none where only changes were pushed.</param>
    /// <param name="Unchanged">Members that were named and are as they were.</param>
    /// <param name="Refused">Rows that were not taken in, and why.</param>
    /// <param name="UnknownColumns">Headers, or names of members of the objects, that were not read: at most 50.</param>
    public sealed record Answer(
        int Members, int Added, int Changed, int Removed, int Unchanged, IReadOnlyList<RefusedRow> Refused, IReadOnlyList<string> UnknownColumns);

    /// <summary>More than a third of a list does not leave by mistake.</summary>
    public static Refusal? RefusalOf(Difference difference, bool isConfirmed) =>
        !isConfirmed && difference.Removed * 3 > difference.Known
            ? MemberProblems.ConfirmRemoval.With("removed", difference.Removed)
            : null;

    public static Guid StreamOf(string association) => Uuid.NewNameBased(Lists, association);

    /// <summary>Which companies it was about, in pieces of a bounded size, and the push itself.</summary>
    internal static async Task<IReadOnlyList<object>> EventsAsync(NpgsqlConnection connection, MemberListPushed pushed, CancellationToken cancellationToken)
    {
        var events = new List<object>();
        foreach (var (what, eventOf) in ((string, Func<string[], object>)[])[
            ("added", companies => new MembersAdded(pushed.Association, companies)),
            ("changed", companies => new MembersChanged(pushed.Association, companies)),
            ("removed", companies => new MembersRemoved(pushed.Association, companies))])
        {
            await foreach (var companies in CompanyListDifference.CompaniesAsync(connection, what, cancellationToken).Chunk(CompaniesAnEvent).WithCancellation(cancellationToken))
            {
                events.Add(eventOf(companies));
            }
        }

        return [.. events, pushed];
    }
}

/// <summary>
/// <c>PUT /associations/{id}/members</c>: only for the association itself (else 403). At most 200,000 rows as JSON, CSV or a workbook; bad rows come
/// back in <c>refused</c> and change nothing, the others count. <c>PUT</c> is the whole list: who is missing is removed; more than a third is 409
/// <c>confirm-removal</c> unless <c>confirm=true</c>. <c>PATCH</c> removes nobody. <c>dryRun=true</c> stores nothing and is never that 409.
/// Registrations know the members seconds later.
/// </summary>
public static class PushMembersEndpoint
{
    public static void MapPushMembers(this RouteGroupBuilder api)
    {
        Describe(api.MapPut("/associations/{id}/members", (
            string id, bool? dryRun, bool? confirm, HttpContext context, ISessionFactory sessions, RegistrationKeys keys, TimeProvider clock, CancellationToken cancellationToken) =>
            HandleAsync(id, true, dryRun ?? false, confirm ?? false, context, sessions, keys, clock, cancellationToken))).WithName("pushMembers").WithSummary("Push a whole member list");
        Describe(api.MapPatch("/associations/{id}/members", (
            string id, bool? dryRun, HttpContext context, ISessionFactory sessions, RegistrationKeys keys, TimeProvider clock, CancellationToken cancellationToken) =>
            HandleAsync(id, false, dryRun ?? false, false, context, sessions, keys, clock, cancellationToken))).WithName("changeMembers").WithSummary("Push changes of a member list");
    }

    private static RouteHandlerBuilder Describe(RouteHandlerBuilder endpoint) => endpoint
        .Only(Roles.Association)
        .Accepts<PushMembers.Row[]>("application/json", [.. TableRequests.Types])
        .TakesTables()
        .Audited()
        .WithTags("Members");

    private static async Task<Results<Ok<PushMembers.Answer>, ProblemHttpResult>> HandleAsync(
        string id, bool isWhole, bool dryRun, bool isConfirmed, HttpContext context, ISessionFactory sessions, RegistrationKeys keys, TimeProvider clock, CancellationToken cancellationToken)
    {
        // Its own, also where an organiser speaks for one: two roles are no third one.
        if (!context.User.HasClaim(Roles.AssociationClaim, id))
        {
            return CommonProblems.Forbidden.ToAnswer();
        }

        if (!context.Request.HasTable() && !context.Request.HasJson())
        {
            return HttpProblems.UnsupportedMediaType.ToAnswer();
        }

        var by = context.User.FindFirst("sub")?.Value ?? id;
        await using var session = sessions.OpenSession();
        var columns = (isWhole ? MemberColumns.OfList : MemberColumns.OfChange).With(await session.MemberHeadersAsync(id, cancellationToken));
        var rows = new RowsOfRequest(context.Request, columns, cancellationToken);
        try
        {
            var pushed = await new Push(MemberTable.List, id, isWhole, dryRun, isConfirmed, keys, MemberRows.Staged).ApplyAsync(session, rows.All, StoreAsync, cancellationToken);
            var difference = pushed.Difference;
            return pushed.Refusal is { } refusal
                ? refusal.ToAnswer()
                : TypedResults.Ok(new PushMembers.Answer(
                    difference.After, difference.Added, difference.Changed, difference.Removed, difference.Unchanged, pushed.Refused, [.. rows.Unknown]));
        }
        catch (TableRefusedException refused)
        {
            return refused.Refusal.ToAnswer();
        }

        async Task StoreAsync(NpgsqlConnection connection, Difference difference, int refused)
        {
            var stream = await session.Events.FetchForWriting<MemberList>(PushMembers.StreamOf(id), cancellationToken);
            stream.AppendMany(await PushMembers.EventsAsync(
                connection, new MemberListPushed(id, difference.After, difference.Added, difference.Changed, difference.Removed, refused, clock.GetUtcNow(), by), cancellationToken));
        }
    }

    /// <summary>An association reads only its own members.</summary>
    public static bool MayRead(HttpContext context, string association) =>
        context.User.IsInRole(Roles.Organiser) || context.User.FindFirst(Roles.AssociationClaim)?.Value == association;
}
