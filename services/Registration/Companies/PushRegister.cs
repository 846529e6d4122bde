using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Registration.Keys;
using BusinessFocus.Registration.Members;
using BusinessFocus.ServiceDefaults.Audit;
using BusinessFocus.ServiceDefaults.Tables;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace BusinessFocus.Registration.Companies;

/// <summary>A municipality's register of companies is taken in.</summary>
public static class PushRegister
{
    /// <summary>What a register did, row by row where it was refused.</summary>
    /// <param name="Companies">How many the register has now; of a dry run, how many it would have.</param>
    /// <param name="Added">Companies that were not in it before.</param>
    /// <param name="Changed">Those of which something became different.</param>
    /// <param name="Removed">Those that were not in the file.</param>
    /// <param name="Unchanged">Those that are as they were.</param>
    /// <param name="Refused">Rows that were not taken in, and why.</param>
    /// <param name="UnknownColumns">Headers that were not read: at most 50.</param>
    public sealed record Answer(
        int Companies, int Added, int Changed, int Removed, int Unchanged, IReadOnlyList<RefusedRow> Refused, IReadOnlyList<string> UnknownColumns);
}

/// <summary><c>PUT /municipalities/{municipality}/companies</c>.</summary>
public static class PushRegisterEndpoint
{
    public static void MapPushRegister(this RouteGroupBuilder api) =>
        api.MapPut("/municipalities/{municipality}/companies", HandleAsync)
            .Only(Roles.Organiser)
            .TakesTables()
            .Audited()
            .WithTags("Check-in")
            .WithName("pushRegister")
            .WithSummary("Take in a register of companies");

    /// <summary>
    /// The companies of a municipality, whole, as CSV or a workbook of at most 200,000 rows: organisation number and name, and where known street, postal
    /// code, postal town, and employees (a number, or a class such as 5-9). Bad rows come back in <c>refused</c> and change nothing, the others count.
    /// Who is missing is removed; more than a third is 409 <c>confirm-removal</c> unless confirmed. The same file again changes nothing.
    /// </summary>
    /// <param name="municipality">Whose companies, as editions have it: small letters, digits and hyphens.</param>
    /// <param name="dryRun">True: says what would become different, and stores nothing.</param>
    /// <param name="confirm">True: removes also more than a third.</param>
    private static async Task<Results<Ok<PushRegister.Answer>, ProblemHttpResult>> HandleAsync(
        string municipality,
        bool? dryRun,
        bool? confirm,
        HttpContext context,
        ISessionFactory sessions,
        RegistrationKeys keys,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        if (!MunicipalityNames.Is(municipality))
        {
            return MunicipalityNames.NotOne();
        }

        if (!context.Request.HasTable())
        {
            return HttpProblems.UnsupportedMediaType.ToAnswer();
        }

        var rows = new RowsOfRequest(context.Request, RegisterRows.Columns, cancellationToken);
        await using var session = sessions.OpenSession();
        try
        {
            var push = new Push(RegisterTable.List, municipality, isWhole: true, dryRun ?? false, confirm ?? false, keys, RegisterRows.Read);
            var (difference, refused, refusal) = await push.ApplyAsync(session, rows.All, StoreAsync, cancellationToken);
            return refusal is not null
                ? refusal.ToAnswer()
                : TypedResults.Ok(new PushRegister.Answer(
                    difference.After, difference.Added, difference.Changed, difference.Removed, difference.Unchanged, refused, [.. rows.Unknown]));
        }
        catch (TableRefusedException refused)
        {
            return refused.Refusal.ToAnswer();
        }

        async Task StoreAsync(NpgsqlConnection connection, Difference difference, int refused)
        {
            var before = await session.LoadAsync<CompanyRegister>(municipality, cancellationToken);
            session.Store(new CompanyRegister(
                municipality, difference.After, (before?.Pushes ?? 0) + 1, clock.GetUtcNow(), context.User.FindFirst("sub")?.Value));
        }
    }
}
