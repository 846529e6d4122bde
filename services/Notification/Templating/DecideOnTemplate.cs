using BusinessFocus.Domain.Decisions;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Notifications.Rendering;
using BusinessFocus.ServiceDefaults.Store;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Notifications.Templating;

/// <summary>What changing a template and going back have in common: it is found by its key, decided on, and answered as it is then.</summary>
public static class DecideOnTemplate
{
    public static async Task<Results<Ok<TemplateView>, ProblemHttpResult>> AnswerAsync(
        this ISessionFactory sessions,
        string key,
        ExpectedVersion expected,
        Func<Template, TemplateKey, Decision> decide,
        Templates templates,
        HttpResponse response,
        CancellationToken cancellationToken)
    {
        if (TemplateKey.Find(key) is not { } found)
        {
            return CommonProblems.NotFound.ToAnswer();
        }

        var decided = await sessions.DecideAsync<Template>(found.Id, expected, template => decide(template, found), cancellationToken);
        return decided.ToAnswer(response, template => TemplateView.Of(found, template, templates.DefaultSource(found)));
    }
}
