using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Domain.People;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Feedback.Answers;
using BusinessFocus.Feedback.Areas;
using BusinessFocus.Feedback.FollowUps;
using BusinessFocus.Feedback.Surveys;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.ServiceDefaults.Audit;
using BusinessFocus.ServiceDefaults.Idempotency;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Feedback.Privacy;

/// <summary>
/// All that Feedback has of a person (GDPR article 15). What was answered anonymously is not in it, nor whether: it could be found
/// as little as anybody else may find it.
/// </summary>
/// <param name="FollowUps">The cases in which they asked to be contacted.</param>
/// <param name="Invitations">The surveys that they were asked to answer.</param>
/// <param name="Responses">What was answered to surveys that are not anonymous.</param>
/// <param name="Areas">Those that answer follow-ups at this address.</param>
public sealed record FeedbackOfPerson(
    IReadOnlyList<FeedbackOfPerson.AskedFollowUp> FollowUps,
    IReadOnlyList<FeedbackOfPerson.Invited> Invitations,
    IReadOnlyList<ResponseView> Responses,
    IReadOnlyList<AreaView> Areas)
{
    /// <summary>A case in which the person asked to be contacted.</summary>
    /// <param name="FollowUp">As it is now.</param>
    /// <param name="History">What happened to it, the oldest first.</param>
    public sealed record AskedFollowUp(FollowUpView FollowUp, IReadOnlyList<FollowUpStep> History);

    /// <summary>A survey that the person was asked to answer.</summary>
    /// <param name="ActivityId">What it asks about.</param>
    /// <param name="RegistrationId">By which they came.</param>
    /// <param name="IsMember">Of an association, when they came; left out where it was not noted.</param>
    /// <param name="CompanySize">By the associations' lists, when they came; left out where nobody knows.</param>
    /// <param name="ClosesAt">UTC: answers are taken until then.</param>
    public sealed record Invited(ActivityId ActivityId, RegistrationId RegistrationId, bool? IsMember, CompanySize? CompanySize, DateTimeOffset ClosesAt);
}

/// <summary>
/// All that Feedback has of a person: a part of what <c>POST /privacy/export</c> puts together. People are known here by their registrations
/// and requests for visits only, which the call names. What was answered anonymously is not in it, nor whether. For organisers of all municipalities and data protection
/// officers.
/// </summary>
public static class ExportFeedback
{
    private const int Most = 10_000;

    /// <summary>Whose data is wanted.</summary>
    /// <param name="Email">The person's address, also one that would no longer be taken; left out for somebody who has none.</param>
    /// <param name="Registrations">The ids of the person's registrations and of the visits that they asked for, at most 10,000; may be empty.</param>
    public sealed record Request(string? Email, IReadOnlyList<RegistrationId> Registrations);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(request => request.Email).Must(email => EmailAddress.FormsOf(email).Count > 0).WithMessage((_, email) => EmailAddress.WhyNot(email).In(Languages.Current))
                .When(request => request.Email is not null);
            RuleFor(request => request.Registrations).Must(registrations => registrations.Count <= Most)
                .WithMessage(_ => Languages.Choose($"Högst {Most}.", $"At most {Most}."));
        }
    }

    public static void MapExportFeedback(this RouteGroupBuilder api) =>
        api.MapPost("/privacy/export/feedback", HandleAsync)
            .Validates<Request>()
            .Only(Roles.Organiser, Roles.DataProtectionOfficer)
            .WithTags("Privacy")
            .Audited()
            .WithName("exportFeedback")
            .WithSummary("Export what feedback has of a person")
            .WithoutIdempotencyKey();

    private static async Task<Ok<FeedbackOfPerson>> HandleAsync(Request request, IQuerySession reads, CancellationToken cancellationToken)
    {
        var registrations = request.Registrations.Distinct().ToArray();
        var followUps = new List<FeedbackOfPerson.AskedFollowUp>();
        foreach (var followUp in await reads.Query<FollowUp>().Where(each => each.RegistrationId.IsOneOf(registrations)).ToListAsync(cancellationToken))
        {
            var events = await reads.Events.FetchStreamAsync(followUp.Id, token: cancellationToken);
            followUps.Add(new(FollowUpView.Of(followUp), [.. events.Select(@event => FollowUpStep.Of(@event.Data)).OfType<FollowUpStep>()]));
        }

        var invitations = await reads.Query<Invitation>().Where(each => each.RegistrationId.IsOneOf(registrations)).ToListAsync(cancellationToken);
        var responses = await reads.LoadManyAsync<Response>(cancellationToken, registrations.SelectMany(Response.IdsOf));
        var forms = EmailAddress.FormsOf(request.Email);
        var areas = (await KnownAreas.ReadAsync(reads, cancellationToken)).All.Where(area => EmailAddress.FormsOf(area.Email).Any(forms.Contains));
        return TypedResults.Ok(new FeedbackOfPerson(
            followUps,
            [.. invitations.Select(each => new FeedbackOfPerson.Invited(each.ActivityId, each.RegistrationId, each.IsMember, each.CompanySize, each.ClosesAt))],
            [.. responses.Select(ResponseView.Of)],
            [.. areas.Select(AreaView.Of)]));
    }
}
