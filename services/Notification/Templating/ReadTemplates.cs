using System.Globalization;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Notifications.Content;
using BusinessFocus.Notifications.Rendering;
using BusinessFocus.ServiceDefaults.Actors;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Notifications.Templating;

/// <summary>A template in the list of all.</summary>
/// <param name="Key">In the addresses of the template, for instance "programme-change.sv".</param>
/// <param name="Kind">What the letter tells.</param>
/// <param name="Language">"sv" or "en".</param>
/// <param name="IsChanged">Whether other words are in force than those that come with the service.</param>
/// <param name="Version">How often it was changed: the ETag.</param>
/// <param name="ChangedAt">UTC; null before anybody has.</param>
/// <param name="ChangedBy">The id of the account or client that changed it last, or went back; left out before anybody has.</param>
public sealed record TemplateSummary(
    string Key, NotificationKind Kind, string Language, bool IsChanged, long Version, DateTimeOffset? ChangedAt, string? ChangedBy)
{
    public static TemplateSummary Of(TemplateKey key, Template template) => new(
        key.ToString(), key.Kind, key.Language, template.Source is not null, template.Version, template.ChangedAt, template.ChangedBy);
}

/// <summary>A template with all that an editor needs.</summary>
/// <param name="Key">In the addresses of the template, for instance "programme-change.sv".</param>
/// <param name="Kind">What the letter tells.</param>
/// <param name="Language">"sv" or "en".</param>
/// <param name="IsChanged">Whether other words are in force than those that come with the service.</param>
/// <param name="Version">How often it was changed: the ETag.</param>
/// <param name="ChangedAt">UTC; null before anybody has.</param>
/// <param name="ChangedBy">The id of the account or client that changed it last, or went back; null before anybody has.</param>
/// <param name="Source">In force now.</param>
/// <param name="DefaultSource">What comes with the service.</param>
/// <param name="Variables">What its words can name.</param>
/// <param name="Samples">What a preview can be of; the first unless told.</param>
public sealed record TemplateView(
    string Key,
    NotificationKind Kind,
    string Language,
    bool IsChanged,
    long Version,
    DateTimeOffset? ChangedAt,
    string? ChangedBy,
    string Source,
    string DefaultSource,
    IReadOnlyList<Variable> Variables,
    IReadOnlyList<string> Samples)
{
    public static TemplateView Of(TemplateKey key, Template template, string defaultSource) => new(
        key.ToString(),
        key.Kind,
        key.Language,
        template.Source is not null,
        template.Version,
        template.ChangedAt,
        template.ChangedBy,
        template.Source ?? defaultSource,
        defaultSource,
        Vocabulary.Variables(key),
        [.. Templating.Samples.Of(key).Select(sample => sample.Name)]);
}

/// <summary>One change of a template.</summary>
/// <param name="Version">After it.</param>
/// <param name="At">When it was changed, UTC.</param>
/// <param name="By">The account's or the client's id.</param>
/// <param name="Source">The words from then on; null where it went back to those that come with the service.</param>
/// <param name="Actor">Whom <c>by</c> stands for.</param>
public sealed record TemplateStep(long Version, DateTimeOffset At, string? By, string? Source, Actor? Actor = null);

/// <summary>Organisers see the words of all letters, and what became of them.</summary>
public static class ReadTemplates
{
    /// <summary>All templates of letters.</summary>
    /// <param name="Templates">By kind and language.</param>
    public sealed record Answer(IReadOnlyList<TemplateSummary> Templates);

    /// <summary>How a template was changed.</summary>
    /// <param name="Steps">The newest first.</param>
    /// <param name="Next">The cursor for <c>?after=</c> of the next part; left out at the end, and where all was asked for.</param>
    public sealed record History(IReadOnlyList<TemplateStep> Steps, string? Next = null);

    public static void MapReadTemplates(this RouteGroupBuilder api)
    {
        api.MapGet("/templates", ListAsync).Only(Roles.Organiser).WithTags("Templates").WithName("listTemplates").WithSummary("List the templates of letters");
        api.MapGet("/templates/{key}", ReadAsync).Only(Roles.Organiser).WithTags("Templates").WithName("readTemplate").WithSummary("Read the template of a letter");
        api.MapGet("/templates/{key}/history", ReadHistoryAsync).Only(Roles.Organiser).WithTags("Templates").WithName("readTemplateHistory").WithSummary("Read the history of a template").Validates<PartQuery>();
    }

    /// <summary>
    /// Only for organisers of all municipalities; one of a single municipality is refused with 403. One template for each kind and language, changed
    /// or not.
    /// </summary>
    private static async Task<Ok<Answer>> ListAsync(IQuerySession reads, CancellationToken cancellationToken)
    {
        var changed = (await reads.Query<Template>().ToListAsync(cancellationToken)).ToDictionary(template => template.Id);
        return TypedResults.Ok(new Answer([.. TemplateKey.All.Select(key => TemplateSummary.Of(key, changed.GetValueOrDefault(key.Id) ?? Template.Initial))]));
    }

    /// <summary>
    /// Only for organisers of all municipalities; one of a single municipality is refused with 403. The ETag is for <c>If-Match</c>. 404
    /// <c>not-found</c> for an unknown key.
    /// </summary>
    /// <param name="key">The kind and the language of the letter, for instance "programme-change.sv".</param>
    private static async Task<Results<Ok<TemplateView>, ProblemHttpResult>> ReadAsync(
        string key, IQuerySession reads, Templates templates, HttpResponse response, CancellationToken cancellationToken)
    {
        if (TemplateKey.Find(key) is not { } found)
        {
            return CommonProblems.NotFound.ToAnswer();
        }

        var template = await reads.LoadAsync<Template>(found.Id, cancellationToken) ?? Template.Initial;
        response.SetVersion(template.Version);
        return TypedResults.Ok(TemplateView.Of(found, template, templates.DefaultSource(found)));
    }

    /// <summary>
    /// Only for organisers of all municipalities; one of a single municipality is refused with 403. The newest first: all of them, or where <c>limit</c> or
    /// <c>after</c> is given a part. Empty where nobody has changed it. 404 <c>not-found</c> for an unknown key.
    /// </summary>
    /// <param name="key">The kind and the language of the letter, for instance "programme-change.sv".</param>
    private static async Task<Results<Ok<History>, ProblemHttpResult>> ReadHistoryAsync(
        string key, [AsParameters] PartQuery part, IQuerySession reads, CancellationToken cancellationToken)
    {
        if (TemplateKey.Find(key) is not { } found)
        {
            return CommonProblems.NotFound.ToAnswer();
        }

        var page = part.Page(part.After is null ? int.MaxValue : PageQuery.Usual);
        var before = page.KeyAs<long>() ?? long.MaxValue;
        var events = await reads.Events.FetchStreamAsync(found.Id, token: cancellationToken);
        var steps = events.Reverse().Select(@event => @event.Data switch
        {
            TemplateChanged changed => new TemplateStep(@event.Version, changed.At, changed.By, changed.Source),
            TemplateReset reset => new TemplateStep(@event.Version, reset.At, reset.By, null),
            var other => throw new InvalidOperationException($"{other.GetType().Name} does not happen to a template."),
        }).ToList();
        var shown = page.Of([.. steps.Where(step => step.Version < before)], step => step.Version.ToString(CultureInfo.InvariantCulture));
        var actors = await reads.ActorNamesAsync(shown.Items.Select(step => step.By), cancellationToken);
        return TypedResults.Ok(new History([.. shown.Items.Select(step => step with { Actor = actors.Of(step.By) })], shown.Next));
    }
}
