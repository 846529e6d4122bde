using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Domain.People;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Scheduling.Editions;
using BusinessFocus.Scheduling.Hours;
using BusinessFocus.ServiceDefaults.Audit;
using BusinessFocus.ServiceDefaults.Store;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Scheduling.Hosts;

/// <summary>An organiser adds somebody who meets the visitors to an edition.</summary>
public static class AddHost
{
    /// <summary>A host as they are to be, as a whole: in a change, what is left out is removed.</summary>
    /// <param name="Name">
    /// A person's name or, where nobody is named yet, a role; at most 120 characters, without |. No other host of the edition is called so,
    /// whatever the case.
    /// </param>
    /// <param name="Languages">Which they speak, at most 20, by ISO 639-1 (two small letters); left out, <c>sv</c>.</param>
    /// <param name="WorkingHours">When they work in a week, at most 100 periods on the clock in Europe/Stockholm; left out, at any time.</param>
    /// <param name="Unavailable">When they cannot come, whatever the working hours; at most 100.</param>
    /// <param name="Reason">Why they are added or changed, kept with the change; at most 500 characters.</param>
    /// <param name="Email">By which they sign in, where they do: the account of this address in the role host is this host. Only organisers see it.</param>
    /// <param name="News">How they hear of what is booked with them; left out, at once. The letters are in the first language of theirs that is Swedish or English.</param>
    /// <param name="Role">What they are, at most 120 characters, for instance "Building permit officer"; the programme shows it after the name.</param>
    /// <param name="Organisation">Whom they are from, at most 120 characters; the programme does not show it, but the report of the edition counts by it.</param>
    public sealed record Request(
        string Name,
        string? Role = null,
        string? Organisation = null,
        IReadOnlyList<string>? Languages = null,
        IReadOnlyList<WeeklyHours>? WorkingHours = null,
        IReadOnlyList<Period>? Unavailable = null,
        string? Reason = null,
        string? Email = null,
        HostNews News = HostNews.AtOnce)
    {
        internal IReadOnlyList<string> Spoken => Languages ?? ["sv"];

        /// <summary>Of what is written to them.</summary>
        internal string WrittenIn => Spoken.FirstOrDefault(language => language is Domain.Texts.Languages.Swedish or Domain.Texts.Languages.English) ?? Domain.Texts.Languages.Swedish;

        internal string? Address => EmailAddress.TryNormalise(Email ?? "", out var address) ? address : null;

        internal IReadOnlyList<Period> Away => (Unavailable ?? [])
            .Select(period => period with { StartsAt = period.StartsAt.ToUniversalTime(), EndsAt = period.EndsAt.ToUniversalTime() })
            .ToList();
    }

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(request => request.Name).Text(120).Must(name => name?.Contains(Host.Separator) != true);
            RuleFor(request => request.Role).OptionalText(120);
            RuleFor(request => request.Organisation).OptionalText(120);
            RuleFor(request => request.Languages).Must(languages => languages is not { Count: > 20 });
            RuleForEach(request => request.Languages).NotEmpty().Matches(@"^[a-z]{2}\z");
            this.Hours(request => request.WorkingHours);
            this.Periods(request => request.Unavailable);
            RuleFor(request => request.News).IsInEnum();
            RuleFor(request => request.Reason).OptionalText(500);
            RuleFor(request => request.Email).IsEmailAddress().When(request => !string.IsNullOrEmpty(request.Email));
        }
    }

    public static Decision Decide(
        HostId id, EditionId edition, Request request, IReadOnlyCollection<Host> others, DateTimeOffset now) =>
        IsTaken(request.Name, others)
            ? HostProblems.NameTaken.With("name", request.Name)
            : Decision.Of(
            [
                new HostAdded(
                    id,
                    edition,
                    request.Name.Trim(),
                    request.Role,
                    request.Organisation,
                    request.Spoken,
                    now,
                    request.WorkingHours ?? [],
                    request.Away,
                    request.Reason),
                .. request is { Address: null, News: HostNews.AtOnce }
                    ? Array.Empty<object>()
                    : [new HostAddressed(id, edition, request.Address, now, request.WrittenIn, request.News)],
            ]);

    internal static bool IsTaken(string name, IReadOnlyCollection<Host> others) =>
        others.Any(other => string.Equals(other.Name, name.Trim(), StringComparison.OrdinalIgnoreCase));
}

/// <summary>The endpoint of <see cref="AddHost"/>.</summary>
public static class AddHostEndpoint
{
    public static void MapAddHost(this RouteGroupBuilder api) =>
        api.MapPost("/editions/{id}/hosts", HandleAsync)
            .Validates<AddHost.Request>()
            .Only(Roles.Organiser)
            .WithTags("Venues and hosts")
            .Audited()
            .WithName("addHost")
            .WithSummary("Add a host");

    /// <summary>
    /// Adds somebody who meets visitors to an edition: they can be planned with at once. 409 <c>host-name-taken</c> where the edition has one of
    /// that name, whatever the case. For organisers.
    /// </summary>
    private static async Task<Results<Created<HostView>, ProblemHttpResult>> HandleAsync(
        EditionId id, AddHost.Request request, ISessionFactory sessions, TimeProvider clock, CancellationToken cancellationToken)
    {
        await using var session = sessions.OpenSession();
        if (await session.LockEditionAsync(id, cancellationToken) is null)
        {
            return CommonProblems.NotFound.ToAnswer();
        }

        var others = await session.Query<Host>().Where(host => host.EditionId == id).ToListAsync(cancellationToken);
        var hostId = HostId.New();
        var decided = await session.DecideAndSaveAsync<Host>(
            hostId.Value, ExpectedVersion.Any, _ => AddHost.Decide(hostId, id, request, others, clock.GetUtcNow()), cancellationToken);
        if (decided.Refusal is { } refusal)
        {
            return refusal.ToAnswer();
        }

        return TypedResults.Created($"/api/v1/hosts/{hostId}", HostView.Of(decided.State));
    }
}
