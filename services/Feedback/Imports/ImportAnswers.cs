using System.Globalization;
using BusinessFocus.Contracts;
using BusinessFocus.Feedback.Comments;
using BusinessFocus.Feedback.Questions;
using BusinessFocus.Feedback.Results;
using BusinessFocus.Feedback.Surveys;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.ServiceDefaults.Tables;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using UUIDNext;

namespace BusinessFocus.Feedback.Imports;

/// <summary>A file of answers was taken in.</summary>
/// <param name="File">SHA-256 of its text: the same file again changes nothing.</param>
/// <param name="By">The <c>sub</c> of whoever did.</param>
/// <param name="At">UTC.</param>
public sealed record AnswersImported(EditionId EditionId, string File, int Invited, int Answered, string? By, DateTimeOffset At);

/// <summary>
/// Takes in what an edition was answered elsewhere, on paper or in another system: a CSV file or an Excel workbook of at most 20 MB and 200,000
/// rows. Each row is somebody who was asked; its columns are activity (id or Swedish title, needed), member (yes or no), size (sole, micro,
/// small, medium or large), language (sv or en), and one for each question, by its key; a row without answers did not answer. All rows count or
/// none: 400 <c>rows-refused</c> names each row that is wrong in <c>refused</c>. The same file again changes nothing. For organisers.
/// </summary>
/// <remarks>An answer has nothing that it could be recognised by in a mended file: so not only the right rows are taken.</remarks>
public static class ImportAnswersEndpoint
{
    private const int MostBytes = 20_000_000;

    private static readonly Guid Imports = new("7d0a9a52-8f54-4a6e-b8a3-1de3d9a5b1f0");

    /// <summary>What was taken in.</summary>
    /// <param name="Invited">Rows: how many were asked.</param>
    /// <param name="Answered">Those of the rows that have answers.</param>
    /// <param name="AlreadyKnown">Whether the same file had been taken in before: then nothing changed.</param>
    public sealed record Answer(int Invited, int Answered, bool AlreadyKnown);

    public static void MapImportAnswers(this RouteGroupBuilder api) =>
        api.MapPost("/editions/{id}/answers", HandleAsync)
            .Only(Roles.Organiser)
            .WithMetadata(new RequestSizeLimitAttribute(MostBytes))
            .WithTags("Reports")
            .WithName("importAnswers")
            .WithSummary("Take in answers from elsewhere")
            .TakesTables();

    /// <param name="id">The edition's id or slug.</param>
    private static async Task<Results<Ok<Answer>, ProblemHttpResult>> HandleAsync(
        string id, HttpRequest request, ISessionFactory sessions, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (!request.HasTable())
        {
            return HttpProblems.UnsupportedMediaType.ToAnswer();
        }

        await using var session = sessions.OpenSession();
        if (await session.FindEditionAsync(id, cancellationToken) is not { } edition)
        {
            return SurveyProblems.NoSuchEdition.ToAnswer();
        }

        AnswersFile file;
        string hash;
        try
        {
            await using var taken = await TableFile.TakeAsync(request, cancellationToken);
            using var table = await taken.ReadAsync(AnswersFile.Columns, cancellationToken);
            if (table.Refusal is { } refusal)
            {
                return refusal.ToAnswer();
            }

            file = AnswersFile.Read(table, edition, await ActivitiesAsync(session, edition, cancellationToken));
            hash = await taken.HashAsync(cancellationToken);
        }
        catch (TableRefusedException refused)
        {
            return refused.Refusal.ToAnswer();
        }

        if (file.Refused.Count > 0)
        {
            return ImportProblems.RowsRefused.With("refused", file.Refused).ToAnswer();
        }

        var stream = Uuid.NewNameBased(Imports, string.Create(CultureInfo.InvariantCulture, $"{edition}/{hash}"));
        if (file.Invited == 0 || await session.Events.FetchStreamStateAsync(stream, cancellationToken) is not null)
        {
            return TypedResults.Ok(new Answer(file.Invited, file.Answers.Count, AlreadyKnown: file.Invited > 0));
        }

        session.Events.StartStream(
            stream,
            new AnswersImported(edition, hash, file.Invited, file.Answers.Count, request.HttpContext.User.FindFirst("sub")?.Value, clock.GetUtcNow()),
            GroupsInvited.Of(edition, file.Groups),
            new AnswersCounted(edition, file.Counts));
        foreach (var comment in file.Comments)
        {
            session.Events.StartStream<Comment>(Guid.NewGuid(), comment);
        }

        await session.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(new Answer(file.Invited, file.Answers.Count, AlreadyKnown: false));
    }

    private static async Task<IReadOnlyList<AskedActivity>> ActivitiesAsync(IQuerySession reads, EditionId edition, CancellationToken cancellationToken)
    {
        var templates = (await reads.Query<SurveyTemplate>().ToListAsync(cancellationToken)).ToDictionary(template => template.Id);
        var known = await reads.Query<Survey>()
            .Where(survey => survey.EditionId == edition.Value && survey.Facts != null)
            .Select(survey => new { survey.Id, survey.Facts })
            .ToListAsync(cancellationToken);
        return [.. known.Where(each => each.Facts!.Audience is null).Select(each => new AskedActivity(
            new ActivityId(each.Id),
            each.Facts!,
            (templates.GetValueOrDefault(SurveyTemplate.IdOf(each.Facts!.Kind)) ?? SurveyTemplate.Initial).Current))];
    }
}
