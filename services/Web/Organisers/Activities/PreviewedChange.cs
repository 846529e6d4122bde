using BusinessFocus.Client;
using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Web.Site;
using Microsoft.Kiota.Abstractions;

namespace BusinessFocus.Web.Organisers.Activities;

/// <summary>What became of a form that changes several activities at once.</summary>
/// <param name="Done">How many were changed; null where nothing was done.</param>
/// <param name="Form">With what was wrong.</param>
/// <param name="Meaning">What it would come to; null where that was refused too.</param>
/// <param name="Version">What the change has to be based on to come to that.</param>
public sealed record PreviewedChange(int? Done, TypedForm Form, PlannedChanges? Meaning = null, string? Version = null)
{
    /// <summary>Makes the change where the form says so; else, and where it is refused, asks what it would come to.</summary>
    /// <param name="call">Asks for the change.</param>
    /// <param name="preview">Makes of it a question that changes nothing.</param>
    public static async Task<PreviewedChange> AskAsync<TQuery>(
        HttpContext context,
        IFormCollection form,
        Func<Action<RequestConfiguration<TQuery>>, CancellationToken, Task<PlannedChanges?>> call,
        Action<TQuery> preview,
        CancellationToken cancellationToken)
        where TQuery : class, new()
    {
        var told = new TypedForm(form, TypedForm.Empty.Faults);
        try
        {
            if (form[WhatChanges.Act] == WhatChanges.Do)
            {
                var done = await call(ask => ask.Headers.Based(TypedForm.Filled(form, PlanForm.Version)), cancellationToken);
                return new PreviewedChange(done?.Changes?.Count ?? 0, told);
            }
        }
        catch (ProblemException problem) when ((int)problem.Status is 400 or 409 or 412 or 422)
        {
            told = TypedForm.Of(form, problem);
        }

        FormKey.Forget(context);
        try
        {
            var (meaning, version) = await ReadPlan.WithVersionAsync<PlannedChanges>(
                (option, token) => call(
                    ask =>
                    {
                        ask.Options.Add(option);
                        preview(ask.QueryParameters);
                    },
                    token),
                cancellationToken);
            return new PreviewedChange(null, told, meaning, version);
        }
        catch (ProblemException problem) when ((int)problem.Status is 400 or 409 or 422)
        {
            return new PreviewedChange(null, TypedForm.Of(form, problem));
        }
    }
}
