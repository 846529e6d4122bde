using BusinessFocus.Contracts;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Domain.Tokens;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Registration.Keys;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Registration.Seats;

/// <summary>All that is registered for an address, as its owner sees it.</summary>
public static class ReadOwnRegistrations
{
    /// <summary>All that is registered for an address.</summary>
    /// <param name="Registrations">What is to come first, in the order in which it begins; then what is over or was cancelled, the latest first.</param>
    /// <param name="Calendar">The address of a calendar to subscribe to, which follows them. It opens nothing else, and can be shared.</param>
    public sealed record Answer(IReadOnlyList<Item> Registrations, string Calendar);

    /// <summary>A registration in the list, with what is known of its activity.</summary>
    /// <param name="Title">The activity's, in the request's language; left out where only its times are known yet.</param>
    /// <param name="StartsAt">UTC.</param>
    /// <param name="EndsAt">UTC.</param>
    /// <param name="IsToCome">Whether the registration has not ended and neither has the activity.</param>
    /// <param name="Registration">The registration itself, with its ticket where it has seats.</param>
    /// <param name="Links">Addresses of the registration, its ticket and the activity.</param>
    public sealed record Item(
        string? Title, DateTimeOffset StartsAt, DateTimeOffset EndsAt, bool IsToCome, RegistrationView Registration, LinksView Links);

    /// <summary>Addresses that a registration leads to.</summary>
    /// <param name="Manage">Reads, changes and cancels the registration: it holds its secret token.</param>
    /// <param name="Ticket">The ticket as a PNG picture; left out where the registration has no seats. It holds the secret token.</param>
    /// <param name="Activity">The activity in the programme.</param>
    public sealed record LinksView(string Manage, string? Ticket, string Activity);

    /// <param name="keys">Make the links.</param>
    /// <param name="publicUrl">The gateway as people see it.</param>
    public static Answer AnswerOf(ContactId contact, IReadOnlyList<OwnAllocation> own, RegistrationKeys keys, string publicUrl, DateTimeOffset now)
    {
        var toCome = own.Where(each => each.IsToCome(now)).OrderBy(each => each.Activity.StartsAt);
        var rest = own.Where(each => !each.IsToCome(now)).OrderByDescending(each => each.Activity.StartsAt);
        return new Answer(
            [.. toCome.Concat(rest).Select(each => ItemOf(each, keys, publicUrl, now))],
            $"{publicUrl}/api/v1/my/calendar.ics?token={Uri.EscapeDataString(OwnToken.ForCalendar(contact, keys))}");
    }

    private static Item ItemOf(OwnAllocation own, RegistrationKeys keys, string publicUrl, DateTimeOffset now)
    {
        var (seats, allocation) = own;
        var hasTicket = allocation.Status == AllocationStatus.Confirmed;
        var view = RegistrationView.Of(seats, allocation.Booking.Id, keys, now);
        var (address, token) = ($"{publicUrl}/api/v1/registrations/{view.Id}", Uri.EscapeDataString(ManageToken.For(view.Id.Value, keys.Links.Current)));
        return new Item(
            own.Activity.Details?.Title.In(Languages.Current),
            own.Activity.StartsAt,
            own.Activity.EndsAt,
            own.IsToCome(now),
            view with { Conversation = allocation.Booking.Conversation, Ticket = hasTicket ? view.Ticket : null },
            new LinksView(
                $"{address}?token={token}", hasTicket ? $"{address}/ticket.png?token={token}" : null, $"{publicUrl}/api/v1/activities/{seats.ActivityId}"));
    }
}

/// <summary>
/// <c>GET /my</c>: all registrations of an address, by the link that <c>POST /my/link</c> mails, or as a visitor who signed in with the address.
/// Those to come first, in the order in which they begin; then those that are over or were cancelled, the latest first. 404 <c>no-such-link</c> for a
/// wrong token, and where nobody is signed in. Not to be cached (<c>no-store</c>).
/// </summary>
public static class ReadOwnRegistrationsEndpoint
{
    public static void MapReadOwnRegistrations(this RouteGroupBuilder api) =>
        api.MapGet("/my", HandleAsync)
            .WithTags("Registrations")
            .WithName("readOwnRegistrations")
            .WithSummary("List all registrations of my address")
            .TakesOwnToken("The token of the mailed link, unless a visitor is signed in; also as the header X-Manage-Token");

    private static async Task<Results<Ok<ReadOwnRegistrations.Answer>, ProblemHttpResult>> HandleAsync(
        HttpContext context,
        ActivitySeatsCache cache,
        IQuerySession reads,
        RegistrationKeys keys,
        IConfiguration configuration,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (OwnRegistrations.WhoseList(context, keys) is not { } contact)
        {
            return SeatProblems.NoSuchLink.ToAnswer();
        }

        var own = await cache.OwnOfAsync(reads, contact, cancellationToken);
        return TypedResults.Ok(ReadOwnRegistrations.AnswerOf(contact, own, keys, configuration.PublicUrl(), clock.GetUtcNow()));
    }
}
