using BusinessFocus.Domain.People;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Identity.Accounts;
using BusinessFocus.ServiceDefaults.Audit;
using BusinessFocus.ServiceDefaults.Store;
using FluentValidation;
using Marten;
using Marten.Linq.MatchesSql;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace BusinessFocus.Identity.Audit;

/// <summary>The data protection officer sees who read or did what of whom.</summary>
public static class ReadAudit
{
    private const int LongestWord = 200;

    /// <summary>Which entries are wanted; what is left out does not matter.</summary>
    /// <param name="Person">Who did it: an account's id or address, or a client's id; at most 200 characters. Left out, everybody.</param>
    /// <param name="Subject">Whom or what it was about: a person's address, or for instance "activities/{id}"; at most 200 characters. Left out, everything.</param>
    /// <param name="From">ISO 8601 with offset: only what was done then or later.</param>
    /// <param name="Until">ISO 8601 with offset, after <c>from</c>: only what was done before.</param>
    public sealed record Query([FromQuery] string? Person, [FromQuery] string? Subject, [FromQuery] DateTimeOffset? From, [FromQuery] DateTimeOffset? Until);

    public sealed class Validator : AbstractValidator<Query>
    {
        public Validator()
        {
            RuleFor(query => query.Person).OptionalText(LongestWord);
            RuleFor(query => query.Subject).OptionalText(LongestWord);
            RuleFor(query => query.Until).Must((query, until) => until is null || query.From is null || query.From < until)
                .WithMessage(_ => Languages.Choose("Slutet kommer efter början.", "The end comes after the start."));
        }
    }

    /// <summary>The <c>sub</c> of whom somebody names.</summary>
    public static string ActorOf(string person) => EmailAddress.TryNormalise(person, out var email) ? AccountIds.Of(email).ToString() : person;

    /// <summary>What somebody names, as entries have it; a person may be stored under more than one form of the address.</summary>
    public static IReadOnlyList<string> SubjectsOf(string subject) => EmailAddress.FormsOf(subject) is { Count: > 0 } forms
        ? [.. forms.Select(form => $"contacts/{ContactIds.Of(form)}"), $"accounts/{AccountIds.Of(forms[0])}"]
        : [subject];
}

/// <summary>That somebody read or did something that is about people, and never what it said.</summary>
/// <param name="Id">By what the entry is told from others.</param>
/// <param name="Service">Where it was, for instance "registration".</param>
/// <param name="Actor">The account's or the client's id.</param>
/// <param name="Name">What the account is called; left out for a client, for who has left, and for who had the address before.</param>
/// <param name="Roles">The roles of the access token, as it named them.</param>
/// <param name="Act">The interface's name of the call, for instance "listRegistrations".</param>
/// <param name="Subjects">What it was about, for instance "activities/{id}" or "contacts/{id}"; may be empty.</param>
/// <param name="Address">The network address that the call came from; left out where it is not known.</param>
/// <param name="Status">The HTTP status of the answer.</param>
/// <param name="At">UTC: when.</param>
public sealed record AuditEntryView(
    Guid Id, string Service, string Actor, string? Name, IReadOnlyList<string> Roles, string Act, IReadOnlyList<string> Subjects, string? Address, int Status, DateTimeOffset At);

/// <summary>
/// Lists who read or did what of whom in all services, refused calls too, the newest first and in pages, without contents. Calls by a link and
/// by visitors are not in it. This call is in it too. For data protection officers.
/// </summary>
public static class ReadAuditEndpoint
{
    public static void MapReadAudit(this RouteGroupBuilder api) =>
        api.MapGet("/audit", HandleAsync)
            .Validates<ReadAudit.Query>()
            .Validates<PageQuery>()
            .Only(Roles.DataProtectionOfficer)
            .Audited()
            .WithTags("Accounts")
            .WithName("readAudit")
            .WithSummary("List who read or did what of whom");

    private static async Task<Ok<Page<AuditEntryView>>> HandleAsync(
        [AsParameters] ReadAudit.Query query, [AsParameters] PageQuery page, IQuerySession reads, CancellationToken cancellationToken)
    {
        IQueryable<AuditEntry> found = reads.Query<AuditEntry>();
        if (query.Person is { Length: > 0 } person)
        {
            var actor = ReadAudit.ActorOf(person.Trim());
            found = found.Where(entry => entry.Actor == actor);
        }

        if (query.Subject is { Length: > 0 } subject)
        {
            var subjects = ReadAudit.SubjectsOf(subject.Trim()).ToArray();
            found = found.Where(entry => entry.MatchesSql("jsonb_exists_any(d.data -> 'subjects', ?)", (object)subjects));
        }

        if (query.From is { } from)
        {
            var since = from.ToUniversalTime();
            found = found.Where(entry => entry.At >= since);
        }

        if (query.Until is { } until)
        {
            var before = until.ToUniversalTime();
            found = found.Where(entry => entry.At < before);
        }

        var entries = await found.NewestFirstAsync(page, "at", entry => entry.At, entry => entry.Id, cancellationToken);
        var ids = entries.Items.Select(entry => Guid.TryParse(entry.Actor, out var id) ? id : Guid.Empty).Distinct().ToArray();
        var accounts = (await reads.LoadManyAsync<Account>(cancellationToken, ids)).ToDictionary(account => account.Id.ToString());
        return TypedResults.Ok(new Page<AuditEntryView>(
            [
                .. entries.Items.Select(entry => new AuditEntryView(
                    entry.Id,
                    entry.Service,
                    entry.Actor,
                    NameAt(accounts.GetValueOrDefault(entry.Actor), entry.At),
                    entry.Roles,
                    entry.Act,
                    entry.Subjects,
                    entry.Address,
                    entry.Status,
                    entry.At)),
            ],
            entries.Next));
    }

    /// <summary>An address has one account, also where it is another person's now: what was before they were invited they have not done.</summary>
    public static string? NameAt(Account? account, DateTimeOffset at) => account is { Name.Length: > 0 } && account.InvitedAt <= at ? account.Name : null;
}
