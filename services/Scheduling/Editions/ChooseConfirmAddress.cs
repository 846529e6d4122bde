using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.ServiceDefaults.Store;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Scheduling.Editions;

/// <summary>
/// An organiser says when people who register show first that the address is theirs. It holds at once, for what is released too: under
/// an attack nobody waits for a release.
/// </summary>
public static class ChooseConfirmAddress
{
    /// <summary>When people who register show first that the address is theirs, in all activities that say nothing else.</summary>
    /// <param name="ConfirmAddress">When they do; <c>whenSuspicious</c> where nobody has chosen.</param>
    public sealed record Request(ConfirmAddress ConfirmAddress);

    public sealed class Validator : AbstractValidator<Request>
    {
        public Validator() => RuleFor(request => request.ConfirmAddress).IsInEnum();
    }

    public static Decision Decide(Edition edition, ConfirmAddress confirmAddress, DateTimeOffset now) =>
        !edition.Exists ? CommonProblems.NotFound
        : (edition.ConfirmAddress ?? ConfirmAddress.WhenSuspicious) == confirmAddress ? Decision.Nothing
        : Decision.Of(new ConfirmAddressChosen(new EditionId(edition.Id), confirmAddress, now));
}

/// <summary><c>PUT /editions/{id}/confirm-address</c>.</summary>
public static class ChooseConfirmAddressEndpoint
{
    public static void MapChooseConfirmAddress(this RouteGroupBuilder api) =>
        api.MapPut("/editions/{id}/confirm-address", HandleAsync)
            .Validates<ChooseConfirmAddress.Request>()
            .Only(Roles.Organiser)
            .WithTags("Editions")
            .WithName("chooseConfirmAddress")
            .WithSummary("Choose who confirms an address first");

    /// <summary>
    /// Says when people who register have to show first that the address is theirs, in all activities of the edition whose rules say nothing of
    /// it. It holds within seconds and without a release, for what is public too. The same again changes nothing. For organisers.
    /// </summary>
    private static async Task<Results<Ok<EditionView>, ProblemHttpResult>> HandleAsync(
        EditionId id,
        ChooseConfirmAddress.Request request,
        IfMatch ifMatch,
        ISessionFactory sessions,
        HttpResponse response,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var decided = await sessions.DecideAsync<Edition>(
            id.Value, ifMatch.Expected, edition => ChooseConfirmAddress.Decide(edition, request.ConfirmAddress, clock.GetUtcNow()), cancellationToken);
        return decided.ToAnswer(response, EditionView.Of);
    }
}
