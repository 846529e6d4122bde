using BusinessFocus.Domain.Decisions;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Notifications.Rendering;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Notifications.Templating;

/// <summary>
/// Only for organisers of all municipalities; one of a single municipality is refused with 403. The letter as it would be sent, about made-up people;
/// nothing is stored or sent. 400 where the template cannot be read, or there is no such sample. 404 <c>not-found</c> for an unknown key.
/// </summary>
public static class PreviewTemplate
{
    /// <summary>What a preview is to be of.</summary>
    /// <param name="Source">What is being written; null is what is in force.</param>
    /// <param name="Sample">One of the template's samples; null is the first.</param>
    public sealed record Request(string? Source = null, string? Sample = null);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator() => RuleFor(request => request.Source).Text(TemplateCheck.LongestSource).When(request => request.Source is not null);
    }

    /// <summary>A letter as it would be sent, about a sample.</summary>
    /// <param name="Sample">Which of the samples it is about.</param>
    /// <param name="Subject">The e-mail's, on one line.</param>
    /// <param name="Heading">What stands above the text.</param>
    /// <param name="Brief">What a phone gets, but for the link.</param>
    /// <param name="Text">The e-mail as plain text.</param>
    /// <param name="Html">The e-mail's HTML; the ticket is its image <c>cid:ticket</c>.</param>
    public sealed record Answer(string Sample, string Subject, string Heading, string Brief, string Text, string Html);

    public static void MapPreviewTemplate(this RouteGroupBuilder api) =>
        api.MapPost("/templates/{key}/preview", HandleAsync)
            .Validates<Request>()
            .Only(Roles.Organiser)
            .WithTags("Templates")
            .WithName("previewTemplate")
            .WithSummary("Preview a letter");

    /// <param name="key">The kind and the language of the letter, for instance "programme-change.sv".</param>
    private static async Task<Results<Ok<Answer>, ProblemHttpResult>> HandleAsync(
        string key, Request request, IQuerySession reads, Templates templates, MessageRenderer renderer, CancellationToken cancellationToken)
    {
        if (TemplateKey.Find(key) is not { } found)
        {
            return CommonProblems.NotFound.ToAnswer();
        }

        var samples = Samples.Of(found);
        var sample = request.Sample is null ? samples[0] : samples.FirstOrDefault(each => each.Name == request.Sample);
        if (sample is null)
        {
            var names = string.Join(", ", samples.Select(each => each.Name));
            return Problems.Invalid("sample", $"En av: {names}.", $"One of: {names}.");
        }

        if (request.Source is { } source && TemplateCheck.FlawsIn(source, found) is { Count: > 0 } flaws)
        {
            return Flaw.Refuse(flaws).ToAnswer();
        }

        var wording = request.Source is { } tried
            ? TextTemplate.Parse(tried).Render(sample.Model)
            : templates.Render(found, sample.Model, await reads.LoadAsync<Template>(found.Id, cancellationToken));
        var letter = renderer.Write(sample.Notification, wording, sample.Activities, new Dictionary<Guid, CalendarEntry>(), Samples.Now).RenderedMessage;
        return TypedResults.Ok(new Answer(sample.Name, wording.Subject, wording.Heading, wording.Brief, letter.Text, letter.Html));
    }
}
