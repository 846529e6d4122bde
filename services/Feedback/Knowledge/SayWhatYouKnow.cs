using System.Text.Json.Serialization;
using BusinessFocus.Domain.Tokens;
using BusinessFocus.Feedback.Anonymity;
using BusinessFocus.Feedback.Surveys;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.ServiceDefaults.Idempotency;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Feedback.Knowledge;

/// <summary>Whose conditions somebody lives with: the company's or the municipality's. They are asked of the other one's.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Side>))]
public enum Side
{
    /// <summary>From a company: asked how well they know the municipality's conditions.</summary>
    Company,

    /// <summary>From the municipality: asked how well they know the companies' conditions.</summary>
    Official,
}

/// <summary>
/// At the registration somebody says how well they know the others' conditions, without signing in. A form asks it beside the registration and
/// sends it here with the ticket; the registration never has it. It replaces what the same ticket said before, until they are invited to the
/// survey; then 409 <c>survey-opened</c>. It is counted only together with what they know then, and is in no figure of fewer than seven. 400
/// where the ticket is none.
/// </summary>
public static class SayWhatYouKnowEndpoint
{
    /// <summary>How well somebody knows the others' conditions before the activity.</summary>
    /// <param name="Ticket">The code on the ticket that the registration was answered with, at most 400 characters.</param>
    /// <param name="Side">Whose conditions they live with.</param>
    /// <param name="Level">1, not at all, to 6, very well.</param>
    public sealed record Request(string Ticket, Side Side, int Level);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(request => request.Ticket).NotEmpty().MaximumLength(400);
            RuleFor(request => request.Level).InclusiveBetween(1, 6);
        }
    }

    public static void MapSayWhatYouKnow(this RouteGroupBuilder api) =>
        api.MapPut("/knowledge", HandleAsync)
            .Validates<Request>()
            .WithoutIdempotencyKey()
            .WithTags("Surveys")
            .WithName("sayWhatYouKnow")
            .WithSummary("Say how well you know the others' conditions");

    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        Request request, ISessionFactory sessions, BoxKeys keys, TicketKeys tickets, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (tickets.Public is not { Count: > 0 } ticketKeys)
        {
            return HttpProblems.Unavailable.ToAnswer();
        }

        if (!TicketCode.TryRead(request.Ticket, ticketKeys, out var registration))
        {
            return Problems.Invalid("ticket", "Ingen giltig biljett.", "Not a valid ticket.");
        }

        await using var session = sessions.OpenSession();
        if (await session.Query<Invitation>().AnyAsync(invitation => invitation.RegistrationId == registration, cancellationToken))
        {
            return KnowledgeProblems.TooLate.ToAnswer();
        }

        var ids = Foreknowledge.IdsOf(registration, keys);
        foreach (var other in ids.Skip(1))
        {
            session.Delete<Foreknowledge>(other);
        }

        session.Store(new Foreknowledge
        {
            Id = ids[0],

            // A programme can be released years before its festival: whoever registers then is still paired with what they know after it.
            KeptUntil = new DateTimeOffset(clock.GetUtcNow().UtcDateTime.Date, TimeSpan.Zero) + BoxKeys.SealedAtMost,
            Sealed = keys.Seal(ids[0], new Foreknown(request.Side, request.Level)),
        });
        await session.SaveChangesAsync(cancellationToken);
        return TypedResults.NoContent();
    }
}
