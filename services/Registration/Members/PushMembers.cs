using System.Runtime.CompilerServices;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Domain.Texts;
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

    private static readonly Guid Lists = new("0d3f3c0e-0f5e-4f0f-9a43-6f0c6a1f3d22");

    /// <summary>A member as JSON. What is left out stays as it was, null takes it away.</summary>
    /// <param name="OrganisationNumber">Ten digits, with or without a hyphen: which company it is. A row without it is refused.</param>
    /// <param name="Name">The company's; at most 200 characters. A new member needs one.</param>
    /// <param name="Email">Where the member's letters and codes go.</param>
    /// <param name="Phone">As people write it; Swedish unless it says otherwise.</param>
    /// <param name="Language">"sv" or "en"; Swedish where it is not known.</param>
    /// <param name="Employees">How many the company has.</param>
    [System.Text.Json.Serialization.JsonUnmappedMemberHandling(System.Text.Json.Serialization.JsonUnmappedMemberHandling.Skip)]
    public sealed record Row(string? OrganisationNumber, string? Name, string? Email, string? Phone, string? Language, int? Employees);

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
}

/// <summary>Takes in a push in one transaction: its rows go by, and the database compares them with the list.</summary>
/// <param name="isWhole">Whether those that are missing have left; else they stay.</param>
internal sealed class Push(string association, bool isWhole, bool isDryRun, bool isConfirmed, string by, RegistrationKeys keys, DateTimeOffset now)
{
    private const int CompaniesAnEvent = 1_000;

    private readonly List<RefusedRow> refused = [];

    public async Task<(PushMembers.Answer Answer, Refusal? Refusal)> ApplyAsync(
        IDocumentSession session, MemberRowsOf rows, CancellationToken cancellationToken)
    {
        await session.BeginTransactionAsync(cancellationToken);
        var connection = session.Connection!;

        // One push of an association after the other: the next one compares with what this one made of the list.
        await using (var hold = new NpgsqlCommand("select pg_advisory_xact_lock(hashtextextended($1, 0))", connection) { Parameters = { new() { Value = association } } })
        {
            await hold.ExecuteNonQueryAsync(cancellationToken);
        }

        await PushedMembers.TakeAsync(connection, association, StagedAsync(rows.All, cancellationToken), cancellationToken);
        refused.AddRange((await PushedMembers.NamelessAsync(connection, cancellationToken)).Select(row => new RefusedRow(
            row, MemberColumns.Name, null, new Wording("Namnet saknas: företaget finns inte i listan", "The name is missing: the company is not in the list"))));
        refused.AddRange((await PushedMembers.RepeatedAsync(connection, cancellationToken)).Select(each => new RefusedRow(
            each.Row, MemberColumns.OrganisationNumber, each.OrganisationNumber, new Wording("Finns redan i filen", "Is in the file already"))));
        refused.Sort((one, other) => one.Row.CompareTo(other.Row));

        var difference = await MemberTable.CompareAsync(connection, association, isWhole, cancellationToken);
        var answer = new PushMembers.Answer(
            difference.After, difference.Added, difference.Changed, difference.Removed, difference.Unchanged, refused, [.. rows.Unknown]);
        if (isDryRun || difference.IsNothing)
        {
            return (answer, null);
        }

        if (PushMembers.RefusalOf(difference, isConfirmed) is { } refusal)
        {
            return (answer, refusal);
        }

        await MemberTable.ApplyAsync(connection, association, cancellationToken);
        var stream = await session.Events.FetchForWriting<MemberList>(PushMembers.StreamOf(association), cancellationToken);
        stream.AppendMany(await EventsAsync(connection, difference, cancellationToken));
        await session.SaveChangesAsync(cancellationToken);
        return (answer, null);
    }

    private async IAsyncEnumerable<StagedRow> StagedAsync(IAsyncEnumerable<TableRow> rows, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var row in rows.WithCancellation(cancellationToken))
        {
            var (member, silent, wrong) = MemberRows.Read(row, keys);
            if (member is not null)
            {
                yield return new StagedRow(row.Number, member.Company, member, silent);
                continue;
            }

            refused.Add(wrong!);

            // A row that we cannot read does not mean that the company has left.
            if (MemberRows.TryReadCompany(row, out var number))
            {
                yield return new StagedRow(row.Number, CompanyKey.Of(number, keys), null, MemberParts.None);
            }
        }
    }

    private async Task<List<object>> EventsAsync(NpgsqlConnection connection, Difference difference, CancellationToken cancellationToken)
    {
        var events = new List<object>();
        await foreach (var companies in MemberTable.CompaniesAsync(connection, "added", cancellationToken).Chunk(CompaniesAnEvent).WithCancellation(cancellationToken))
        {
            events.Add(new MembersAdded(association, companies));
        }

        await foreach (var companies in MemberTable.CompaniesAsync(connection, "changed", cancellationToken).Chunk(CompaniesAnEvent).WithCancellation(cancellationToken))
        {
            events.Add(new MembersChanged(association, companies));
        }

        await foreach (var companies in MemberTable.CompaniesAsync(connection, "removed", cancellationToken).Chunk(CompaniesAnEvent).WithCancellation(cancellationToken))
        {
            events.Add(new MembersRemoved(association, companies));
        }

        events.Add(new MemberListPushed(
            association, difference.After, difference.Added, difference.Changed, difference.Removed, refused.Count, now, by));
        return events;
    }
}

/// <summary>The rows of a push as they come in, whatever it came as.</summary>
internal sealed class MemberRowsOf(HttpRequest request, bool isWhole, CancellationToken cancellationToken)
{
    private const int MostUnknown = 50;
    private const int LongestUnknown = 100;

    private readonly SortedSet<string> unknown = new(StringComparer.Ordinal);

    /// <summary>Names of columns that were not read; known when the rows have been.</summary>
    public IReadOnlyCollection<string> Unknown => unknown;

    public IAsyncEnumerable<TableRow> All => request.HasTable() ? OfTableAsync() : OfJsonAsync();

    private async IAsyncEnumerable<TableRow> OfTableAsync()
    {
        await using var file = await TableFile.TakeAsync(request, cancellationToken);
        using var table = await file.ReadAsync(isWhole ? MemberColumns.OfList : MemberColumns.OfChange, cancellationToken);
        if (table.Refusal is { } refusal)
        {
            throw new TableRefusedException(refusal);
        }

        table.Unknown.ToList().ForEach(Note);
        foreach (var row in table.Rows(PushMembers.Most))
        {
            yield return row;
        }
    }

    private async IAsyncEnumerable<TableRow> OfJsonAsync()
    {
        await foreach (var (number, element) in JsonRows.ReadAsync(request.Body, PushMembers.Most, cancellationToken))
        {
            yield return MemberJson.RowOf(number, element, Note);
        }
    }

    private void Note(string name)
    {
        if (unknown.Count < MostUnknown)
        {
            unknown.Add(name.Length <= LongestUnknown ? name : $"{name[..LongestUnknown]}…");
        }
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
        var push = new Push(id, isWhole, dryRun, isConfirmed, by, keys, clock.GetUtcNow());
        await using var session = sessions.OpenSession();
        try
        {
            var (answer, refusal) = await push.ApplyAsync(session, new MemberRowsOf(context.Request, isWhole, cancellationToken), cancellationToken);
            return refusal is not null ? refusal.ToAnswer() : TypedResults.Ok(answer);
        }
        catch (TableRefusedException refused)
        {
            return refused.Refusal.ToAnswer();
        }
    }

    /// <summary>An association reads only its own members.</summary>
    public static bool MayRead(HttpContext context, string association) =>
        context.User.IsInRole(Roles.Organiser) || context.User.FindFirst(Roles.AssociationClaim)?.Value == association;
}
