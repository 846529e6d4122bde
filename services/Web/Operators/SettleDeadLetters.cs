using BusinessFocus.Client;
using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Web.Site;
using BusinessFocus.Web.Site.SignIn;
using BusinessFocus.Web.Site.Staff;

namespace BusinessFocus.Web.Operators;

/// <summary><c>POST /drift/meddelanden/…</c>: tries one again, or all that are shown, or says why one is not to be dealt with.</summary>
public static class SettleDeadLetters
{
    public const string Reason = "reason";
    public const string Retry = "forsok";
    public const string Discard = "kasta";

    private const string One = ShowDeadLetters.Path + "/{id:guid}";

    public static void MapSettleDeadLetters(this IEndpointRouteBuilder routes)
    {
        routes.MapSettle($"{One}/{Retry}", Retry, (calls, id, _, stop) => calls.V1.Operations.DeadLetters[id!.Value].Retry.PostAsync(cancellationToken: stop));
        routes.MapSettle($"{One}/{Discard}", Discard, (calls, id, form, stop) => calls.V1.Operations.DeadLetters[id!.Value].Discard.PostAsync(
            new DiscardDeadLetterRequest { Reason = form[Reason].ToString() }, cancellationToken: stop));
        routes.MapForm($"{ShowDeadLetters.Path}/{Retry}", RetryAllAsync).In(Area.Operators);
    }

    private static void MapSettle(this IEndpointRouteBuilder routes, string path, string done, Func<Festival, Guid?, IFormCollection, CancellationToken, Task> settle) =>
        routes.MapForm(path, async (Guid id, HttpContext context, Festival calls, TraceLinks traces, TimeProvider clock, CancellationToken cancellationToken) =>
        {
            var form = await context.FormAsync();
            if (done == Discard && TypedForm.Filled(form, Reason) is null)
            {
                var why = Languages.Choose("Skriv varför, så att den som undrar sedan får veta.", "Enter why, so that colleagues can see it later.");
                return await ShowDeadLetters.ShowAsync(
                    new TypedForm(form, new Dictionary<string, string> { [ReasonOf(id)] = why }), context, calls, traces, clock, cancellationToken);
            }

            try
            {
                await settle(calls, id, form, cancellationToken);
                return context.GoTo(With(DeadLetterFilter.In(context.Request.Query).Address(), done));
            }
            catch (ProblemException problem) when ((int)problem.Status is 400 or 404 or 409 or 422 or 503)
            {
                return await ShowDeadLetters.ShowAsync(TypedForm.Of(form, problem), context, calls, traces, clock, cancellationToken);
            }
        }).In(Area.Operators);

    private static async Task<IResult> RetryAllAsync(HttpContext context, Festival calls, CancellationToken cancellationToken)
    {
        await context.FormAsync();
        var filter = DeadLetterFilter.In(context.Request.Query);
        var retried = (await calls.V1.Operations.DeadLetters.Retry.PostAsync(new RetryDeadLettersRequest { Queue = filter.Queue }, cancellationToken: cancellationToken))!;
        return context.GoTo(With((filter with { After = null }).Address(), $"{retried.Retried}-{retried.Left}"));
    }

    /// <summary>The field of one letter's reason: there are several on a page.</summary>
    public static string ReasonOf(Guid? letter) => $"{Reason}-{letter}";

    /// <summary>What was done, in words; null where nothing was.</summary>
    public static string? Said(string? done) => done switch
    {
        Retry => Languages.Choose("Meddelandet ligger i kön igen. Fastnar det en gång till kommer det tillbaka hit.", "The message is back in its queue. If it fails again, it comes back here."),
        Discard => Languages.Choose("Meddelandet är kastat.", "The message has been discarded."),
        { } numbers when numbers.Split('-') is [var first, var second] && int.TryParse(first, out var retried) && int.TryParse(second, out var left) => left > 0
            ? Languages.Choose($"{retried} ligger i kön igen, {left} är kvar. Tryck en gång till för dem.", $"{retried} are back in their queues, {left} are left. Select the button again for those.")
            : Languages.Choose($"{retried} ligger i kön igen.", $"{retried} are back in their queues."),
        _ => null,
    };

    private static string With(string address, string done) => $"{address}{(address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{ShowDeadLetters.Done}={done}";
}
