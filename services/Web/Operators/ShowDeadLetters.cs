using BusinessFocus.Web.Site;
using BusinessFocus.Web.Site.SignIn;
using BusinessFocus.Web.Site.Staff;

namespace BusinessFocus.Web.Operators;

/// <summary><c>/drift/meddelanden</c>: messages that no service could deal with, with the reason of each.</summary>
public static class ShowDeadLetters
{
    public const string Path = "/drift/meddelanden";

    /// <summary>What was done a moment ago, to be said on the page.</summary>
    public const string Done = "gjort";

    private const int OnePage = 25;

    public static void MapShowDeadLetters(this IEndpointRouteBuilder routes) => routes.MapPage(
        Path, (HttpContext context, Festival calls, TraceLinks traces, TimeProvider clock, CancellationToken cancellationToken) =>
            ShowAsync(TypedForm.Empty, context, calls, traces, clock, cancellationToken)).In(Area.Operators);

    /// <param name="form">With what is wrong, where something was refused.</param>
    internal static async Task<IResult> ShowAsync(
        TypedForm form, HttpContext context, Festival calls, TraceLinks traces, TimeProvider clock, CancellationToken cancellationToken)
    {
        var filter = DeadLetterFilter.In(context.Request.Query);
        var letters = (await calls.V1.Operations.DeadLetters.GetAsync(
            ask =>
            {
                (ask.QueryParameters.State, ask.QueryParameters.Queue) = (filter.State, filter.Queue);
                (ask.QueryParameters.After, ask.QueryParameters.Limit) = (filter.After, OnePage);
            },
            cancellationToken))!;
        return context.Show<DeadLettersPage>(
            new Dictionary<string, object?>
            {
                [nameof(DeadLettersPage.Letters)] = letters,
                [nameof(DeadLettersPage.Filter)] = filter,
                [nameof(DeadLettersPage.Form)] = form,
                [nameof(DeadLettersPage.Said)] = SettleDeadLetters.Said(context.Request.Query[Done]),
                [nameof(DeadLettersPage.Traces)] = traces,
                [nameof(DeadLettersPage.Now)] = clock.GetUtcNow(),
            },
            form.HasFaults ? StatusCodes.Status409Conflict : StatusCodes.Status200OK);
    }
}
