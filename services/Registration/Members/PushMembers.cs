using System.Runtime.CompilerServices;
using System.Text.Json;
using BusinessFocus.Registration.Tickets;
using BusinessFocus.ServiceDefaults.Decisions;
using BusinessFocus.ServiceDefaults.Http;
using BusinessFocus.ServiceDefaults.Tokens;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Npgsql;
using UUIDNext;
using JsonOptions = Microsoft.AspNetCore.Http.Json.JsonOptions;

namespace BusinessFocus.Registration.Members;

/// <summary>An association pushes its members: good rows apply, bad ones come back; the same push twice changes nothing.</summary>
public static class PushMembers
{
    /// <summary>Rows of one push.</summary>
    public const int Most = 200_000;

    private static readonly Guid Lists = new("0d3f3c0e-0f5e-4f0f-9a43-6f0c6a1f3d22");

    /// <summary>A member as JSON.</summary>
    [System.Text.Json.Serialization.JsonUnmappedMemberHandling(System.Text.Json.Serialization.JsonUnmappedMemberHandling.Skip)]
    public sealed record Row(string? OrganisationNumber, string? Name, string? Email, string? Phone, string? Language, int? Employees);

    /// <summary>What a push did, row by row where it was refused.</summary>
    /// <param name="Members">How many the association has now.</param>
    public sealed record Answer(int Members, int Added, int Changed, int Removed, int Unchanged, IReadOnlyList<RefusedRow> Refused);

    /// <summary>More than a third of a list does not leave by mistake.</summary>
    public static Refusal? RefusalOf(Difference difference, bool isConfirmed) =>
        !isConfirmed && difference.Removed * 3 > difference.Known
            ? MemberProblems.ConfirmRemoval.With("removed", difference.Removed)
            : null;

    public static Guid StreamOf(string association) => Uuid.NewNameBased(Lists, association);
}

/// <summary>Takes in a push in one transaction: its rows go by, and the database compares them with the list.</summary>
/// <param name="isWhole">Whether those that are missing have left; else they stay.</param>
internal sealed class Push(string association, bool isWhole, bool isDryRun, bool isConfirmed, string by, Keys keys, DateTimeOffset now)
{
    private const int CompaniesAnEvent = 1_000;

    private readonly List<RefusedRow> refused = [];

    public async Task<(PushMembers.Answer Answer, Refusal? Refusal)> ApplyAsync(
        IDocumentSession session, IAsyncEnumerable<MemberRow> rows, CancellationToken cancellationToken)
    {
        await session.BeginTransactionAsync(cancellationToken);
        var connection = session.Connection!;

        // One push of an association after the other: the next one compares with what this one made of the list.
        await using (var hold = new NpgsqlCommand("select pg_advisory_xact_lock(hashtextextended($1, 0))", connection) { Parameters = { new() { Value = association } } })
        {
            await hold.ExecuteNonQueryAsync(cancellationToken);
        }

        await MemberTable.StageAsync(connection, StagedAsync(rows, cancellationToken), cancellationToken);
        refused.AddRange((await MemberTable.RepeatedAsync(connection, cancellationToken)).Select(each => new RefusedRow(
            each.Row, "organisationNumber", each.OrganisationNumber, Languages.Choose("Finns redan i filen", "Is in the file already"))));
        refused.Sort((one, other) => one.Row.CompareTo(other.Row));

        var difference = await MemberTable.CompareAsync(connection, association, isWhole, cancellationToken);
        var answer = new PushMembers.Answer(
            difference.After, difference.Added, difference.Changed, difference.Removed, difference.Unchanged, refused);
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

    private async IAsyncEnumerable<StagedRow> StagedAsync(IAsyncEnumerable<MemberRow> rows, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var row in rows.WithCancellation(cancellationToken))
        {
            var (member, wrong) = MemberRows.Read(row, keys);
            if (member is not null)
            {
                yield return new StagedRow(row.Row, member.Company, member);
                continue;
            }

            refused.Add(wrong!);

            // A row that we cannot read does not mean that the company has left.
            if (People.OrganisationNumber.TryParse(row.OrganisationNumber, out var number))
            {
                yield return new StagedRow(row.Row, CompanyKey.Of(number, keys), null);
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

/// <summary><c>PUT /associations/{id}/members</c> (the whole list) and <c>PATCH</c> (only changes), JSON or CSV.</summary>
public static class PushMembersEndpoint
{
    public static void MapPushMembers(this RouteGroupBuilder api)
    {
        Describe(api.MapPut("/associations/{id}/members", (
            string id, bool? dryRun, bool? confirm, HttpContext context, ISessionFactory sessions, Keys keys, TimeProvider clock, CancellationToken cancellationToken) =>
            HandleAsync(id, true, dryRun ?? false, confirm ?? false, context, sessions, keys, clock, cancellationToken))).WithName("pushMembers");
        Describe(api.MapPatch("/associations/{id}/members", (
            string id, bool? dryRun, HttpContext context, ISessionFactory sessions, Keys keys, TimeProvider clock, CancellationToken cancellationToken) =>
            HandleAsync(id, false, dryRun ?? false, false, context, sessions, keys, clock, cancellationToken))).WithName("changeMembers");
    }

    private static RouteHandlerBuilder Describe(RouteHandlerBuilder endpoint) => endpoint
        .Only(Roles.Association)
        .Accepts<PushMembers.Row[]>("application/json", "text/csv")
        .WithTags("Members");

    private static async Task<Results<Ok<PushMembers.Answer>, ProblemHttpResult>> HandleAsync(
        string id, bool isWhole, bool dryRun, bool isConfirmed, HttpContext context, ISessionFactory sessions, Keys keys, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (!MayRead(context, id))
        {
            return CommonProblems.Forbidden.ToAnswer();
        }

        var by = context.User.FindFirst("sub")?.Value ?? id;
        var push = new Push(id, isWhole, dryRun, isConfirmed, by, keys, clock.GetUtcNow());
        await using var session = sessions.OpenSession();
        try
        {
            var (answer, refusal) = await push.ApplyAsync(session, RowsAsync(context.Request, cancellationToken), cancellationToken);
            return refusal is not null ? refusal.ToAnswer() : TypedResults.Ok(answer);
        }
        catch (InvalidDataException)
        {
            return Problems.Invalid("header", "Kolumner för organisationsnummer och företag behövs.", "Columns for the organisation number and the name are needed.");
        }
    }

    /// <summary>An association reads and changes only its own members.</summary>
    public static bool MayRead(HttpContext context, string association) =>
        context.User.IsInRole(Roles.Organiser) || context.User.FindFirst(Roles.AssociationClaim)?.Value == association;

    private static async IAsyncEnumerable<MemberRow> RowsAsync(HttpRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var rows = request.ContentType?.StartsWith("text/csv", StringComparison.OrdinalIgnoreCase) == true
            ? CsvAsync(request, cancellationToken)
            : JsonAsync(request, cancellationToken);
        var count = 0;
        await foreach (var row in rows.WithCancellation(cancellationToken))
        {
            yield return ++count <= PushMembers.Most
                ? row
                : throw new BadHttpRequestException("Too many rows.", StatusCodes.Status413PayloadTooLarge);
        }
    }

    private static async IAsyncEnumerable<MemberRow> CsvAsync(HttpRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // To a file that is gone when it is closed: the last byte can tell that it is not UTF-8 after all.
        await using var file = new FileStream(
            Path.GetTempFileName(), FileMode.Open, FileAccess.ReadWrite, FileShare.None, 64 * 1024, FileOptions.Asynchronous | FileOptions.DeleteOnClose);
        await request.Body.CopyToAsync(file, cancellationToken);
        file.Position = 0;
        using var text = await TextFile.OpenAsync(file, cancellationToken);
        await foreach (var row in MemberCsv.ReadAsync(text, cancellationToken).WithCancellation(cancellationToken))
        {
            yield return row;
        }
    }

    private static async IAsyncEnumerable<MemberRow> JsonAsync(HttpRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var json = request.HttpContext.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        await using var rows = JsonSerializer.DeserializeAsyncEnumerable<PushMembers.Row>(request.Body, json, cancellationToken).GetAsyncEnumerator(cancellationToken);
        for (var number = 1; await NextAsync(rows); number++)
        {
            var row = rows.Current;
            yield return new MemberRow(
                number, row?.OrganisationNumber, row?.Name, row?.Email, row?.Phone, row?.Language, row?.Employees?.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    private static async Task<bool> NextAsync(IAsyncEnumerator<PushMembers.Row?> rows)
    {
        try
        {
            return await rows.MoveNextAsync();
        }
        catch (JsonException exception)
        {
            throw new BadHttpRequestException("The list cannot be read.", StatusCodes.Status400BadRequest, exception);
        }
    }
}
