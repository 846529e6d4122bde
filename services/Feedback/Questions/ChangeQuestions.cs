using System.Security.Claims;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Http.Bodies;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.ServiceDefaults.Store;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace BusinessFocus.Feedback.Questions;

/// <summary>
/// An organiser gives the surveys of a kind of activity other questions: a new version. Surveys that somebody has answered keep
/// theirs, the others ask it from now on.
/// </summary>
public static class ChangeQuestions
{
    /// <summary>What the surveys of the kind ask from now on: said here, or in current as a read template has it.</summary>
    /// <param name="IsAnonymous">Whether nobody can tell who answered what; left out, as current says it.</param>
    /// <param name="Questions">1 to 40, in the order that they are asked; left out, those of current.</param>
    /// <param name="Current">As a read template has it: what is left out beside it is taken from here.</param>
    public sealed record Request(bool? IsAnonymous = null, IReadOnlyList<Question>? Questions = null, ReadRequest? Current = null)
    {
        /// <summary>Null where neither says it; the validator has refused that.</summary>
        internal bool? Anonymous => IsAnonymous ?? Current?.IsAnonymous;

        internal IReadOnlyList<Question>? Asked => Questions ?? Current?.Questions;
    }

    /// <summary>What a read template asks, sent back.</summary>
    /// <param name="IsAnonymous">Whether nobody can tell who answered what; may be left out where it is said beside it.</param>
    /// <param name="Questions">1 to 40, in the order that they are asked; may be left out where they are said beside it.</param>
    public sealed record ReadRequest(bool? IsAnonymous = null, IReadOnlyList<Question>? Questions = null);

    /// <summary>What may come back: a read template, or only what it asks now.</summary>
    public sealed record Read(int Version, ActivityKind Kind, Questionnaire Current, IReadOnlyList<Questionnaire> Versions);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(request => request.IsAnonymous).Must((request, _) => request.Anonymous is not null).WithMessage(_ => Missing());
            RuleFor(request => request.Questions).Must((request, _) => request.Asked is not null).WithMessage(_ => Missing());
            RuleForEach(request => request.Questions).Must(HasItsOptions).WithMessage(_ => NoOption());
            RuleForEach(request => request.Current!.Questions).Must(HasItsOptions).WithMessage(_ => NoOption())
                .When(request => request.Current is not null);
        }

        private static bool HasItsOptions(Question? question) => question is not null && question.Options?.Any(option => option is null) != true;

        private static string NoOption() => Languages.Choose("Ett alternativ saknas.", "An option is missing.");

        private static string Missing() => Languages.Choose("Saknas.", "Missing.");
    }

    /// <param name="asked">All that the surveys of any kind ask or have asked.</param>
    /// <param name="by">The <c>sub</c> of whoever asks for it.</param>
    public static Decision Decide(SurveyTemplate template, ActivityKind kind, Request request, IEnumerable<Question> asked, string? by, DateTimeOffset now)
    {
        if (QuestionRules.FlawsIn(request.Asked!, asked.Concat(template.Versions.SelectMany(version => version.Questions))) is { Count: > 0 } flaws)
        {
            return Flaw.Refuse(flaws);
        }

        var changed = new Questionnaire(template.Current.Version + 1, request.Anonymous!.Value, request.Asked!);
        return changed.AsksTheSameAs(template.Current) ? Decision.Nothing : Decision.Of(new QuestionsChanged(kind, changed, by, now));
    }
}

/// <summary>
/// Gives the surveys of a kind of activity (seminar, meeting, companyVisit or openHouse; 404 for any other) other questions, as a new version. A
/// survey that somebody has answered keeps its questions, all others ask the new ones from now on. A key that was asked as one type is never
/// asked as another: 400. What was read can be sent back; the same again changes nothing. For organisers of all municipalities.
/// </summary>
public static class ChangeQuestionsEndpoint
{
    public static void MapChangeQuestions(this RouteGroupBuilder api) =>
        api.MapPut("/survey-templates/{kind}", HandleAsync)
            .Validates<ChangeQuestions.Request>()
            .TakesBack<ChangeQuestions.Read>()
            .Only(Roles.Organiser)
            .WithTags("Surveys")
            .WithName("changeQuestions")
            .WithSummary("Change the questions of a survey template");

    /// <param name="name">The kind of activity: seminar, meeting, companyVisit or openHouse.</param>
    private static async Task<Results<Ok<SurveyTemplateView>, ProblemHttpResult>> HandleAsync(
        [FromRoute(Name = "kind")] string name,
        ChangeQuestions.Request request,
        IfMatch ifMatch,
        ISessionFactory sessions,
        ClaimsPrincipal asker,
        HttpResponse response,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        if (!EnumNames<ActivityKind>.All.TryGetValue(name, out var kind))
        {
            return CommonProblems.NotFound.ToAnswer();
        }

        await using var reads = sessions.QuerySession();
        var others = await reads.Query<SurveyTemplate>().ToListAsync(cancellationToken);
        var asked = others.Append(SurveyTemplate.Initial).SelectMany(template => template.Versions).SelectMany(version => version.Questions).ToList();
        var decided = await sessions.DecideAsync<SurveyTemplate>(
            SurveyTemplate.IdOf(kind),
            ifMatch.Expected,
            template => ChangeQuestions.Decide(template, kind, request, asked, asker.FindFirst("sub")?.Value, clock.GetUtcNow()),
            cancellationToken);
        return decided.ToAnswer(response, template => SurveyTemplateView.Of(kind, template));
    }
}
