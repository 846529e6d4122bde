using BusinessFocus.Client;
using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Web.Activities;
using BusinessFocus.Web.Site;
using BusinessFocus.Web.Topics;
using Microsoft.AspNetCore.Mvc;

namespace BusinessFocus.Web.Conversations;

/// <summary><c>/samtal/flera/boka</c>: books the times that follow each other: all of them, or none where somebody was faster.</summary>
public static class BookSeveral
{
    private const string Path = $"{SeveralErrands.Path}/boka";
    private const string Time = "tid";

    public static void MapBookSeveral(this IEndpointRouteBuilder routes)
    {
        routes.MapPage(Path, (
            [FromQuery(Name = Time)] Guid[] times, [FromQuery(Name = SeveralErrands.Topic)] string[] topics,
            HttpContext context, Festival calls, TimeProvider clock, CancellationToken cancellationToken) =>
            ShowAsync(times, topics, TypedForm.Empty, context, calls, clock, cancellationToken));
        routes.MapForm(Path, BookAsync);
    }

    public static string AddressOf(FindChainsProposedChain chain, IEnumerable<string> topics) => AddressOf((chain.Slots ?? []).Select(slot => slot.ActivityId!.Value), topics);

    internal static string AddressOf(IEnumerable<Guid> times, IEnumerable<string> topics) => Links.To(Path) + QueryString.Create(
        [.. times.Select(time => KeyValuePair.Create(Time, (string?)time.ToString())), .. topics.Select(topic => KeyValuePair.Create(SeveralErrands.Topic, (string?)topic))]);

    private static async Task<IResult> BookAsync(
        [FromQuery(Name = Time)] Guid[] times,
        [FromQuery(Name = SeveralErrands.Topic)] string[] topics,
        HttpContext context,
        Festival calls,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var form = await context.FormAsync();
        if (Register.FaultsIn(form) is { Count: > 0 } faults)
        {
            return await ShowAsync(times, topics, new TypedForm(form, faults), context, calls, clock, cancellationToken);
        }

        var one = Register.RequestOf(form);
        try
        {
            var booked = await calls.V1.Registrations.PostAsync(
                new RegisterForSeveralRequest { ActivityIds = [.. times], Contact = one.Contact, Company = one.Company, Consent = one.Consent, Conversation = one.Conversation },
                cancellationToken: cancellationToken);
            return booked?.Registrations is [{ Id: { } first, ManageToken: { } token }, ..]
                ? context.GoTo(Links.ToRegistration(first, token))
                : context.Show<OpenMailPage>(new Dictionary<string, object?>
                {
                    [nameof(OpenMailPage.Email)] = TypedForm.Filled(form, Register.Email),
                    [nameof(OpenMailPage.Back)] = Links.Here(context),
                });
        }
        catch (ProblemException problem) when ((int)problem.Status is 400 or 409 or 422)
        {
            return await ShowAsync(times, topics, TypedForm.Of(form, problem, Register.Consent), context, calls, clock, cancellationToken);
        }
    }

    private static async Task<IResult> ShowAsync(
        Guid[] times, string[] topics, TypedForm form, HttpContext context, Festival calls, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (times.Length is < 2 or > SeveralErrands.Most)
        {
            return context.Missing();
        }

        var names = await calls.TopicsAsync(cancellationToken);
        var slots = await Task.WhenAll(times.Select(time => calls.V1.Activities[time].GetAsync(cancellationToken: cancellationToken)));
        var edition = await calls.V1.Editions[slots[0]!.EditionId!.Value.ToString()].GetAsync(cancellationToken: cancellationToken);
        return context.Show<BookSeveralPage>(
            new Dictionary<string, object?>
            {
                [nameof(BookSeveralPage.Slots)] = slots.OfType<ActivityView>().OrderBy(slot => slot.StartsAt).ToList(),
                [nameof(BookSeveralPage.Edition)] = edition,
                [nameof(BookSeveralPage.About)] = string.Join(", ", topics.Take(SeveralErrands.Most).Select(names.NameOf)),
                [nameof(BookSeveralPage.Action)] = AddressOf(times, topics),
                [nameof(BookSeveralPage.Form)] = form,
                [nameof(BookSeveralPage.Now)] = clock.GetUtcNow(),
            },
            form.HasFaults ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);
    }
}
