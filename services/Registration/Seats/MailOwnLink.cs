using BusinessFocus.Domain.People;
using BusinessFocus.Hosting.Http;
using BusinessFocus.ServiceDefaults.Idempotency;
using FluentValidation;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Registration.Seats;

/// <summary>
/// Somebody has lost the links to their registrations: one letter to the address lists all that it has. Whether it has anything shows neither in
/// the answer nor in how long it takes: what is looked up is looked up after it.
/// </summary>
public static class MailOwnLink
{
    /// <summary>Whose registrations a letter is to list.</summary>
    /// <param name="Email">The address that the registrations were made with.</param>
    /// <param name="Locale">"sv" or "en": the letter's language; the latest registration's unless told.</param>
    public sealed record Request(string Email, string? Locale = null);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(request => request.Email).IsEmailAddress();
            RuleFor(request => request.Locale).IsLanguageOrNone();
        }
    }
}

/// <summary>
/// <c>POST /my/link</c>: for anyone. Mails the address one letter with its registrations and the link for <c>GET /my</c>. Always 202, whether the
/// address has registrations or not, and also where no letter is sent because it had three within the hour. 429 after too many requests from one
/// network address in ten minutes.
/// </summary>
public static class MailOwnLinkEndpoint
{
    public static void MapMailOwnLink(this RouteGroupBuilder api) =>
        api.MapPost("/my/link", Handle)
            .Validates<MailOwnLink.Request>()
            .WithTags("Registrations")
            .WithName("mailOwnLink")
            .WithSummary("Mail me the link to my registrations")
            .WithoutIdempotencyKey();

    private static Results<Accepted, ProblemHttpResult> Handle(MailOwnLink.Request request, HttpContext context, RecipientQuota quota, OwnLinkLetters letters)
    {
        // The validator has read it.
        _ = EmailAddress.TryNormalise(request.Email, out var email);
        var contact = ContactIds.Of(email);
        if (quota.RefusalOfAsking(context, contact) is { } tooMany)
        {
            return tooMany;
        }

        letters.Send(contact, request.Locale);
        return TypedResults.Accepted((string?)null);
    }
}
