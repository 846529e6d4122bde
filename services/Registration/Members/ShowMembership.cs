using BusinessFocus.Domain.Texts;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Registration.People;
using BusinessFocus.ServiceDefaults.Idempotency;
using FluentValidation;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Registration.Members;

/// <summary>
/// Somebody whose own address is in no list shows that they belong to a member: a code goes to the address that the member's association
/// has. Numbers of organisations are public: by typing one nobody becomes a member, or learns who is one.
/// </summary>
public static class ShowMembership
{
    /// <summary>Somebody says which member they belong to; a code goes to the address that the association has.</summary>
    /// <param name="OrganisationNumber">The member's: ten digits, with or without a hyphen.</param>
    public sealed record AskRequest(string OrganisationNumber);

    /// <summary>A code is on its way, if there is such a member.</summary>
    /// <param name="Secret">Send it with the code; without it the code is worth nothing. Keep it to yourself.</param>
    /// <param name="ExpiresAt">Until when the code can be used, UTC.</param>
    public sealed record Asked(string Secret, DateTimeOffset ExpiresAt);

    /// <summary>The code from the letter, and what came with the asking.</summary>
    /// <param name="Secret">What asking for the code answered.</param>
    /// <param name="Code">Six digits.</param>
    public sealed record ConfirmRequest(string Secret, string Code);

    /// <summary>The proof that somebody belongs to a member.</summary>
    /// <param name="Membership">To be sent with registrations, as their <c>membership</c>.</param>
    /// <param name="Until">How long the proof is good, UTC.</param>
    public sealed record Confirmed(string Membership, DateTimeOffset Until);

    public sealed class AskValidator : AbstractValidator<AskRequest>
    {
        public AskValidator() => RuleFor(request => request.OrganisationNumber)
            .Must(number => OrganisationNumber.TryParse(number, out _))
            .WithMessage((_, number) => OrganisationNumber.WhyNot(number).In(Languages.Current));
    }

    public sealed class ConfirmValidator : AbstractValidator<ConfirmRequest>
    {
        public ConfirmValidator()
        {
            RuleFor(request => request.Secret).Must(MembershipAttempt.IsSecret)
                .WithMessage(_ => Languages.Choose("Inte det som du fick.", "Not what you were given."));
            RuleFor(request => request.Code).Must(code => code?.Length <= 20 && MembershipAttempt.IsCode(MembershipAttempt.CodeIn(code)))
                .WithMessage(_ => Languages.Choose("Koden har sex siffror.", "The code has six digits."));
        }
    }
}

/// <summary><c>POST /memberships/codes</c> asks for the code, <c>POST /memberships</c> takes it.</summary>
public static class ShowMembershipEndpoint
{
    public static void MapShowMembership(this RouteGroupBuilder api)
    {
        // The answers open something: none is kept for a repeat, which just asks again.
        api.MapPost("/memberships/codes", AskAsync)
            .Validates<ShowMembership.AskRequest>()
            .WithTags("Members")
            .WithName("askForMembershipCode")
            .WithSummary("Ask for a code that shows a membership")
            .WithoutIdempotencyKey();
        api.MapPost("/memberships", ConfirmAsync)
            .Validates<ShowMembership.ConfirmRequest>()
            .WithTags("Members")
            .WithName("showMembership")
            .WithSummary("Show a membership by its code")
            .WithoutIdempotencyKey();
    }

    /// <summary>
    /// For anyone. Mails a code of six digits to the address that an association has of the member. Always 202 for a valid number, also where there
    /// is no such member, or where it has had 5 codes in 15 minutes or 20 in a day, and no letter is sent. The code is good for 10 minutes and 5
    /// guesses.
    /// </summary>
    private static async Task<Accepted<ShowMembership.Asked>> AskAsync(ShowMembership.AskRequest request, MembershipCodes codes, CancellationToken cancellationToken)
    {
        // The validator has read it.
        _ = OrganisationNumber.TryParse(request.OrganisationNumber, out var number);
        var (secret, expiresAt) = await codes.AskAsync(number, cancellationToken);
        return TypedResults.Accepted((string?)null, new ShowMembership.Asked(secret, expiresAt));
    }

    /// <summary>
    /// For anyone. Takes the code and answers with a proof that is good for 12 hours. 409 <c>wrong-code</c> with <c>guessesLeft</c>; 409
    /// <c>code-is-over</c> where it is older than 10 minutes, used up, or the secret is unknown: ask for a new one.
    /// </summary>
    private static async Task<Results<Ok<ShowMembership.Confirmed>, ProblemHttpResult>> ConfirmAsync(
        ShowMembership.ConfirmRequest request, MembershipCodes codes, CancellationToken cancellationToken) =>
        await codes.GuessAsync(request.Secret, MembershipAttempt.CodeIn(request.Code), cancellationToken) switch
        {
            { Proof: { } proof, Until: { } until } => TypedResults.Ok(new ShowMembership.Confirmed(proof, until)),
            { Outcome: MembershipGuess.Wrong } wrong => MemberProblems.WrongCode.With("guessesLeft", wrong.GuessesLeft).ToAnswer(),
            _ => MemberProblems.CodeIsOver.ToAnswer(),
        };
}
