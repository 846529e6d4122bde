using BusinessFocus.Contracts;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.ServiceDefaults.Actors;
using BusinessFocus.ServiceDefaults.Audit;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BusinessFocus.Feedback.FollowUps;

/// <summary>What can happen to a case.</summary>
public enum FollowUpStepKind
{
    /// <summary>Somebody asked to be contacted, or the officer whom they met opened it.</summary>
    Asked,

    /// <summary>Somebody took it on.</summary>
    Taken,

    /// <summary>Another area has it from then on.</summary>
    Moved,

    /// <summary>Who asked was told an answer.</summary>
    Answered,

    /// <summary>It ended: nothing was left to do.</summary>
    Closed,

    /// <summary>It was no answer, or brought a new question: it is open again.</summary>
    Reopened,

    /// <summary>The area was reminded before it fell due.</summary>
    RemindedSoon,

    /// <summary>The area was reminded after it fell due.</summary>
    RemindedOverdue,

    /// <summary>Who asked is forgotten, and what they said.</summary>
    Forgotten,

    /// <summary>One side of a visit said what was promised; what both say is in the case.</summary>
    Told,
}

/// <summary>Something that happened to a case.</summary>
/// <param name="Kind">What it was.</param>
/// <param name="At">UTC: when.</param>
/// <param name="By">The id of the account or client that did it; left out for who asked, and where nobody did.</param>
/// <param name="Text">What was said: the message, the answer, the outcome, the reason. Left out where nothing was, or it is forgotten.</param>
/// <param name="Area">The key of the area that has it from then on; left out where that did not change.</param>
/// <param name="DueAt">UTC: until when it has to be answered from then on; left out where that did not change.</param>
/// <param name="Actor">Who did it; left out where that was not stored yet.</param>
public sealed record FollowUpStep(
    FollowUpStepKind Kind, DateTimeOffset At, string? By = null, string? Text = null, string? Area = null, DateTimeOffset? DueAt = null, Actor? Actor = null)
{
    /// <returns>Null for what is not a step of a case.</returns>
    public static FollowUpStep? Of(object @event) => @event switch
    {
        FollowUpAskedFor asked => new(FollowUpStepKind.Asked, asked.At, asked.By, asked.Message, asked.Area?.Key, asked.DueAt),
        VisitWasToldOf told => new(FollowUpStepKind.Told, told.At),
        FollowUpTaken taken => new(FollowUpStepKind.Taken, taken.At, taken.By),
        FollowUpMoved moved => new(FollowUpStepKind.Moved, moved.At, moved.By, Area: moved.Area.Key),
        FollowUpAnswered answered => new(FollowUpStepKind.Answered, answered.At, answered.By, Said(answered.Answer)),
        FollowUpEnded ended => new(FollowUpStepKind.Closed, ended.At, ended.By, ended.Outcome),
        FollowUpDone done => new(FollowUpStepKind.Closed, done.At, done.By, Said(done.Answer)),
        FollowUpAskedAgain again => new(FollowUpStepKind.Reopened, again.At, again.By, again.Reason, DueAt: again.DueAt),
        FollowUpCameUp came => new(FollowUpStepKind.RemindedSoon, came.At),
        FollowUpFellDue fell => new(FollowUpStepKind.RemindedOverdue, fell.At),
        FollowUpForgotten forgotten => new(FollowUpStepKind.Forgotten, forgotten.At),
        _ => null,
    };

    private static string? Said(string text) => text.Length > 0 ? text : null;
}

/// <summary>
/// A case, and all that happened to it. Its ETag is for changes. Organisers see all cases, hosts those of the areas that name them; to others
/// there is none: 404 <c>no-such-follow-up</c>. How to reach who asked is in Registration, by the id of the registration.
/// </summary>
public static class ReadFollowUpEndpoint
{
    /// <summary>A case, and how it came to this.</summary>
    /// <param name="FollowUp">As it is now.</param>
    /// <param name="History">What happened to it, the oldest first.</param>
    public sealed record Answer(FollowUpView FollowUp, IReadOnlyList<FollowUpStep> History);

    public static void MapReadFollowUp(this RouteGroupBuilder api) =>
        api.MapGet("/follow-ups/{id}", HandleAsync)
            .Only(FollowUpAccess.Staff)
            .WithTags("Follow-ups")
            .Audited()
            .WithName("readFollowUp")
            .WithSummary("Read a follow-up");

    private static async Task<Results<Ok<Answer>, ProblemHttpResult>> HandleAsync(
        FollowUpId id, HttpContext context, IQuerySession reads, CancellationToken cancellationToken)
    {
        if (await FollowUpAccess.FindAsync(reads, id, context, cancellationToken) is not { } followUp)
        {
            return FollowUpProblems.NoSuchFollowUp.ToAnswer();
        }

        var events = await reads.Events.FetchStreamAsync(id.Value, token: cancellationToken);
        context.Response.SetVersion(events[^1].Version);
        var steps = events.Select(@event => (Step: FollowUpStep.Of(@event.Data), @event.UserName)).Where(each => each.Step is not null).ToList();
        var actors = await reads.ActorNamesAsync(steps.Select(each => each.Step!.By ?? each.UserName), cancellationToken);
        return TypedResults.Ok(new Answer(
            FollowUpView.Of(followUp), [.. steps.Select(each => each.Step! with { Actor = actors.Of(each.Step!.By ?? each.UserName) })]));
    }
}
