using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Domain.People;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Scheduling.Activities;
using BusinessFocus.Scheduling.Editions;
using BusinessFocus.Scheduling.VisitRequests;
using BusinessFocus.ServiceDefaults.Idempotency;
using BusinessFocus.ServiceDefaults.Store;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Scheduling.Visits;

/// <summary>A company asks politicians and officials to visit it.</summary>
public static class AskForVisit
{
    /// <summary>Which company asks for a visit, who asks for it, and what it wishes.</summary>
    /// <param name="Days">On which days it suits, Europe/Stockholm, days of the edition, at most 60; left out, on any.</param>
    /// <param name="Consent">True, else it is refused: that the municipality keeps what it has to know of the contact to arrange the visit.</param>
    /// <param name="Company">Which company asks.</param>
    /// <param name="Contact">Who asks for the company, and is written to.</param>
    /// <param name="Address">Where the company is.</param>
    /// <param name="PartOfDay">At what time of day it suits; any time, unless told.</param>
    /// <param name="Topics">What to talk about, at most 20 keys of topics.</param>
    /// <param name="NumberOfEmployees">How many work at the company, 0 to 1,000,000.</param>
    /// <param name="Message">What the company wants to say to the organisers, at most 2,000 characters.</param>
    public sealed record Request(
        CompanyPart Company,
        ContactPart Contact,
        AddressPart Address,
        bool Consent,
        IReadOnlyList<DateOnly>? Days = null,
        PartOfDay PartOfDay = PartOfDay.Any,
        IReadOnlyList<string>? Topics = null,
        int? NumberOfEmployees = null,
        string? Message = null)
    {
        internal VisitWishes Wishes => new(
            (Days ?? []).Distinct().Order().ToList(), PartOfDay, Activities.Topics.Of(Topics), NumberOfEmployees, Message);
    }

    /// <summary>The company that is to be visited.</summary>
    /// <param name="Name">What the company is called, at most 100 characters.</param>
    public sealed record CompanyPart(string Name);

    /// <summary>Who asks for the company, and is written to.</summary>
    /// <param name="Locale">What they are written to in: "sv" or "en"; left out, as Accept-Language.</param>
    /// <param name="Name">The person's name, at most 120 characters.</param>
    /// <param name="Email">The address that proposals are mailed to.</param>
    /// <param name="Phone">As people write it; Swedish unless it begins with + or 00.</param>
    public sealed record ContactPart(string Name, string Email, string? Phone = null, string? Locale = null);

    /// <summary>Where the visit would take place.</summary>
    /// <param name="Area">The postal town, at most 60 characters, for instance "Stenkullen": visits in one area are planned on one day.</param>
    /// <param name="Latitude">Degrees north (WGS 84), −90 to 90; with the longitude or not at all. The way there is estimated from it.</param>
    /// <param name="Longitude">Degrees east (WGS 84), −180 to 180; with the latitude or not at all.</param>
    /// <param name="Street">Street and number, at most 120 characters.</param>
    public sealed record AddressPart(string Street, string Area, double? Latitude = null, double? Longitude = null);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(request => request.Company.Name).Text(100);
            RuleFor(request => request.Contact.Name).Text(120).IsPersonsName();
            RuleFor(request => request.Contact.Email).IsEmailAddress();
            RuleFor(request => request.Contact.Phone).IsPhoneNumberOrNone();
            RuleFor(request => request.Contact.Locale).IsLanguageOrNone();
            RuleFor(request => request.Address.Street).Text(120);
            RuleFor(request => request.Address.Area).Text(60);
            RuleFor(request => request.Address.Latitude).InclusiveBetween(-90, 90);
            RuleFor(request => request.Address.Longitude).InclusiveBetween(-180, 180);
            RuleFor(request => request.Address.Longitude).NotNull().When(request => request.Address.Latitude is not null);
            RuleFor(request => request.Address.Latitude).NotNull().When(request => request.Address.Longitude is not null);
            RuleFor(request => request.Consent).Equal(true);
            Wishes(this, request => request.Days, request => request.Topics);
            RuleFor(request => request.NumberOfEmployees).InclusiveBetween(0, 1_000_000);
            RuleFor(request => request.Message).OptionalText(2000);
        }

        internal static void Wishes<T>(
            AbstractValidator<T> validator,
            System.Linq.Expressions.Expression<Func<T, IReadOnlyList<DateOnly>?>> days,
            System.Linq.Expressions.Expression<Func<T, IEnumerable<string>?>> topics)
        {
            validator.RuleFor(days).Must(each => each is not { Count: > 60 });
            validator.RuleFor(topics).Must(each => each is null || each.Count() <= 20);
            validator.RuleForEach(topics!).Topic();
        }
    }

    public static Decision Decide(VisitRequestId id, Edition edition, VisitingCompany company, VisitWishes wishes, DateTimeOffset now) =>
        edition.Status != EditionStatus.Open ? VisitProblems.EditionNotOpen
        : Outside(wishes.Days, edition) is { } refusal ? refusal
        : Decision.Of(new VisitAsked(
            id, new EditionId(edition.Id), edition.Name, company, wishes, now, ChooseVisitAreas.ContactFor(edition, company.Area)));

    /// <summary>Days that the edition does not have.</summary>
    internal static Refusal? Outside(IReadOnlyList<DateOnly> days, Edition edition)
    {
        var flaws = days
            .Select((day, i) => (day, i))
            .Where(each => each.day < edition.StartsOn || each.day > edition.EndsOn)
            .Select(each => new Flaw($"days[{each.i}]", "Utanför upplagans dagar.", "Outside the edition's days."))
            .ToList();
        return flaws.Count == 0 ? null : Flaw.Refuse(flaws);
    }
}

/// <summary>The endpoint of <see cref="AskForVisit"/>.</summary>
public static class AskForVisitEndpoint
{
    /// <summary>A request that was made.</summary>
    /// <param name="Token">Opens this request, and nothing else; the links in letters about it carry it too.</param>
    /// <param name="Id">By what the request is read and answered.</param>
    /// <param name="Status">Always <c>asked</c>.</param>
    public sealed record Answer(VisitRequestId Id, VisitStatus Status, string Token);

    public static void MapAskForVisit(this RouteGroupBuilder api) =>
        api.MapPost("/editions/{id}/visit-requests", HandleAsync)
            .Validates<AskForVisit.Request>()
            .WithTags("Company visits")
            .WithName("askForVisit")
            .WithSummary("Ask for a company visit")
            .AnswersWithCredentials(new Credential("token", (visit, context) => ValueTask.FromResult(
                context.RequestServices.GetRequiredService<VisitKey>().TokenOf(new VisitRequestId(visit["id"]!.GetValue<Guid>())))));

    /// <summary>
    /// A company asks politicians and officials to visit it, without signing in. The company is mailed a receipt with a link to the request, and
    /// the organisers, and who answers for its postal town, are mailed that there is one; the company is mailed again when they propose a time. The token that is answered opens the request from then on. 404 for an edition that is a draft, 409
    /// <c>edition-not-open</c> for a closed one.
    /// </summary>
    private static async Task<Results<Created<Answer>, ProblemHttpResult>> HandleAsync(
        EditionId id, AskForVisit.Request request, ISessionFactory sessions, VisitKey key, TimeProvider clock, CancellationToken cancellationToken)
    {
        // Held, so that the edition is not deleted meanwhile.
        await using var session = sessions.OpenSession();
        if (await session.LockEditionAsync(id, cancellationToken) is not { Aggregate: { Status: not EditionStatus.Draft } edition })
        {
            return CommonProblems.NotFound.ToAnswer();
        }

        EmailAddress.TryNormalise(request.Contact.Email, out var email);
        var company = new VisitingCompany(
            request.Company.Name.Trim(),
            ContactIds.Of(email),
            request.Contact.Name.Trim(),
            email,
            PhoneNumber.TryNormalise(request.Contact.Phone, out var phone) ? phone : null,
            request.Contact.Locale ?? Languages.Current,
            request.Address.Street.Trim(),
            request.Address.Area.Trim(),
            request.Address.Latitude,
            request.Address.Longitude);
        var requestId = VisitRequestId.New();
        var decided = await session.DecideAndSaveAsync<VisitRequest>(
            requestId.Value, ExpectedVersion.Any, _ => AskForVisit.Decide(requestId, edition, company, request.Wishes, clock.GetUtcNow()), cancellationToken);
        return decided.Refusal is { } refusal
            ? refusal.ToAnswer()
            : TypedResults.Created($"/api/v1/visit-requests/{requestId}", new Answer(requestId, decided.State.Status, key.TokenOf(requestId)));
    }
}
