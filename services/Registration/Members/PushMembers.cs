using System.Text.Json;
using BusinessFocus.Registration.Tickets;
using BusinessFocus.ServiceDefaults.Decisions;
using BusinessFocus.ServiceDefaults.Http;
using BusinessFocus.ServiceDefaults.Tokens;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;
using UUIDNext;

namespace BusinessFocus.Registration.Members;

/// <summary>An association pushes its members: good rows apply, bad ones come back; the same push twice changes nothing.</summary>
public static class PushMembers
{
    private const int CompaniesAnEvent = 1_000;
    private static readonly Guid Lists = new("0d3f3c0e-0f5e-4f0f-9a43-6f0c6a1f3d22");

    /// <summary>A member as JSON.</summary>
    public sealed record Row(string? OrganisationNumber, string? Name, string? Email, string? Phone, string? Language, int? Employees);

    /// <summary>What a push did, row by row where it was refused.</summary>
    /// <param name="Members">How many the association has now.</param>
    public sealed record Answer(int Members, int Added, int Changed, int Removed, int Unchanged, IReadOnlyList<RefusedRow> Refused);

    /// <summary>What is different between the list that we have and the rows that came.</summary>
    public sealed record Difference(
        IReadOnlyList<Member> Added, IReadOnlyList<Member> Changed, IReadOnlyList<Member> Removed, int Unchanged, IReadOnlyList<RefusedRow> Refused)
    {
        public bool IsNothing => Added.Count + Changed.Count + Removed.Count == 0;
    }

    /// <param name="isWhole">Whether those that are missing have left; else they stay.</param>
    public static Difference Compare(string association, IReadOnlyDictionary<string, Member> known, IEnumerable<MemberRow> rows, bool isWhole, Keys keys)
    {
        var (added, changed, refused, unchanged) = (new List<Member>(), new List<Member>(), new List<RefusedRow>(), 0);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            var (member, wrong) = MemberRows.Read(association, row, keys);
            if (member is null)
            {
                refused.Add(wrong!);

                // A row that we cannot read does not mean that the company has left.
                if (People.OrganisationNumber.TryParse(row.OrganisationNumber, out var number))
                {
                    seen.Add($"{association}:{CompanyKey.Of(number, keys)}");
                }
            }
            else if (!seen.Add(member.Id))
            {
                refused.Add(new RefusedRow(row.Row, "organisationNumber", member.OrganisationNumber, Languages.Choose("Finns redan i filen", "Is in the file already")));
            }
            else if (!known.TryGetValue(member.Id, out var before))
            {
                added.Add(member);
            }
            else if (before != member)
            {
                changed.Add(member);
            }
            else
            {
                unchanged++;
            }
        }

        var removed = isWhole ? known.Values.Where(member => !seen.Contains(member.Id)).ToList() : [];
        return new Difference(added, changed, removed, unchanged, refused);
    }

    /// <summary>More than a third of a list does not leave by mistake.</summary>
    public static Refusal? RefusalOf(Difference difference, int known, bool isConfirmed) =>
        !isConfirmed && difference.Removed.Count * 3 > known
            ? MemberProblems.ConfirmRemoval.With("removed", difference.Removed.Count)
            : null;

    public static IEnumerable<object> Events(string association, Difference difference, int membersAfter, DateTimeOffset now)
    {
        foreach (var keys in difference.Added.Select(member => member.CompanyKey).Chunk(CompaniesAnEvent))
        {
            yield return new MembersAdded(association, keys);
        }

        foreach (var keys in difference.Changed.Select(member => member.CompanyKey).Chunk(CompaniesAnEvent))
        {
            yield return new MembersChanged(association, keys);
        }

        foreach (var keys in difference.Removed.Select(member => member.CompanyKey).Chunk(CompaniesAnEvent))
        {
            yield return new MembersRemoved(association, keys);
        }

        yield return new MemberListPushed(
            association, membersAfter, difference.Added.Count, difference.Changed.Count, difference.Removed.Count, difference.Refused.Count, now);
    }

    public static Guid StreamOf(string association) => Uuid.NewNameBased(Lists, association);
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

        IReadOnlyList<MemberRow> rows;
        try
        {
            rows = await RowsAsync(context.Request, cancellationToken);
        }
        catch (InvalidDataException)
        {
            return Problems.Invalid("header", "Kolumner för organisationsnummer och företag behövs.", "Columns for the organisation number and the name are needed.");
        }

        await using var session = sessions.OpenSession();
        var (answer, refusal) = await PushAsync(session, new Push(id, rows, isWhole, dryRun, isConfirmed), keys, clock.GetUtcNow(), cancellationToken);
        return refusal is not null ? refusal.ToAnswer() : TypedResults.Ok(answer);
    }

    private static async Task<(PushMembers.Answer Answer, Refusal? Refusal)> PushAsync(
        IDocumentSession session, Push push, Keys keys, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // The list's version is read before its members: another push in between makes this one a lost race.
        var stream = await session.Events.FetchForWriting<MemberList>(PushMembers.StreamOf(push.Association), cancellationToken);
        var known = await session.Query<Member>().Where(member => member.Association == push.Association).ToListAsync(cancellationToken);
        var difference = PushMembers.Compare(push.Association, known.ToDictionary(member => member.Id), push.Rows, push.IsWhole, keys);
        var after = known.Count + difference.Added.Count - difference.Removed.Count;
        var answer = new PushMembers.Answer(
            after, difference.Added.Count, difference.Changed.Count, difference.Removed.Count, difference.Unchanged, difference.Refused);
        if (push.IsDryRun)
        {
            return (answer, null);
        }

        if (PushMembers.RefusalOf(difference, known.Count, push.IsConfirmed) is { } refusal)
        {
            return (answer, refusal);
        }

        if (!difference.IsNothing)
        {
            session.Store(difference.Added.Concat(difference.Changed).ToArray());
            foreach (var member in difference.Removed)
            {
                session.Delete(member);
            }

            stream.AppendMany(PushMembers.Events(push.Association, difference, after, now));
            await session.SaveChangesAsync(cancellationToken);
        }

        return (answer, null);
    }

    private sealed record Push(string Association, IReadOnlyList<MemberRow> Rows, bool IsWhole, bool IsDryRun, bool IsConfirmed);

    /// <summary>An association reads and changes only its own members.</summary>
    public static bool MayRead(HttpContext context, string association) =>
        context.User.IsInRole(Roles.Organiser) || context.User.FindFirst(Roles.AssociationClaim)?.Value == association;

    private static async Task<IReadOnlyList<MemberRow>> RowsAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentType?.StartsWith("text/csv", StringComparison.OrdinalIgnoreCase) == true)
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body, cancellationToken);
            return MemberCsv.Read(body.ToArray()).ToList();
        }

        var rows = new List<MemberRow>();
        var json = request.HttpContext.RequestServices.GetRequiredService<Microsoft.Extensions.Options.IOptions<Microsoft.AspNetCore.Http.Json.JsonOptions>>().Value.SerializerOptions;
        try
        {
            await foreach (var row in JsonSerializer.DeserializeAsyncEnumerable<PushMembers.Row>(request.Body, json, cancellationToken))
            {
                rows.Add(new MemberRow(
                    rows.Count + 1, row?.OrganisationNumber, row?.Name, row?.Email, row?.Phone, row?.Language, row?.Employees?.ToString(System.Globalization.CultureInfo.InvariantCulture)));
            }
        }
        catch (JsonException exception)
        {
            throw new BadHttpRequestException("The list cannot be read.", StatusCodes.Status400BadRequest, exception);
        }

        return rows;
    }
}
